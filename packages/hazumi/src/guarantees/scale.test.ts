/**
 * A market of 5,000 stores: every reading and every list costs as many statements and rows as among 50. Counted, because seconds tell of
 * the machine.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, endpointList, pathOf } from '@hazumi/contracts';
import { planOf, recordQueries } from '@hazumi/market/testing';
import { addCrowd } from './testing/crowd.ts';
import { prepare, soundRequest } from './testing/requests.ts';
import { type Actor, actorsOf, type Target, targetsOf, verdictOf } from './testing/rights.ts';
import { baseUrl, createWorld, type World } from './testing/world.ts';

const few = 50;
const many = 5_000;

/** Rows that a reading may look at, whatever the size of the market: thirty for each row of a page. */
const mostRows = 630;
/**
 * Those that rank look at a thousand goods that have the words, at their stores, and twice at the ranking: for the page, and for the place
 * at which the page before it ended.
 */
const mostRanked = 7_000;
const isRanked = (name: string): boolean => /^searchProducts .*q=/.test(name);
/** These are about the whole market, and read all of it. */
const wholeMarket = new Set(['getTrialBalance']);

/** Tables that grow with the number of stores: nobody may read one of them from end to end. */
const large = new Set(
  'licence identity_check store product catalogue_size sku stock checkout orders order_line ledger_transaction ledger_entry event'.split(
    ' ',
  ),
);

type Query = Record<string, string>;

/** What is asked beside the plain list. */
const queries = (world: World): Record<string, Query[]> => {
  const { categoryId, a1 } = world;
  return {
    searchProducts: [
      { q: 'tea bowl' },
      { q: 'ware' },
      { q: 'rare ware' },
      { q: 'ware', sort: 'newest' },
      { q: 'nothing like it' },
      { sort: 'priceUp' },
      { sort: 'priceDown', categoryId },
      { categoryId },
      { storeId: a1.storeId, q: 'tea' },
      { inStock: 'true' },
      { q: 'ware', minPriceMinor: '1500', maxPriceMinor: '1600' },
    ],
    searchStores: [{ q: 'alpha' }],
    searchAccounts: [{ q: 'crowd' }],
    newestProducts: [{ categoryId }],
    listCategoryGoods: [{ first: a1.things.productId as string }],
    listStores: [{ categoryId }, { first: a1.storeId }],
    operatorListStores: [
      { state: 'open' },
      { state: 'banned' },
      { text: 'alpha' },
      { text: 'crowd' },
      { licenceId: a1.licenceId },
    ],
    listLicences: [{ state: 'suspended' }, { text: 'crowd' }, { text: 'ALPHA2026' }, { escalated: 'true' }],
    listMarketOrders: [{ state: 'paid' }, { state: 'refunded' }, { number: 'C7-1' }],
    listStoreOrders: [{ state: 'paid' }, { state: 'refunded' }],
    listLicenceOrders: [{ state: 'paid' }, { state: 'refunded' }],
    listMyOrders: [{ state: 'paid' }, { state: 'refunded' }],
    listStoreProducts: [{ state: 'listed' }, { q: 'tea' }, { categoryId }],
  };
};

interface Cost {
  statements: number;
  rows: number;
  /** large tables read from end to end */
  scanned: string[];
}

/** Who is asking is looked up now and then, and remembered in between. */
const isAuthentication = (text: string): boolean => /from auth\.session s join auth\.user/.test(text);

describe('among many stores', () => {
  let world: World;
  let actors: Actor[];
  before(async () => {
    world = await createWorld();
    actors = actorsOf(world);
  });
  after(() => world.close());

  function caller(endpoint: Endpoint): { actor: Actor; target: Target } {
    const target = targetsOf(world, endpoint)[0] as Target;
    const actor = actors.find(
      (one) => one.person !== undefined && verdictOf(endpoint, one, target) === 'may',
    );
    if (actor === undefined) throw new Error(`nobody may call ${endpoint.id}`);
    return { actor, target };
  }

  async function ask(endpoint: Endpoint, query: Query): Promise<{ nextCursor?: string | null }> {
    const { actor, target } = caller(endpoint);
    const { headers } = await soundRequest(world, endpoint, target.params, actor.as);
    const answer = await world.fetch(
      new Request(new URL(pathOf(endpoint, target.params, query), baseUrl), { headers }),
    );
    const text = await answer.text();
    assert.equal(answer.status, 200, `${endpoint.id}: ${text}`);
    return answer.headers.get('content-type') === 'application/json' ? JSON.parse(text) : {};
  }

  /** What it costs once the process remembers what it remembers. */
  async function costOf(endpoint: Endpoint, query: Query): Promise<Cost> {
    await ask(endpoint, query);
    const { handle } = world.composition;
    const recorded = await recordQueries(handle, () => ask(endpoint, query));
    const queries = recorded.queries.filter(({ text }) => !isAuthentication(text));
    const cost: Cost = { statements: queries.length, rows: 0, scanned: [] };
    for (const one of queries) {
      if (!/^\s*(select|with)/i.test(one.text)) continue;
      for (const { nodeType, relation = '', rowsRead } of await planOf(handle, one)) {
        if (!nodeType.endsWith('Scan') || nodeType === 'Bitmap Index Scan') continue;
        cost.rows += rowsRead;
        if (nodeType === 'Seq Scan' && large.has(relation)) cost.scanned.push(relation);
      }
    }
    return cost;
  }

  const readings = endpointList.filter((endpoint) => endpoint.method === 'get');

  async function measure(): Promise<Map<string, Cost>> {
    const costs = new Map<string, Cost>();
    const extra = queries(world);
    for (const endpoint of readings) {
      await prepare(world, endpoint);
      for (const query of [{}, ...(extra[endpoint.id] ?? [])]) {
        const name = `${endpoint.id} ${new URLSearchParams(query)}`.trim();
        costs.set(name, await costOf(endpoint, query));
        const { nextCursor } = await ask(endpoint, query);
        if (nextCursor)
          costs.set(`${name}, next page`, await costOf(endpoint, { ...query, cursor: nextCursor }));
      }
    }
    return costs;
  }

  test(`no reading and no list costs more among ${many} stores than among ${few}`, async () => {
    const { pool } = world.composition.handle;
    await addCrowd(pool, 1, few);
    await world.composition.sweepUntilIdle();
    const before = await measure();
    await addCrowd(pool, few + 1, many);
    await world.composition.sweepUntilIdle();
    const after = await measure();
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from store');
    assert.ok((rows[0]?.count ?? 0) > many);
    const grown = [...after].flatMap(([name, cost]) => {
      if (wholeMarket.has(name)) return [];
      const isGrown =
        cost.statements > (before.get(name)?.statements ?? cost.statements) ||
        cost.rows > (isRanked(name) ? mostRanked : mostRows) ||
        cost.scanned.length > 0;
      return isGrown ? [{ name, few: before.get(name), many: cost }] : [];
    });
    assert.deepEqual(grown, []);
  });
});
