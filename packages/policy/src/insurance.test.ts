import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import {
  claimOf,
  insuranceClaim,
  insurancePremium,
  insuranceRules,
  mayInsure,
  premiumOf,
} from './insurance.ts';

test('the premium is the return rate of the category, times coverage and loading', () => {
  assert.deepEqual(insurancePremium('apparel', 0, 0, 'CNY', policy), {
    premiumMinor: 432n,
    coverageMinor: 1_200n,
    fields: [
      '/insurance/returnRateByCategoryPpm/apparel',
      '/insurance/priorOrders',
      '/insurance/coverage',
      '/insurance/loadingPpm',
    ],
  });
  const other = insurancePremium(['vases', 'home'], 0, 0, 'CNY', policy);
  assert.deepEqual([other.premiumMinor, other.fields[0]], [144n, '/insurance/returnRatePpm']);
  assert.equal(insurancePremium('books', 0, 0, 'JPY', policy).coverageMinor, 240n);
});

test("a store's own returns move it: 30 orders of its own weigh as much as the category", () => {
  assert.equal(insurancePremium('apparel', 0, 30, 'CNY', policy).premiumMinor, 216n);
  assert.equal(insurancePremium('apparel', 30, 30, 'CNY', policy).premiumMinor, 936n);
});

test('without any experience the expected rate stands, even when it weighs nothing', () => {
  const own = { ...policy, insurance: { ...policy.insurance, priorOrders: 0 } };
  assert.equal(insurancePremium('apparel', 0, 0, 'CNY', own).premiumMinor, 432n);
  assert.equal(insurancePremium('apparel', 1, 10, 'CNY', own).premiumMinor, 144n);
});

test('a premium never exceeds what it covers', () => {
  assert.equal(insurancePremium('apparel', 1_000, 1_000, 'CNY', policy).premiumMinor, 1_200n);
});

const claim = { isInsured: true, paidClaims: 0, isScanned: true, freightMinor: 900n, coverageMinor: 1_200n };

test('a claim pays the freight up to the coverage, once, and on the scan', () => {
  assert.deepEqual(insuranceClaim(claim, policy), { allowed: true, paidMinor: 900n });
  assert.deepEqual(insuranceClaim({ ...claim, freightMinor: 5_000n }, policy), {
    allowed: true,
    paidMinor: 1_200n,
  });
  const refused = (change: Partial<typeof claim>) => insuranceClaim({ ...claim, ...change }, policy);
  assert.deepEqual(refused({ isInsured: false }), { allowed: false, reason: 'notInsured', field: null });
  assert.deepEqual(refused({ isScanned: false }), { allowed: false, reason: 'notScanned', field: null });
  assert.deepEqual(refused({ paidClaims: 1 }), {
    allowed: false,
    reason: 'claimedBefore',
    field: '/insurance/claimsPerOrder',
  });
});

test('an order is insured once', () => {
  assert.equal(mayInsure(0, policy), true);
  assert.equal(mayInsure(1, policy), false);
});

test('more returns never make it cheaper, more orders without returns never dearer, and the fields exist', () => {
  const category = fc.constantFrom('apparel', 'books', 'elsewhere');
  const facts = fc.nat(200).chain((orders) => fc.tuple(fc.constant(orders), fc.nat(orders)));
  fc.assert(
    fc.property(category, facts, fc.integer({ min: 1, max: 50 }), (slug, [orders, returns], more) => {
      const premium = (r: number, o: number) => insurancePremium(slug, r, o, 'CNY', policy).premiumMinor;
      const now = premium(returns, orders);
      assert.ok(now >= 0n && now <= 1_200n);
      assert.ok(premium(returns + more, orders + more) >= now);
      assert.ok(premium(returns, orders + more) <= now);
      for (const field of insurancePremium(slug, returns, orders, 'CNY', policy).fields)
        assert.notEqual(explain(field), null);
    }),
  );
});

test('at the true return rate the premiums pay the claims', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000 }),
      fc.integer({ min: 0, max: 3_000 }),
      (returns, freight) => {
        // A store whose thousand orders are its whole experience.
        const rules = { ...insuranceRules('apparel', 'CNY', policy), priorOrders: 0 };
        const premium = premiumOf(returns, 1_000, rules);
        assert.ok(premium * 1_000 >= returns * claimOf(freight, rules) - 1e-6);
      },
    ),
  );
});
