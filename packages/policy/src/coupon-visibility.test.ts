import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type CouponToken, type CouponVisibility, seesCoupon, tokenOpens } from './coupon-visibility.ts';

const nobody = { isMember: false, isNamed: false, hasOpenToken: false };
const token: CouponToken = { channel: null, contactId: null, uses: null, isRevoked: false };
const use = { channel: 'group', contactId: 'ana', usedBefore: 0 };

test('each visibility opens to one kind of viewer, and public to all', () => {
  const opens: Record<Exclude<CouponVisibility, 'public'>, keyof typeof nobody> = {
    member: 'isMember',
    targeted: 'isNamed',
    hidden: 'hasOpenToken',
  };
  assert.equal(seesCoupon('public', nobody), true);
  for (const [visibility, key] of Object.entries(opens) as [CouponVisibility, keyof typeof nobody][]) {
    assert.equal(seesCoupon(visibility, nobody), false);
    assert.equal(seesCoupon(visibility, { ...nobody, [key]: true }), true);
    const allBut = { isMember: true, isNamed: true, hasOpenToken: true, [key]: false };
    assert.equal(seesCoupon(visibility, allBut), false);
  }
});

test('a token opens where it is bound to, for whom it is bound to, as often as it may', () => {
  assert.equal(tokenOpens(token, use), true);
  assert.equal(tokenOpens({ ...token, channel: 'group', contactId: 'ana', uses: 1 }, use), true);
  assert.equal(tokenOpens({ ...token, channel: 'clerk' }, use), false);
  assert.equal(tokenOpens({ ...token, contactId: 'bo' }, use), false);
  assert.equal(tokenOpens({ ...token, contactId: 'bo' }, { ...use, contactId: null }), false);
  assert.equal(tokenOpens({ ...token, uses: 1 }, { ...use, usedBefore: 1 }), false);
  assert.equal(tokenOpens({ ...token, isRevoked: true }, use), false);
});

test('binding a token more, revoking it or using it never opens it', () => {
  const channel = fc.option(fc.constantFrom('group', 'clerk'));
  const contact = fc.option(fc.constantFrom('ana', 'bo'));
  const tokens = fc.record({
    channel,
    contactId: contact,
    uses: fc.option(fc.integer({ min: 1, max: 3 })),
    isRevoked: fc.boolean(),
  });
  const uses = fc.record({ channel, contactId: contact, usedBefore: fc.nat(3) });
  fc.assert(
    fc.property(tokens, uses, fc.constantFrom('group', 'clerk'), (given, at, bound) => {
      const opened = tokenOpens(given, at);
      if (given.channel === null) assert.ok(opened || !tokenOpens({ ...given, channel: bound }, at));
      assert.equal(tokenOpens({ ...given, isRevoked: true }, at), false);
      assert.ok(opened || !tokenOpens(given, { ...at, usedBefore: at.usedBefore + 1 }));
    }),
  );
});
