import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument } from './document.ts';
import { explain } from './explain.ts';
import { type HeldStock, hoardingDecision, type Pieces } from './hoarding.ts';

const policy = {
  hoarding: {
    ...defaultDocument.hoarding,
    unpaidOrdersPerBuyer: 3,
    piecesOfSkuPerOrder: 5,
    piecesOfSkuInUnpaidOrders: 8,
    expiredOrdersPerWindow: 2,
  },
};
const nothing: HeldStock = { unpaidOrders: 0, unpaidPieces: [], expiredOrders: 0 };
const pieces = (skuId: string, quantity: number): Pieces => ({ skuId, quantity });

test('up to every limit an order is allowed', () => {
  const held = { unpaidOrders: 2, unpaidPieces: [pieces('a', 3)], expiredOrders: 1 };
  assert.deepEqual(hoardingDecision([[pieces('a', 5), pieces('b', 5)]], held, policy), { allowed: true });
});

test('pieces of one SKU an order, also when they come in two lines', () => {
  assert.deepEqual(hoardingDecision([[pieces('a', 3), pieces('a', 3)]], nothing, policy), {
    allowed: false,
    reason: 'piecesPerOrder',
    skuId: 'a',
    limit: 5,
    wanted: 6,
    field: '/hoarding/piecesOfSkuPerOrder',
  });
});

test('pieces of one SKU in all unpaid orders, those wanted now included', () => {
  const held = { ...nothing, unpaidPieces: [pieces('a', 2), pieces('b', 1), pieces('a', 2)] };
  assert.deepEqual(hoardingDecision([[pieces('b', 5), pieces('a', 5)]], held, policy), {
    allowed: false,
    reason: 'piecesInUnpaidOrders',
    skuId: 'a',
    limit: 8,
    wanted: 9,
    field: '/hoarding/piecesOfSkuInUnpaidOrders',
  });
  const twoOrders = [[pieces('a', 5)], [pieces('a', 4)]];
  assert.equal(hoardingDecision(twoOrders, nothing, policy).allowed, false);
});

test('unpaid orders, one a store of the checkout', () => {
  assert.deepEqual(hoardingDecision([[], []], { ...nothing, unpaidOrders: 2 }, policy), {
    allowed: false,
    reason: 'unpaidOrders',
    limit: 3,
    wanted: 4,
    field: '/hoarding/unpaidOrdersPerBuyer',
  });
});

test('a buyer whose orders keep expiring waits', () => {
  assert.deepEqual(hoardingDecision([[pieces('a', 1)]], { ...nothing, expiredOrders: 2 }, policy), {
    allowed: false,
    reason: 'expiredOrders',
    limit: 2,
    wanted: 3,
    field: '/hoarding/expiredOrdersPerWindow',
  });
});

const line = fc.record({ skuId: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 6 }) });
const orders = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const held = fc.record({
  unpaidOrders: fc.nat(3),
  unpaidPieces: fc.array(line, { maxLength: 3 }),
  expiredOrders: fc.nat(2),
});

test('allowed exactly when every sum keeps its limit, and a refusal tells a limit that is really exceeded', () => {
  const sumOf = (lines: readonly Pieces[], skuId: string) =>
    lines.reduce((sum, each) => sum + (each.skuId === skuId ? each.quantity : 0), 0);
  fc.assert(
    fc.property(orders, held, (wanted, before) => {
      const skus = ['a', 'b', 'c'];
      const isWithin =
        wanted.every((lines) => skus.every((sku) => sumOf(lines, sku) <= 5)) &&
        skus.every((sku) => {
          const ordered = sumOf(wanted.flat(), sku);
          return ordered === 0 || ordered + sumOf(before.unpaidPieces, sku) <= 8;
        }) &&
        before.unpaidOrders + wanted.length <= 3 &&
        before.expiredOrders < 2;
      const decision = hoardingDecision(wanted, before, policy);
      assert.equal(decision.allowed, isWithin);
      if (decision.allowed) return;
      assert.ok(decision.wanted > decision.limit);
      assert.notEqual(explain(decision.field), null);
    }),
    { numRuns: 500 },
  );
});

test('holding less never turns a yes into a no', () => {
  fc.assert(
    fc.property(orders, held, (wanted, before) => {
      fc.pre(hoardingDecision(wanted, before, policy).allowed);
      const less = {
        unpaidOrders: Math.max(0, before.unpaidOrders - 1),
        unpaidPieces: before.unpaidPieces.slice(1),
        expiredOrders: Math.max(0, before.expiredOrders - 1),
      };
      assert.ok(hoardingDecision(wanted, less, policy).allowed);
    }),
  );
});
