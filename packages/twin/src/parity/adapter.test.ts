import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultDocument,
  effectiveStoreKnown,
  feeRate,
  type PolicyDocument,
  rebate,
  vestingParts,
} from '@hazumi/policy';
import fc from 'fast-check';
import { decideAsTwin } from './adapter.ts';

const policy = defaultDocument;
const dayMs = 86_400_000;
const now = new Date('2026-05-04T12:00:00.000Z');
const ago = fc.integer({ min: 0, max: 400 * dayMs });
const minor = fc.integer({ min: 0, max: 10_000_000_00 });

test('the fee is the rate that the market freezes', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.option(ago), ago, minor, (isFirstStore, paid, opened, turnoverMinor) => {
      const firstPaidAt = paid === null ? null : now.getTime() - paid;
      const openedAt = now.getTime() - opened;
      const market = feeRate(
        {
          isFirstStoreOfLicence: isFirstStore,
          openedAt: new Date(openedAt),
          firstPaidAt: firstPaidAt === null ? null : new Date(firstPaidAt),
          turnoverMinor: BigInt(turnoverMinor),
          currency: 'CNY',
        },
        ['books'],
        now,
        policy,
      );
      const inputs = {
        isFirstStore,
        firstPaidAt,
        openedAt,
        placedAt: now.getTime(),
        turnoverMinor,
        category: ['books'],
        currency: 'CNY',
      };
      assert.deepEqual(decideAsTwin('fee', inputs, policy), {
        feePpm: market.feePpm,
        isReduced: market.reason === 'firstStore',
      });
    }),
  );
});

test('the fee on a line lies within half a unit of goods times rate, whatever the line', () => {
  fc.assert(
    fc.property(
      minor,
      minor,
      fc.integer({ min: 0, max: 1_000_000 }),
      (paidGoodsMinor, freightMinor, feePpm) => {
        const inputs = { paidGoodsMinor, freightMinor, feePpm, country: 'CN', category: ['books'] };
        assert.equal(decideAsTwin('lineTotals', inputs, policy).isNear, true);
      },
    ),
  );
});

test('the rebate of lines is the market’s, each line rounded down and all under one cap', () => {
  const line = fc.record({
    baseMinor: minor,
    feePpm: fc.integer({ min: 0, max: 100_000 }),
    feePaidMinor: minor,
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), minor, (lines, grantedMinor) => {
      let expected = 0n;
      for (const { baseMinor, feePpm, feePaidMinor } of lines) {
        expected += rebate(
          {
            baseMinor: BigInt(baseMinor),
            feePpm,
            feePaidMinor: BigInt(feePaidMinor),
            earnedThisMonthMinor: BigInt(grantedMinor) + expected,
            currency: 'CNY',
          },
          policy,
        ).rebateMinor;
      }
      assert.deepEqual(decideAsTwin('rebate', { lines, grantedMinor, currency: 'CNY' }, policy), {
        rebateMinor: Number(expected),
      });
    }),
  );
});

test('after each part, what vested is the twin’s share of the whole to the unit', () => {
  fc.assert(
    fc.property(minor, (rebateMinor) => {
      const found = decideAsTwin('vesting', { rebateMinor, windowEndsAt: 0, currency: 'CNY' }, policy);
      assert.equal(found.isNear, true);
      assert.deepEqual(
        found.parts.map(({ amountMinor }) => BigInt(amountMinor)),
        vestingParts(BigInt(rebateMinor), policy).map(({ amountMinor }) => amountMinor),
      );
    }),
  );
});

test('refunds in any parts take back what the rest no longer earns, and all of it in the end', () => {
  const line = { baseMinor: 80_000, feePpm: 50_000, feePaidMinor: 4_000 };
  const rebateMinor = decideAsTwin(
    'rebate',
    { lines: [line], grantedMinor: 0, currency: 'CNY' },
    policy,
  ).rebateMinor;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 80_000 }), { maxLength: 6 }), (amounts) => {
      let clawedBackMinor = 0;
      for (const baseMinor of [...amounts.sort((a, b) => b - a), 0]) {
        const left = { ...line, baseMinor, feePaidMinor: Math.round(baseMinor / 20) };
        const inputs = { rebateMinor, clawedBackMinor, fraudProbability: 0.1, currency: 'CNY' };
        const found = decideAsTwin(
          'clawback',
          { ...inputs, lines: [left], isWhole: baseMinor === 0 },
          policy,
        );
        clawedBackMinor += found.amountMinor;
        const owned = rebateMinor - clawedBackMinor;
        assert.ok(Math.abs(found.meritMinor - (left.feePaidMinor - owned) * 0.9) < 1e-6);
      }
      assert.equal(clawedBackMinor, rebateMinor);
    }),
  );
});

test('merit that is summed by its age is what fades day by day', () => {
  const vested = fc.record({
    currency: fc.constant('CNY'),
    ageDays: fc.integer({ min: 0, max: 280 }),
    meritMinor: fc.double({ min: 0, max: 1e9, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(vested, { maxLength: 40 }), (all) => {
      assert.equal(decideAsTwin('merit', { vested: all, currency: 'CNY' }, policy).isNear, true);
    }),
  );
});

test('a store stands as it does in the market, also where not everything is known', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const facts = fc.record({
    inStockDays: fc.integer({ min: 0, max: 28 }),
    unseenDays: fc.integer({ min: 0, max: 28 }),
    orders: fc.integer({ min: 0, max: 12 }),
    buyers: fc.integer({ min: 0, max: 8 }),
    feesPaidMinor: fc.integer({ min: 0, max: 30_000 }),
    refundRate: share,
    refundLimit: fc.option(share),
    fraudProbability: fc.option(share),
    isSanctioned: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 9 }), (known, onTime) => {
      const market = effectiveStoreKnown(
        {
          ...known,
          category: ['books'],
          currency: 'CNY',
          clearedOrders: known.orders,
          feesPaidMinor: BigInt(known.feesPaidMinor),
          shipmentsDue: 9,
          shipmentsOnTime: onTime,
          score: null,
          isScored: false,
        },
        policy,
      );
      const inputs = {
        ...known,
        category: ['books'],
        currency: 'CNY',
        onTimeShare: onTime / 9,
        score: null,
      };
      assert.deepEqual(decideAsTwin('standing', inputs, policy), {
        verdict: market.verdict,
        missing: market.missing.map(({ gap }) => gap),
        weight: market.weight,
      });
    }),
  );
});

test('the latest touch that is not direct decides, in both forms of the rule', () => {
  const at = (minutes: number): number => now.getTime() - minutes * 60_000;
  const decided = (touches: [minutes: number, source: string][], changed: PolicyDocument = policy) =>
    decideAsTwin(
      'attribution',
      {
        placedAt: now.getTime(),
        touches: touches.map(([minutes, source]) => ({
          at: at(minutes),
          surface: 'x',
          source,
          isPaid: false,
        })),
      },
      changed,
    );
  const sources = Object.entries(policy.attribution.sourceClasses);
  const named = (wanted: string): string => sources.find(([, name]) => name === wanted)?.[0] ?? '';
  assert.deepEqual(
    decided([
      [60, named('public')],
      [5, named('private')],
      [1, 'direct'],
    ]),
    { sourceClass: 'private', source: named('private') },
  );
  assert.deepEqual(decided([[60 * 24 * 400, named('private')]]), { sourceClass: 'direct', source: 'direct' });
});
