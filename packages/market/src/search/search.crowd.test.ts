import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { searchEndpoints as api, catalogueEndpoints, toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { type CatalogueTest, catalogueTest, categoryId } from '../catalogue/testing.ts';
import type { Db } from '../kernel/database.ts';
import { testStart } from '../testing/market.ts';
import { planOf, recordQueries } from '../testing/queries.ts';

const stores = 5_000;
const goodsEach = 4;

/**
 * 20,000 goods in 5,000 stores: each has the word "ware", one in a hundred "rare", one in two thousand "unique". Every tenth store is
 * suspended.
 */
async function givenStores(db: Db): Promise<void> {
  const id = (kind: string, n = sql`n`) =>
    sql`(${kind} || '000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
  const goods = sql`n * 10 + k`;
  const each = sql`generate_series(1, ${stores}::int) as n, generate_series(1, ${goodsEach}::int) as k`;
  await sql`insert into licence (id, legal_name, country, registration_number, contact_email, contact_locale, address, state,
      verified_at, policy_version, created_at)
    values (${id('d0', sql`1`)}, 'Many', 'CN', 'MANY', 'many@example.test', 'en', '{}', 'verified', ${testStart}, 1, ${testStart})`.execute(
    db,
  );
  await sql`insert into store (id, licence_id, slug, texts, currency, country, default_locale, state, licence_in_force,
      is_first_of_licence, policy_version, created_at)
    select ${id('d1')}, ${id('d0', sql`1`)}, 'many-' || n, '{"en": {"name": "Many"}}', 'CNY', 'CN', 'en',
      case when n % 10 = 0 then 'suspended' else 'open' end, true, false, 1, ${testStart}
    from generate_series(1, ${stores}::int) as n`.execute(db);
  await sql`insert into product (store_id, id, category_id, state, texts, currency, price_from_minor, price_to_minor, search_terms,
      listed_at, created_at, updated_at)
    select ${id('d1')}, ${id('d2', goods)}, c.ids[1 + (n + k) % cardinality(c.ids)], 'listed', '{"en": {"title": "Ware"}}', 'CNY',
      1000 + (n * 7919 + k) % 100000, 1000 + (n * 7919 + k) % 100000,
      ('''ware'':1A' || case when n % 100 = 1 then ' ''rare'':2A' else '' end
        || case when n % 2000 = 1 then ' ''uniqu'':3A' else '' end)::tsvector,
      ${testStart}::timestamptz - n * interval '1 minute', ${testStart}, ${testStart}
    from (select array_agg(id order by id) as ids from category) c, ${each}`.execute(db);
  await sql`insert into sku (store_id, id, product_id, code, price_minor)
    select ${id('d1')}, ${id('d3', goods)}, ${id('d2', goods)}, 'C' || k, 1000 from ${each}`.execute(db);
  await sql`insert into stock (store_id, sku_id, received, available)
    select ${id('d1')}, ${id('d3', goods)}, 5, (n + k) % 3 from ${each}`.execute(db);
  await sql`analyze`.execute(db);
}

describe('among 5,000 stores', () => {
  let t: CatalogueTest;
  before(async () => {
    t = await catalogueTest();
    await givenStores(t.handle.db);
  });
  after(() => t.close());

  const store = { storeId: toPublicId('store', 'd1000000-0000-7000-8000-000000000007') };
  const product = { productId: toPublicId('product', 'd2000000-0000-7000-8000-000000000072') };
  const home = categoryId(170);
  /** What each list may read of goods: a small multiple of its page, or what ranking looks at. */
  const page = 100;
  const ranked = 3_000;
  const lists: [string, number, () => Promise<{ ok: boolean }>][] = [
    ['the newest goods', page, () => t.call(api.newestProducts, {})],
    [
      'the newest goods of a category and those below it',
      300,
      () => t.call(api.newestProducts, { query: { categoryId: home } }),
    ],
    ['a shelf', page, () => t.call(api.storeShelf, { params: store })],
    ['goods by price', page, () => t.call(api.searchProducts, { query: { sort: 'priceUp' } })],
    [
      'goods of a category by price',
      300,
      () => t.call(api.searchProducts, { query: { sort: 'priceDown', categoryId: home } }),
    ],
    ['goods in stock', 200, () => t.call(api.searchProducts, { query: { inStock: 'true' } })],
    ['a word that all have', ranked, () => t.call(api.searchProducts, { query: { q: 'ware' } })],
    [
      'a word that all have, newest first',
      page,
      () => t.call(api.searchProducts, { query: { q: 'ware', sort: 'newest' } }),
    ],
    ['a word that few have', 600, () => t.call(api.searchProducts, { query: { q: 'rare ware' } })],
    ['a word that hardly any have', 50, () => t.call(api.searchProducts, { query: { q: 'unique' } })],
    [
      'a word in a category',
      1_000,
      () => t.call(api.searchProducts, { query: { q: 'rare', categoryId: home } }),
    ],
    ['a product', 10, () => t.call(catalogueEndpoints.getProduct, { params: product })],
  ];

  for (const [name, most, ask] of lists) {
    test(`${name}: one query through an index, and no more goods than it needs`, async () => {
      const { result, queries } = await recordQueries(t.handle, ask);
      assert.ok(result.ok, JSON.stringify(result));
      assert.equal(queries.length, 1);
      const plan = await planOf(t.handle, queries[0] as (typeof queries)[0]);
      const large = plan.filter((node) =>
        ['product', 'sku', 'stock', 'store', 'picture'].includes(node.relation ?? ''),
      );
      const scans = large.filter((node) => node.nodeType === 'Seq Scan' && node.relation !== 'picture');
      assert.deepEqual(scans, [], JSON.stringify(plan));
      const read = large
        .filter((node) => node.relation === 'product')
        .reduce((sum, node) => sum + node.rowsRead, 0);
      assert.ok(read <= most, `${read} rows of product were read: ${JSON.stringify(large)}`);
    });
  }

  test('each page of a long list costs the same', async () => {
    let cursor: string | undefined;
    const reads: number[] = [];
    for (let at = 0; at < 10; at += 1) {
      const { result, queries } = await recordQueries(t.handle, () =>
        t.call(api.newestProducts, { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } }),
      );
      assert.ok(result.ok);
      assert.equal(result.value.data.length, 100);
      cursor = result.value.nextCursor ?? '';
      const plan = await planOf(t.handle, queries[0] as (typeof queries)[0]);
      reads.push(
        plan.filter((node) => node.relation === 'product').reduce((sum, node) => sum + node.rowsRead, 0),
      );
    }
    assert.ok(Math.max(...reads) <= 500 && Math.max(...reads) - Math.min(...reads) <= 50, String(reads));
  });
});
