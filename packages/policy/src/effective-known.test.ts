import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument } from './document.ts';
import {
  criterionFigures,
  effectiveStoreKnown,
  type KnownStoreFacts,
  refundLimitOf,
} from './effective-known.ts';
import { EFFECTIVE_GAPS, effectiveStoreRules } from './effective-store.ts';

const good: KnownStoreFacts = {
  category: 'books',
  currency: 'CNY',
  inStockDays: 28,
  unseenDays: 0,
  clearedOrders: 6,
  buyers: 4,
  feesPaidMinor: 10_000n,
  shipmentsDue: 10,
  shipmentsOnTime: 10,
  refundRate: 0,
  refundLimit: 0.2,
  score: 4.6,
  isScored: true,
  fraudProbability: 0.1,
  isSanctioned: false,
};
const judge = (change: Partial<KnownStoreFacts>) =>
  effectiveStoreKnown({ ...good, ...change }, defaultDocument);

test('what is known decides as the plain rule does', () => {
  assert.deepEqual(judge({}), {
    verdict: 'effective',
    weight: 0.9,
    missing: [],
    unknown: [],
    unmeasured: [],
  });
  const { verdict, missing } = judge({ clearedOrders: 4, buyers: 2 });
  assert.equal(verdict, 'notEffective');
  assert.deepEqual(
    missing.map(({ gap }) => gap),
    ['clearedOrders', 'buyers'],
  );
});

test('days on which nobody looked leave a store undecided, but only where they matter', () => {
  assert.equal(judge({ inStockDays: 21, unseenDays: 7 }).verdict, 'effective');
  const open = judge({ inStockDays: 20, unseenDays: 1 });
  assert.equal(open.verdict, 'undecided');
  assert.deepEqual(open.unknown, ['inStockDays']);
  assert.equal(judge({ inStockDays: 19, unseenDays: 1 }).verdict, 'notEffective');
  // Something else is missing for certain: then the days do not matter.
  assert.equal(judge({ inStockDays: 20, unseenDays: 8, isSanctioned: true }).verdict, 'notEffective');
});

test('a criterion without a measure is named and held against nobody', () => {
  const decision = judge({
    refundLimit: null,
    refundRate: 1,
    fraudProbability: null,
    score: null,
    isScored: false,
  });
  assert.equal(decision.verdict, 'effective');
  assert.equal(decision.weight, 1);
  assert.deepEqual(decision.unmeasured, ['refunds', 'score', 'fraud']);
  // Where scores are given, none means too new, which is no gap in what is measured.
  assert.deepEqual(judge({ score: null }).unmeasured, []);
});

test('every criterion has its figures, in the order in which gaps are told', () => {
  const rules = effectiveStoreRules('books', 'CNY', defaultDocument);
  const figures = criterionFigures({ ...good, shipmentsDue: 0 }, rules);
  assert.deepEqual(
    figures.map(({ gap }) => gap),
    [...EFFECTIVE_GAPS],
  );
  assert.deepEqual(figures[1], { gap: 'clearedOrders', have: 6, need: 5 });
  assert.deepEqual(figures[4], { gap: 'onTimeShipment', have: null, need: 0.9 });
});

test('refunds are compared within the category, else within the market, else not', () => {
  const rates = (count: number) => Array.from({ length: count }, (_, at) => at / 100);
  assert.equal(refundLimitOf(rates(20), rates(100), defaultDocument), 0.18);
  assert.equal(refundLimitOf(rates(19), rates(100), defaultDocument), 0.94);
  assert.equal(refundLimitOf(rates(3), rates(19), defaultDocument), null);
});
