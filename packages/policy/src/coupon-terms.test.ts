import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type CouponTerms,
  couponClaim,
  couponTermsFaults,
  couponTime,
  couponValidBetween,
} from './coupon-terms.ts';
import { defaultDocument as policy } from './document.ts';
import { addDays } from './instants.ts';

const start = new Date(Date.UTC(2026, 0, 1));
const day = (days: number) => addDays(start, days);
const terms: CouponTerms = {
  validity: { kind: 'range', from: start, until: day(365) },
  perPerson: null,
  total: 1_000_000,
  tokenUses: null,
};
const faults = (change: Partial<CouponTerms>) =>
  couponTermsFaults({ ...terms, ...change }, policy).map(({ term, reason, field }) => [term, reason, field]);

test('terms within the policy stand', () => {
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ perPerson: 1, total: 1, tokenUses: 1 }), []);
  assert.deepEqual(
    faults({ validity: { kind: 'fromClaim', days: 90 }, perPerson: 5, tokenUses: 100_000 }),
    [],
  );
});

test('terms beyond the policy, or empty ones, are named all at once', () => {
  assert.deepEqual(faults({ validity: { kind: 'range', from: start, until: day(365.01) } }), [
    ['validity', 'tooLong', '/coupons/validityDays'],
  ]);
  assert.deepEqual(faults({ validity: { kind: 'fromClaim', days: 91 } }), [
    ['validity', 'tooLong', '/coupons/validityDaysFromClaim'],
  ]);
  assert.deepEqual(
    faults({
      validity: { kind: 'range', from: start, until: start },
      total: 1_000_001,
      perPerson: 0,
      tokenUses: 100_001,
    }),
    [
      ['validity', 'empty', null],
      ['perPerson', 'empty', null],
      ['total', 'tooMany', '/coupons/totalLimit'],
      ['tokenUses', 'tooMany', '/coupons/tokenUses'],
    ],
  );
});

test('a coupon is valid from its first instant, and no more at its last', () => {
  const range = terms.validity;
  const at = (now: Date) => couponTime(range, day(3), now);
  assert.deepEqual(
    [at(day(-0.001)), at(start), at(day(364.999)), at(day(365))],
    ['notYet', 'valid', 'valid', 'expired'],
  );
  assert.deepEqual(couponValidBetween({ kind: 'fromClaim', days: 7 }, day(3)), {
    from: day(3),
    until: day(10),
  });
});

test('one more is claimed up to each limit', () => {
  const counts = { byPerson: 0, inTotal: 0, byToken: 0 };
  const claim = (change: Partial<typeof counts>, own: Partial<CouponTerms> = {}) =>
    couponClaim({ ...terms, ...own }, { ...counts, ...change }, policy);
  assert.deepEqual(claim({}), { allowed: true });
  assert.deepEqual(claim({ byPerson: 1 }), {
    allowed: false,
    reason: 'perPerson',
    limit: 1,
    field: '/coupons/perPerson',
  });
  assert.deepEqual(claim({ byPerson: 1 }, { perPerson: 2 }), { allowed: true });
  assert.deepEqual(claim({ byPerson: 2 }, { perPerson: 2 }), {
    allowed: false,
    reason: 'perPerson',
    limit: 2,
    field: null,
  });
  assert.deepEqual(claim({ inTotal: 10 }, { total: 10 }), {
    allowed: false,
    reason: 'total',
    limit: 10,
    field: null,
  });
  assert.deepEqual(claim({ byToken: 3 }, { tokenUses: 3 }), {
    allowed: false,
    reason: 'tokenUses',
    limit: 3,
    field: null,
  });
});

test('claims that are decided one after another never exceed a limit', () => {
  const limit = fc.integer({ min: 1, max: 5 });
  const people = fc.array(fc.constantFrom('ana', 'bo', 'cy'), { maxLength: 30 });
  fc.assert(
    fc.property(limit, limit, limit, people, (perPerson, total, tokenUses, order) => {
      const own = { ...terms, perPerson, total, tokenUses };
      const claimed: string[] = [];
      for (const person of order) {
        const byPerson = claimed.filter((each) => each === person).length;
        const counts = { byPerson, inTotal: claimed.length, byToken: claimed.length };
        if (couponClaim(own, counts, policy).allowed) claimed.push(person);
      }
      assert.ok(claimed.length <= Math.min(total, tokenUses));
      for (const person of ['ana', 'bo', 'cy'])
        assert.ok(claimed.filter((each) => each === person).length <= perPerson);
    }),
  );
});
