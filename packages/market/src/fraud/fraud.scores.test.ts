import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument, type WashOrder } from '@hazumi/policy';
import { priorProbability, type ScoredStore, scoreStores } from './fraud.scores.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 2);
const flat = Array.from({ length: 24 }, () => 1 / 24);
const hours = new Map([
  ['a', flat],
  ['b', flat],
]);

/** Ten orders of ten people over ten days at changing hours, a little different from store to store. */
function honest(number: number, categoryId = 'a'): ScoredStore {
  const orders = Array.from({ length: 10 }, (_, nth): WashOrder => {
    const hourOfDay = (nth * 5 + number) % 24;
    return {
      buyerPrincipal: `buyer ${number} ${number % 3 === 0 && nth === 9 ? 0 : nth}`,
      addressKey: `address ${number} ${nth}`,
      paidAt: new Date(start + nth * day + hourOfDay * 3_600_000),
      hourOfDay,
      amountMinor: BigInt(1_234 + nth * 77 + number),
      pagesSeen: 2 + ((nth + number) % 4),
      hasWeakLink: false,
    };
  });
  return { storeId: `store ${number}`, categoryId, currency: 'CNY', orders };
}

/** As a practitioner's handbook tells merchants to do it: one night, two helpers, one address, round sums, straight to the till. */
const made: ScoredStore = {
  storeId: 'made',
  categoryId: 'a',
  currency: 'CNY',
  orders: Array.from({ length: 10 }, (_, nth) => ({
    buyerPrincipal: `helper ${nth % 2}`,
    addressKey: 'one address',
    paidAt: new Date(start + 3 * 3_600_000 + nth * 60_000),
    hourOfDay: 3,
    amountMinor: 10_000n,
    pagesSeen: 0,
    hasWeakLink: true,
  })),
};
const crowd = Array.from({ length: 30 }, (_, number) => honest(number));
const of = (scores: ReturnType<typeof scoreStores>, storeId: string) => {
  const found = scores.find((one) => one.storeId === storeId);
  assert.ok(found !== undefined);
  return found;
};

test('made-up sales stand out among honest ones, and each part says how much', () => {
  const scores = scoreStores([...crowd, made], hours, defaultDocument);
  assert.ok(of(scores, 'made').score.isExcluded);
  assert.deepEqual(
    scores.filter(({ score }) => score.isExcluded).map(({ storeId }) => storeId),
    ['made'],
  );
  const { parts } = of(scores, 'made');
  assert.equal(parts.find(({ feature }) => feature === 'buyerBreadth')?.value, 0.2);
  assert.equal(parts.find(({ feature }) => feature === 'weakLinks')?.value, 1);
  assert.ok(parts.every((part, at) => at === 0 || part.logOdds <= (parts[at - 1]?.logOdds ?? 0)));
});

test('among too few stores nobody is odd, and too few orders are not judged', () => {
  const prior = priorProbability(defaultDocument);
  for (const { score } of scoreStores([honest(1), made], hours, defaultDocument))
    assert.equal(score.probability, prior);
  const short = { ...made, orders: made.orders.slice(0, 4) };
  assert.equal(of(scoreStores([...crowd, short], hours, defaultDocument), 'made').score.probability, prior);
});

test('a small category is compared with the whole market', () => {
  const elsewhere = { ...made, categoryId: 'b' };
  assert.ok(of(scoreStores([...crowd, elsewhere], hours, defaultDocument), 'made').score.isExcluded);
});

test('the answer does not depend on the order of the stores', () => {
  const forwards = scoreStores([...crowd, made], hours, defaultDocument);
  const backwards = scoreStores([made, ...crowd.toReversed()], hours, defaultDocument);
  for (const { storeId, score } of forwards)
    assert.ok(Math.abs(of(backwards, storeId).score.probability - score.probability) < 1e-12);
});

test('a store without private orders has no score', () => {
  assert.deepEqual(scoreStores([{ ...made, orders: [] }], hours, defaultDocument), []);
});
