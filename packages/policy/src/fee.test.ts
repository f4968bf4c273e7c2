import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { amountIn, hasCurrency } from './amounts.ts';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import { feeFor, feeRate, feeRules, feeShare, type StoreFeeFacts } from './fee.ts';
import { addDays, daysBetween } from './instants.ts';

const opened = new Date(Date.UTC(2026, 0, 1));
const day = (days: number) => addDays(opened, days);
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);
const first: StoreFeeFacts = {
  isFirstStoreOfLicence: true,
  openedAt: opened,
  firstPaidAt: null,
  turnoverMinor: 0n,
  currency: 'CNY',
};
const reason = (store: StoreFeeFacts, now: Date, category = 'apparel') =>
  feeRate(store, category, now, policy).reason;

test('a further store pays the rate of its category, else of the nearest above, else the standard one', () => {
  const further = { ...first, isFirstStoreOfLicence: false };
  assert.deepEqual(feeRate(further, 'books', opened, policy), {
    feePpm: 20_000,
    reason: 'standard',
    fields: ['/fees/byCategoryPpm/books'],
  });
  assert.equal(feeRate(further, ['novels', 'books'], opened, policy).feePpm, 20_000);
  assert.equal(feeRate(further, ['fresh-food', 'food'], opened, policy).feePpm, 10_000);
  assert.deepEqual(feeRate(further, ['crafts'], opened, policy), {
    feePpm: 50_000,
    reason: 'standard',
    fields: ['/fees/standardPpm'],
  });
  assert.equal(feeRate(further, 'constructor', opened, policy).feePpm, 50_000);
});

test('the first store pays 1 % until 180 days from its opening while nothing was paid', () => {
  assert.deepEqual(feeRate(first, 'apparel', opened, policy), {
    feePpm: 10_000,
    reason: 'firstStore',
    fields: ['/fees/firstStorePpm', '/fees/firstStoreDaysFromOpening', '/fees/firstStoreTurnoverCap'],
  });
  assert.equal(reason(first, justBefore(day(180))), 'firstStore');
  assert.equal(reason(first, day(180)), 'standard');
});

test('it lasts 90 days from the first paid order, yet never beyond 180 from the opening', () => {
  const early = { ...first, firstPaidAt: day(10) };
  assert.equal(reason(early, justBefore(day(100))), 'firstStore');
  assert.equal(reason(early, day(100)), 'standard');
  const late = { ...first, firstPaidAt: day(150) };
  assert.equal(reason(late, justBefore(day(180))), 'firstStore');
  assert.equal(reason(late, day(180)), 'standard');
});

test('it ends at the turnover cap, which some categories have lower', () => {
  const at = (yuan: bigint) => ({ ...first, turnoverMinor: yuan * 100n });
  assert.equal(reason({ ...first, turnoverMinor: 149_999_999n }, opened), 'firstStore');
  assert.equal(reason(at(1_500_000n), opened), 'standard');
  assert.equal(reason(at(1_000_000n), opened, 'digital'), 'standard');
  assert.deepEqual(
    feeRate(at(999_999n), ['phones', 'digital'], opened, policy).fields.at(-1),
    '/fees/firstStoreTurnoverCapByCategory/digital',
  );
});

test('a cap stated in yuan is read in the currency of the store', () => {
  const yen = { ...first, currency: 'JPY' };
  assert.equal(amountIn(policy.fees.firstStoreTurnoverCap, 'JPY', policy), 30_000_000n);
  assert.equal(reason({ ...yen, turnoverMinor: 29_999_999n }, opened), 'firstStore');
  assert.equal(reason({ ...yen, turnoverMinor: 30_000_000n }, opened), 'standard');
  assert.equal(hasCurrency('CHF', policy), false);
  assert.throws(() => feeRate({ ...first, currency: 'CHF' }, 'books', opened, policy), RangeError);
});

test('where the reduction would be no reduction, the standard rate is named', () => {
  assert.deepEqual(feeRate(first, 'fresh-food', opened, policy).reason, 'standard');
});

const facts = fc.record({
  isFirstStoreOfLicence: fc.boolean(),
  openedAt: fc.constant(opened),
  firstPaidAt: fc.option(fc.integer({ min: 0, max: 300 }).map(day)),
  turnoverMinor: fc.bigInt({ min: 0n, max: 400_000_000n }),
  currency: fc.constantFrom('CNY', 'JPY', 'BRL', 'USD'),
});
const category = fc.constantFrom('apparel', 'books', 'digital', 'fresh-food', 'nowhere');
const instant = fc.integer({ min: 0, max: 300 }).map(day);

test('the rate is the standard or the reduced one, names the fields that decided, and never exceeds the standard', () => {
  fc.assert(
    fc.property(facts, category, instant, (store, slug, now) => {
      const rate = feeRate(store, slug, now, policy);
      const standard = feeRate({ ...store, isFirstStoreOfLicence: false }, slug, now, policy);
      assert.ok(rate.feePpm <= standard.feePpm);
      assert.equal(rate.reason === 'firstStore', rate.feePpm < standard.feePpm);
      if (!store.isFirstStoreOfLicence) assert.deepEqual(rate, standard);
      for (const field of rate.fields) assert.notEqual(explain(field), null, field);
    }),
  );
});

test('the plain form, which the twin asks, gives the same rate', () => {
  fc.assert(
    fc.property(facts, category, instant, (store, slug, now) => {
      const share = feeShare(
        store.isFirstStoreOfLicence,
        store.firstPaidAt === null ? -1 : daysBetween(store.firstPaidAt, now),
        daysBetween(store.openedAt, now),
        Number(store.turnoverMinor),
        feeRules(slug, store.currency, policy),
      );
      assert.equal(share, feeRate(store, slug, now, policy).feePpm / 1_000_000);
    }),
  );
});

test('once over, the reduction never comes back with time or turnover', () => {
  fc.assert(
    fc.property(
      facts,
      category,
      instant,
      fc.nat(400),
      fc.bigInt(0n, 10n ** 9n),
      (store, slug, now, days, more) => {
        const before = feeRate(store, slug, now, policy);
        const later = { ...store, turnoverMinor: store.turnoverMinor + more };
        assert.ok(feeRate(later, slug, addDays(now, days), policy).feePpm >= before.feePpm);
      },
    ),
  );
});

test('a fee lies between nothing and the goods, grows with them, and one on a refund mirrors one on a sale', () => {
  const goods = fc.bigInt({ min: 0n, max: 10n ** 13n });
  fc.assert(
    fc.property(goods, goods, fc.integer({ min: 0, max: 1_000_000 }), (a, b, ppm) => {
      for (const rounding of ['halfUp', 'floor'] as const) {
        const fee = feeFor(a, ppm, rounding);
        assert.ok(fee >= 0n && fee <= a);
        assert.ok(feeFor(a + b, ppm, rounding) >= fee);
      }
      assert.equal(feeFor(-a, ppm), -feeFor(a, ppm));
    }),
  );
  assert.equal(feeFor(5_399n, 50_000), 270n);
  assert.equal(feeFor(5_399n, 50_000, 'floor'), 269n);
});
