import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { digest } from '../canonical-json.ts';
import { defaultDocument } from '../document.ts';
import { type PublicPrices, pricesFaults, publicPrices } from './prices.ts';
import { allotmentRules } from './rules.ts';
import { type Statement, statementOf } from './statement.ts';
import { builtFrom, type MarketPlan, markets } from './testing/markets.ts';
import { verifyStatement } from './verify.ts';

const rules = allotmentRules(defaultDocument);

/** The published prices of a plan under the default policy, and the statement of each principal. */
function published(plan: MarketPlan, previousHash: string | null = null) {
  const market = builtFrom({ ...plan, rules });
  const prices = publicPrices(market, rules, {
    day: '2026-11-22',
    policy: defaultDocument,
    names: plan.keywords.map((_, keyword) => `keyword ${keyword}`),
    previousHash,
  });
  const stores = plan.stores.map((_, store) => `store ${store}`);
  const statements = Array.from({ length: market.graph.principals }, (_, principal) =>
    statementOf(market, rules, prices, principal, { principal: `principal ${principal}`, stores }),
  );
  return { prices, statements };
}

/** As it arrives in a file. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

test('every merchant can recompute every figure from the public prices and its own facts', () => {
  let rows = 0;
  fc.assert(
    fc.property(markets({ stores: 20 }), (plan) => {
      const { prices, statements } = published(plan);
      for (const statement of statements) {
        const verification = verifyStatement(sent(statement), sent(prices));
        assert.deepEqual(verification.differences, []);
        rows += verification.rows;
      }
    }),
    { numRuns: 80 },
  );
  assert.ok(rows > 1_000, `${rows} rows`);
});

/** A market in which the first store of the first principal gets something on the first keyword. */
function example(): { prices: PublicPrices; statement: Statement } {
  const [plan] = fc.sample(markets({ stores: 12, hasHidden: false }), { seed: 11, numRuns: 1 });
  assert.ok(plan);
  const store = { principal: 0, cluster: 9, quality: 4, merit: 500, standing: 1, need: 0 };
  const stores = [store, ...plan.stores.map((one) => ({ ...one, principal: 1 + one.principal }))].slice(
    0,
    12,
  );
  const keywords = plan.keywords.map((keyword) => ({
    ...keyword,
    supply: 5_000_000_000,
    relevance: keyword.relevance.map((r, at) => (at === 0 ? 0.9 : r)),
  }));
  const { prices, statements } = published({ ...plan, stores, keywords });
  const statement = statements[0];
  assert.ok(statement);
  return { prices: sent(prices), statement: sent(statement) };
}

test('whatever is not as the rule has it is found, and named', () => {
  const { prices, statement } = example();
  const row = statement.rows[0];
  const [own] = statement.stores;
  assert.ok(row?.seat && own && row.got > 0);
  const said = (changed: Statement, against = prices): string[] =>
    verifyStatement(changed, against).differences.map(({ where, what }) => `${where}: ${what}`);
  assert.deepEqual(said(statement), []);

  const less = { ...statement, rows: [{ ...row, got: row.got - 2 }, ...statement.rows.slice(1)] };
  assert.match(said(less)[0] ?? '', /^keyword 0, store 0: got \d+ micro-impressions, recomputed \d+$/);
  const pools = { ...statement, stores: [{ ...own, got: { ...own.got, merit: own.got.merit + 1 } }] };
  assert.match(said(pools)[0] ?? '', /^store 0: merit: got \d+ micro-impressions, recomputed \d+$/);
  const poorer = { ...statement, stores: [{ ...own, merit: own.merit - 1 }] };
  assert.ok(said(poorer).length > 0, 'another merit');
  const hidden = { ...statement, stores: [{ ...own, isShown: false }] };
  assert.ok(said(hidden).includes('keyword 0, store 0: shown, but not relevant enough'));
  const unsaid = { ...statement, rows: [{ ...row, seat: null, reason: 'hidden' as const, got: 0 }] };
  assert.ok(said(unsaid).includes('keyword 0, store 0: said to be hidden, but may be shown'));
  const unknown = { ...statement, rows: [...statement.rows, { ...row, keyword: 'tea' }] };
  assert.ok(said(unknown).includes('tea: The public prices do not know this keyword.'));
  assert.ok(
    said({ ...statement, pricesHash: 'x' })[0]?.startsWith('statement: It was made for the prices x'),
  );
});

test('prices that were changed after they were published no longer have their hash', () => {
  const { prices, statement } = example();
  const [first, ...others] = prices.keywords;
  assert.ok(first);
  const forged = { ...prices, keywords: [{ ...first, meritPrice: first.meritPrice * 2 }, ...others] };
  const found = verifyStatement(statement, forged).differences.map(({ what }) => what);
  assert.equal(found[0], 'The hash of 2026-11-22 is not that of its content.');
  const { hash: _, ...content } = forged;
  const again = { ...forged, hash: digest(content) };
  assert.match(verifyStatement(statement, again).differences[0]?.what ?? '', /made for the prices/);
  const other = { ...prices, policyDigest: 'x' };
  assert.ok(
    pricesFaults(other).includes('The policy of 2026-11-22 does not have the digest that is given for it.'),
  );
});

test('a day names the hash of the day before', () => {
  const [plan] = fc.sample(markets(), { seed: 2, numRuns: 1 });
  assert.ok(plan);
  const first = published(plan).prices;
  const second = published(plan, first.hash).prices;
  assert.deepEqual(pricesFaults(second, first), []);
  assert.deepEqual(pricesFaults(second, second), [
    '2026-11-22 does not follow 2026-11-22: it names another hash.',
  ]);
});
