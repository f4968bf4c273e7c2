import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { auditMarket } from '../audit.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import { dayMs, type IncentiveMarket, incentiveMarket } from './incentive.testing.ts';

let t: IncentiveMarket;
before(async () => {
  t = await incentiveMarket();
});
after(() => t.close());

type Step =
  | { kind: 'sell'; quantity: number }
  | { kind: 'pass'; days: number; processes: number }
  | { kind: 'refund'; which: number; share: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('sell' as const), quantity: fc.integer({ min: 1, max: 7 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      days: fc.constantFrom(1, 7, 14, 31),
      processes: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      which: fc.nat(),
      share: fc.constantFrom(0.1, 0.33, 1),
    }),
  },
);

test('whatever is sold, given back and waited for, in whatever order: the sums hold, and no rebate outlives its fee', async () => {
  const left = new Map<OrderKey, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 12 }), async (steps) => {
      for (const one of steps) {
        if (one.kind === 'sell') left.set(await t.sell({ quantity: one.quantity }), one.quantity * 10_000);
        if (one.kind === 'pass') {
          await t.clock.set(new Date(t.clock.now().getTime() + one.days * dayMs));
          await Promise.all(Array.from({ length: one.processes }, () => t.sweep()));
        }
        const open = [...left].filter(([, minor]) => minor > 0);
        const [order, minor] = open[one.kind === 'refund' ? one.which % Math.max(1, open.length) : 0] ?? [];
        if (one.kind === 'refund' && order !== undefined && minor !== undefined) {
          const amount = Math.max(1, Math.round(minor * one.share));
          await t.refund(order, amount);
          left.set(order, minor - amount);
        }
        assert.deepEqual(await auditMarket(t.market.db), [], JSON.stringify(one));
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
  // All of it given back at last: nothing of any rebate stays with anybody.
  for (const [order, minor] of left) if (minor > 0) await t.refund(order, minor);
  assert.deepEqual(await auditMarket(t.market.db), []);
  assert.deepEqual([await t.booked('feeRebate'), await t.booked('incentivePending')], [0n, 0n]);
});
