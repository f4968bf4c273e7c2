import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storesEndpoints as endpoints, licencesEndpoints, toPublicId } from '@hazumi/contracts';
import { auditor, type Owned, operator } from '../licences/testing.ts';
import { planOf, recordQueries } from '../testing/queries.ts';
import { type StoreTest, storeTest } from './testing.ts';

/**
 * A market of 5,000 stores costs as much a page as one of 50: counted in statements, and in the rows that PostgreSQL reads for them.
 */
describe('a market of many stores', () => {
  let market: StoreTest;
  let owned: Owned;
  let storeId: string;
  let categoryId: string;
  before(async () => {
    market = await storeTest();
    owned = await market.verified();
    storeId = (await market.open(owned, { slug: 'mine-alone' })).id;
    for (let more = 0; more < 29; more += 1) await market.open(owned);
    const { rows } = await market.handle.pool.query("select id from category where slug = 'home'");
    categoryId = toPublicId('category', rows[0].id);
  });
  after(() => market.close());

  /** Adds licences with ten stores each, of all kinds and states, spread over the categories below "home" and others. */
  async function addStores(licences: number): Promise<void> {
    await market.handle.pool.query(
      `with licences as (
         insert into licence (id, legal_name, country, registration_number, contact_email, contact_locale, address, state,
           verified_at, store_count, stores_ever, policy_version, created_at)
         select gen_random_uuid(), 'Many Traders ' || n, 'CN', 'MANY' || n || '-' || $1::int, 'many@example.test', 'en', '{}',
           case when n % 7 = 0 then 'suspended' else 'verified' end, now(), 10, 10, 1, now()
         from generate_series(1, $1::int) n returning id, state
       )
       insert into store (id, licence_id, slug, texts, currency, country, default_locale, category_id, state, licence_in_force,
         is_first_of_licence, opened_at, policy_version, created_at)
       select gen_random_uuid(), l.id, 'many-' || gen_random_uuid()::text, '{"en": {"name": "Many", "description": ""}}',
         'CNY', 'CN', 'en', c.id,
         (array['open', 'open', 'open', 'restricted', 'suspended', 'applied', 'closing', 'closed', 'banned', 'open'])[n],
         l.state = 'verified', false, now(), 1, now()
       from licences l cross join generate_series(1, 10) n
       join lateral (select id from category order by md5(id::text || l.id::text || n) limit 1) c on true`,
      [licences],
    );
    await market.handle.pool.query('analyze');
  }

  /** What a call costs, once the process remembers what it remembers: its statements, and the rows that their scans read. */
  async function costOf(call: () => Promise<{ ok: boolean }>): Promise<{ statements: number; rows: number }> {
    await call();
    const { result, queries } = await recordQueries(market.handle, call);
    assert.ok(result.ok && queries.length > 0);
    let rows = 0;
    for (const query of queries) {
      const scans = (await planOf(market.handle, query)).filter(({ nodeType }) => nodeType.endsWith('Scan'));
      rows += scans.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    }
    return { statements: queries.length, rows };
  }

  const calls: Record<string, () => Promise<{ ok: boolean; status: number }>> = {
    'the public list': () => market.call(endpoints.listStores, { query: { limit: 20 } }),
    'the public list of a category and those below': () =>
      market.call(endpoints.listStores, { query: { categoryId, limit: 20 } }),
    'a store by its id': () => market.call(endpoints.getStore, { params: { storeId } }),
    'a store by its slug': () => market.call(endpoints.getStoreBySlug, { params: { slug: 'mine-alone' } }),
    'the settings of a store': () =>
      market.call(endpoints.getStoreSettings, { params: { storeId } }, owned.owner),
    'the matrix of a licence': () =>
      market.call(endpoints.listLicenceStores, { params: { licenceId: owned.id } }, owned.owner),
    'the owner’s licences': () => market.call(licencesEndpoints.listMyLicences, {}, owned.owner),
    'the operator’s list': () =>
      market.call(endpoints.operatorListStores, { query: { limit: 20 } }, operator),
    'the operator’s list of a state': () =>
      market.call(endpoints.operatorListStores, { query: { state: 'banned', limit: 20 } }, operator),
    'the operator’s list of a licence': () =>
      market.call(endpoints.operatorListStores, { query: { licenceId: owned.id, limit: 20 } }, operator),
    'the operator’s search by slug': () =>
      market.call(endpoints.operatorListStores, { query: { text: 'many-', limit: 20 } }, operator),
    'the operator’s search by slug in a state': () =>
      market.call(
        endpoints.operatorListStores,
        { query: { text: 'many-', state: 'banned', limit: 20 } },
        operator,
      ),
    'the operator’s list of licences': () =>
      market.call(licencesEndpoints.listLicences, { query: { limit: 20 } }, auditor),
    'the operator’s list of licences in a state': () =>
      market.call(licencesEndpoints.listLicences, { query: { state: 'suspended', limit: 20 } }, operator),
    'the operator’s list of checks that wait': () =>
      market.call(licencesEndpoints.listLicences, { query: { escalated: 'true', limit: 20 } }, operator),
    'the operator’s search by name': () =>
      market.call(licencesEndpoints.listLicences, { query: { text: 'many traders', limit: 20 } }, operator),
    'the operator’s search by name in a state': () =>
      market.call(
        licencesEndpoints.listLicences,
        { query: { text: 'many', state: 'suspended', limit: 20 } },
        operator,
      ),
    'the operator’s search by number': () =>
      market.call(licencesEndpoints.listLicences, { query: { text: 'NOSUCHNUMBER', limit: 20 } }, operator),
    'the sweep of closing stores': async () => {
      for (const sweep of market.market.sweeps.filter(({ name }) => name === 'closingStores')) {
        await sweep.run(market.ctx());
      }
      return { ok: true, status: 200 };
    },
  };

  test('no page costs more with 5,000 stores than with 300', async () => {
    await addStores(30);
    // The first sweep closes what waits for nothing, so that the next has nothing to do.
    await market.sweep();
    const few: Record<string, { statements: number; rows: number }> = {};
    for (const [name, call] of Object.entries(calls)) few[name] = await costOf(call);
    await addStores(470);
    await market.sweep();
    const { rows } = await market.handle.pool.query('select count(*)::int as count from store');
    assert.ok(rows[0].count >= 5_000);
    for (const [name, call] of Object.entries(calls)) {
      const many = await costOf(call);
      assert.equal(many.statements, few[name]?.statements, name);
      assert.ok(many.statements <= 5, `${name}: ${many.statements} statements`);
      // A page of 20, its licences, and for a category a page of each of those below it.
      assert.ok(many.rows <= 250, `${name}: ${many.rows} rows`);
    }
  });

  /** All that a list has, page by page. */
  async function readAll<T>(
    readPage: (cursor: { cursor?: string }) => Promise<{ data: T[]; nextCursor: string | null }>,
  ): Promise<T[]> {
    const all: T[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: { data: T[]; nextCursor: string | null } = await readPage(
        cursor === undefined ? {} : { cursor },
      );
      all.push(...page.data);
      cursor = page.nextCursor;
    }
    return all;
  }

  test('pages follow each other without a gap or a repeat', async () => {
    const seen = await readAll(async (cursor) => {
      const page = await market.call(endpoints.listStores, { query: { limit: 100, categoryId, ...cursor } });
      assert.ok(page.ok);
      return page.value;
    });
    assert.ok(seen.every(({ openForSale }) => openForSale));
    const ids = seen.map(({ id }) => id);
    const inDatabase = await market.count(
      'store s join category c on c.id = s.category_id where s.open_for_sale and c.path @> array[(select id from category where slug = $1)]',
      'home',
    );
    assert.ok(inDatabase > 200);
    assert.equal(ids.length, inDatabase);
    assert.deepEqual(ids, [...new Set(ids)].sort().reverse());
  });

  test('searches by slug and by name page through all that begin so, in their order', async () => {
    const stores = await readAll(async (cursor) => {
      const query = { text: 'many-1', limit: 50, ...cursor };
      const page = await market.call(endpoints.operatorListStores, { query }, operator);
      assert.ok(page.ok);
      return page.value;
    });
    const slugs = stores.map(({ slug }) => slug);
    assert.equal(slugs.length, await market.count("store where slug like 'many-1%'"));
    assert.deepEqual(slugs, [...new Set(slugs)].sort());

    const licences = await readAll(async (cursor) => {
      const query = { text: 'MANY traders 1', limit: 50, ...cursor };
      const page = await market.call(licencesEndpoints.listLicences, { query }, operator);
      assert.ok(page.ok);
      return page.value;
    });
    assert.equal(licences.length, await market.count("licence where legal_name like 'Many Traders 1%'"));
    assert.equal(new Set(licences.map(({ id }) => id)).size, licences.length);
  });

  test('a text is taken letter by letter', async () => {
    for (const text of ['%', '_', 'many\\']) {
      const stores = await market.call(endpoints.operatorListStores, { query: { text } }, operator);
      assert.ok(stores.ok);
      assert.deepEqual(stores.value.data, []);
      const licences = await market.call(licencesEndpoints.listLicences, { query: { text } }, operator);
      assert.ok(licences.ok);
      assert.deepEqual(licences.value.data, []);
    }
  });

  test('a registration number is found however it is written', async () => {
    const { registrationNumber } = await market.read(owned);
    const spaced = `${registrationNumber.slice(0, 4)} ${registrationNumber.slice(4, 10)}-${registrationNumber.slice(10)}`;
    const found = await market.call(licencesEndpoints.listLicences, { query: { text: spaced } }, operator);
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.data.map(({ id }) => id),
      [owned.id],
    );
  });

  test('a cursor of another list is refused', async () => {
    const page = await market.call(
      endpoints.operatorListStores,
      { query: { text: 'many-', limit: 1 } },
      operator,
    );
    assert.ok(page.ok);
    const misused = await market.call(endpoints.listStores, {
      query: { cursor: page.value.nextCursor ?? '' },
    });
    assert.ok(!misused.ok);
    assert.equal(misused.problem.pointer, '/query/cursor');
  });
});
