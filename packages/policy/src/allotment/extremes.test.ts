/** Policies and facts at the ends of what they may be: finite facts always have a finite answer, and all of it is given. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { capRow } from './caps.ts';
import { sampleBeta } from './exploration.ts';
import { TOTAL_COLUMNS } from './market.ts';
import type { AllotmentRules } from './rules.ts';
import { builtFrom, type MarketPlan, markets } from './testing/markets.ts';
import { createWork } from './work.ts';

/** Of organic, merit, newcomers and exploration; those that sum to one only nearly leave the organic pool a rounding error. */
const shares = fc.oneof(
  fc.constantFrom([0, 0, 0.98, 0.02], [0, 0.98, 0, 0.02], [0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]),
  fc
    .array(fc.nat(1_000_000), { minLength: 2, maxLength: 2 })
    .map((cuts) => cuts.sort((a, b) => a - b))
    .map(([low = 0, high = 0]) => [0, low / 1e6, (high - low) / 1e6, (1e6 - high) / 1e6]),
);
const pages = fc.constantFrom(Float64Array.of(0, 1), Float64Array.of(0, 1 / 3, 2 / 3, 1));

const extremes: fc.Arbitrary<MarketPlan> = fc
  .record({
    plan: markets(),
    shares,
    positionShares: pages,
    exponent: fc.constantFrom(0, 0.5, 2, 10),
    kappa: fc.constantFrom(0, 1, 1e-6),
    qualities: fc.array(fc.constantFrom(0, 1e-300, 1, 5, 1e20), { minLength: 10, maxLength: 10 }),
    merits: fc.array(fc.constantFrom(0, 5e-324, 1e-200, 1e-9, 1, 1e12), { minLength: 10, maxLength: 10 }),
    relevances: fc.array(fc.constantFrom(0, 1e-45, 1e-38, 1e-9, 1e-4, 1), { minLength: 40, maxLength: 40 }),
    isSupplyLarge: fc.boolean(),
    servingRelevance: fc.constantFrom(0, 0, 0.5),
  })
  .map(({ plan, shares, exponent, qualities, merits, relevances, isSupplyLarge, ...rules }) => ({
    ...plan,
    stores: plan.stores.map((store, at) => ({
      ...store,
      quality: qualities[at] ?? 0,
      merit: merits[at] ?? 0,
    })),
    keywords: plan.keywords.map((keyword, row) => ({
      ...keyword,
      supply: isSupplyLarge ? keyword.supply * 20_000 : keyword.supply,
      relevance: keyword.relevance.map((known, at) => known && (relevances[row * 10 + at] ?? 0)),
    })),
    rules: {
      ...plan.rules,
      ...rules,
      organicExponent: exponent,
      organicShare: shares[0] ?? 0,
      meritShare: shares[1] ?? 0,
      newcomerShare: shares[2] ?? 0,
      explorationShare: shares[3] ?? 0,
      positionWeights: new Float64Array(rules.positionShares.length - 1).fill(1),
    },
  }));

test('whatever the shares, qualities, merits and relevances, the answer is finite and gives the supply exactly', () => {
  fc.assert(
    fc.property(extremes, (plan) => {
      const { graph, facts, result } = builtFrom(plan);
      for (const values of [result.meritPrice, result.organicPrice, result.meritRate, result.totals])
        assert.ok(values.every(Number.isFinite), String(values));
      for (let store = 0; store < graph.stores; store++) {
        const columns = result.totals.slice(store * TOTAL_COLUMNS, (store + 1) * TOTAL_COLUMNS);
        const got = columns.reduce((sum, one) => sum + one, 0);
        assert.ok(got >= 0, `${got} for a store`);
      }
      const given = result.totals.reduce((sum, one) => sum + BigInt(one), 0n);
      const left = result.unfilled.reduce((sum, one) => sum + one, 0);
      assert.equal(
        Number(given) + left,
        facts.supply.reduce((sum, one) => sum + one, 0),
      );
    }),
    { numRuns: 3_000 },
  );
});

test('what a full seat cannot hold goes in proportion to the others, however small, and nowhere if they are nothing', () => {
  const rules = { positionShares: Float64Array.of(0, 1 / 3, 2 / 3, 1) } as unknown as AllotmentRules;
  const capped = (amounts: number[]): number[] => {
    const work = createWork({ longestRow: amounts.length }, { drawsPerKeyword: 1 });
    Object.assign(work, { count: amounts.length, seats: amounts.length });
    work.seat.set([...amounts.keys()]);
    work.amount.set(amounts);
    capRow(rules, 9e9, work);
    return [...work.amount];
  };
  const [first = 0, second = 0, third = 0] = capped([9e9, 2e-6, 4e-6]);
  for (const [amount, due] of [
    [first, 3e9],
    [second, 3e9],
    [third, 3e9],
  ] as const)
    assert.ok(Math.abs(amount - due) < 1e-3, `${amount} for ${due}`);
  const many = capped([9e9, 3e-6, 1e-6, 1e-6, 1e-6]);
  assert.ok(Math.abs((many[1] ?? 0) - 3e9) < 1e-3, String(many));
  assert.ok(Math.abs((many[4] ?? 0) - 1e9) < 1e-3, String(many));
  assert.deepEqual(capped([9e9, 2e-10, 1e-320]), [3e9, 2e-10, 1e-320]);
});

test('a shape that a sample cannot be drawn for is refused', () => {
  for (const shape of [Number.NaN, Number.POSITIVE_INFINITY, 0, -1, 0.2]) {
    assert.throws(() => sampleBeta(shape, 1, () => 0.4), RangeError);
    assert.throws(() => sampleBeta(1, shape, () => 0.4), RangeError);
  }
});
