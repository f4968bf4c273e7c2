import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { allotmentEndpoints as api, type BodyInput, fromPublicId, searchEndpoints } from '@hazumi/contracts';
import { parsePrices, parseStatement, pricesFaults, verifyStatement } from '@hazumi/policy';
import { auditMarket } from '../audit.ts';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import { type CatalogueTest, catalogueTest, type Shop } from '../catalogue/testing.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { Finder } from '../search/search.candidates.ts';
import { testStart } from '../testing/market.ts';
import { allotmentSweep } from './allotment.daily.ts';
import { type Allotment, registerAllotment } from './allotment.routes.ts';
import { storeSearch } from './allotment.search.ts';

const dayMs = 86_400_000;
const weights = [1_000_000, 850_000, 730_000, 640_000, 570_000, 510_000, 460_000, 420_000, 390_000, 360_000];

describe('a market of eight stores', () => {
  let t: CatalogueTest;
  let allotment: Allotment;
  let shops: Shop[];
  before(async () => {
    t = await catalogueTest({
      areas: [
        registerCatalogue,
        registerPictures,
        (market, handle) => {
          allotment = registerAllotment(market, handle);
          return {
            async close() {
              await allotment.close();
              await allotment.goods.close();
            },
          };
        },
      ],
    });
    shops = [t.shop, t.rival];
    while (shops.length < 8) shops.push(await t.newShop());
    for (const [at, shop] of shops.entries()) {
      // Titles as good as each other to the search, and yet not the same goods.
      await t.create({ list: true, texts: { en: { title: `Tea kettle ${'ABCDEFGH'[at]}${at}` } } }, shop);
      await t.create({ list: true, texts: { en: { title: `Lamp ${at}` } } }, shop);
    }
    await allotment.goods.rebuild();
  });
  after(() => t.close());

  const sweep = () => t.market.sweeps.find(({ name }) => name === 'allotment')?.run(t.ctx());
  const nextDay = async (days = 1) => {
    await t.clock.set(new Date(t.clock.now().getTime() + days * dayMs));
    await sweep();
  };
  /** A person's page of results: takes its turn, reads it, and is shown it. */
  async function look(q: string): Promise<string[]> {
    const turn = allotment.takeSearch(q);
    const page = await t.call(searchEndpoints.searchProducts, { query: { q, limit: 12 } });
    assert.ok(page.ok);
    const ids = page.value.data.map(({ id }) => fromPublicId('product', id) as string);
    turn?.shown([...turn.first, ...ids.filter((id) => !turn.first.includes(id))]);
    return turn?.first as string[];
  }
  const statementOf = (shop: Shop, day?: string) =>
    t.call(api.getAllotmentStatement, { params: shop, query: day === undefined ? {} : { day } }, shop.owner);
  const pricesOf = (day: string) => t.call(api.getAllotmentPrices, { query: { day } });
  const total = async (sql: string) => Number((await t.handle.pool.query(sql)).rows[0].sum);

  test('nothing is allotted before the first day is, and a search is counted all the same', async () => {
    assert.equal((await t.call(api.getAllotmentPrices, {})).ok, false);
    const none = await t.call(api.getStoreAllotmentDay, { params: t.shop }, t.shop.owner);
    assert.ok(none.ok && none.value.day === null);
    for (let time = 0; time < 30; time += 1) assert.deepEqual(await look(' TEA  kettle'), []);
    await allotment.flush();
    const { rows } = await t.handle.pool.query(
      'select query, pages::int, category_id is not null as known from search_day',
    );
    assert.deepEqual(rows, [{ query: 'tea kettle', pages: 30, known: true }]);
  });

  test('a day is allotted once, its prices chain, and a statement verifies as downloaded', async () => {
    await sweep();
    assert.equal(await sweep(), 0);
    await nextDay();
    const days = await t.call(api.listAllotmentDays, {});
    assert.ok(days.ok);
    const [second, first] = days.value.data;
    assert.equal(days.value.data.length, 2);
    assert.equal(second?.previousHash, first?.hash);
    assert.equal(first?.previousHash, null);
    assert.equal(first?.day, testStart.toISOString().slice(0, 10));
    const read = await Promise.all([first, second].map((day) => pricesOf(day?.day as string)));
    const prices = read.map((answer) => parsePrices(answer.ok ? answer.value : undefined));
    assert.deepEqual(pricesFaults(prices[1] as never, prices[0]), []);
    assert.deepEqual(
      prices[1]?.keywords.map(({ keyword }) => keyword),
      ['page/home', 'search/tea kettle'],
    );
    for (const shop of shops) {
      const answer = await statementOf(shop, second?.day);
      assert.ok(answer.ok);
      const statement = parseStatement(answer.value);
      assert.equal(statement.rows.length, 2);
      assert.deepEqual(verifyStatement(statement, prices[1] as never).differences, []);
      const got = statement.stores[0]?.got.total ?? 0;
      assert.ok(got > 0);
    }
  });

  test('processes that allot a day at once make one, and both serve it', async () => {
    const before = await total('select count(*) as sum from allotment_day');
    await t.clock.set(new Date(t.clock.now().getTime() + dayMs));
    const run = t.market.sweeps.filter(({ name }) => name === 'allotment');
    const rival = allotmentSweep(
      t.market,
      storeSearch(allotment.goods, new Finder(() => 0)),
      async () => {},
      allotment.refresh,
    );
    await Promise.all([...run, rival].map((sweep) => sweep.run(t.ctx())));
    assert.equal(await total('select count(*) as sum from allotment_day'), before + 1);
    assert.equal(
      await total(
        'select count(*) as sum from allotment_day d where previous_hash is not null and not exists (select from allotment_day p where p.hash = d.previous_hash and p.day < d.day)',
      ),
      0,
    );
    const turn = allotment.takeHome();
    assert.equal(turn.first.length, 8);
    turn.failed();
  });

  test('on pages that take turns every store is within an impression of its due, and all add up to the unit', async () => {
    await allotment.refresh();
    const pages = 200;
    for (let time = 0; time < pages; time += 1) {
      const first = await look('tea kettle');
      assert.equal(new Set(first).size, 8);
      const turn = allotment.takeHome();
      turn.shown(turn.first);
    }
    await allotment.flush();
    const day = t.clock.now().toISOString().slice(0, 10);
    const { rows } = await t.handle.pool.query(
      `select i.keyword, i.store_id, i.given, (r.organic + r.merit + r.newcomer + r.exploration + r.dither)::float8
         / k.supply_micro * $2 as share
       from (select keyword, store_id, sum(micro)::float8 as given from impression where day = $1 and is_allotted group by 1, 2) i
       join allotment_row r on r.day = $1 and r.keyword = i.keyword and r.store_id = i.store_id
       join allotment_keyword k on k.day = $1 and k.keyword = i.keyword`,
      [day, pages],
    );
    assert.equal(rows.length, 16);
    const page = [...weights, 340_000, 320_000].reduce((sum, weight) => sum + weight, 0);
    for (const { given, share } of rows)
      assert.ok(Math.abs(given - share * page) < 1_000_000, `${given} is not near ${share * page}`);
    const ledger = await total(`select sum(micro) from impression where day = '${day}'`);
    assert.equal(ledger, await total(`select sum(micro) from impression_page where day = '${day}'`));
    const told = await Promise.all(
      shops.map(async (shop) => {
        const answer = await t.call(api.getStoreAllotment, { params: shop }, shop.owner);
        assert.ok(answer.ok);
        const own = answer.value.days.find((one) => one.day === day);
        const { total: sum, ...parts } = own?.shown ?? { total: -1 };
        assert.equal(
          Object.values(parts).reduce((whole, part) => whole + part, 0),
          sum,
        );
        return sum;
      }),
    );
    assert.equal(
      told.reduce((sum, one) => sum + one, 0),
      ledger,
    );
  });

  test('what a page was planned to show and did not is owed again', async () => {
    const plain = allotment.takeHome();
    plain.failed();
    const again = allotment.takeHome();
    assert.deepEqual(again.first, plain.first);
    const [gone, ...rest] = again.first;
    again.shown(rest);
    const next = allotment.takeHome();
    assert.equal(next.first[0], gone);
    next.failed();
  });

  test('the API shows first whose turn is next, counts nothing, and its pages hold all goods once', async () => {
    await allotment.flush();
    const before = await total('select sum(pages) from impression_page');
    const turn = allotment.takeSearch('tea kettle');
    turn?.failed();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await t.call(searchEndpoints.searchProducts, {
        query: { q: 'tea kettle', limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      assert.ok(page.ok, JSON.stringify(page));
      found.push(...page.value.data.map(({ id }) => fromPublicId('product', id) as string));
      cursor = page.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(found.slice(0, 8), turn?.first);
    assert.equal(new Set(found).size, found.length);
    assert.equal(found.length, 8);
    await allotment.flush();
    assert.equal(await total('select sum(pages) from impression_page'), before);
  });

  test('a merchant sees why, and what more would bring', async () => {
    const evidence = await t.call(api.getStoreAllotmentDay, { params: t.shop }, t.shop.owner);
    assert.ok(evidence.ok);
    const { due, keywords, emptyPools } = evidence.value;
    assert.equal(
      keywords.reduce((sum, keyword) => sum + keyword.due.total, 0),
      due.total,
    );
    assert.ok(keywords.every(({ relevance, allWeights, weight }) => relevance > 0 && weight <= allWeights));
    assert.ok(emptyPools.some(({ reason }) => reason === 'noMerit'));
    const attempt = (body: BodyInput<typeof api.tryAllotment>) =>
      t.call(api.tryAllotment, { params: t.shop, body }, t.shop.owner);
    const merit = await attempt({ kind: 'merit', moreMinor: 100_000 });
    assert.ok(merit.ok && merit.value.gain > 0, JSON.stringify(merit));
    const same = await attempt({ kind: 'quality', more: 0 });
    assert.ok(same.ok && same.value.gain === 0 && same.value.before.total === due.total);
    const less = await attempt({ kind: 'relevance', keyword: 'search/tea kettle', relevance: 0.1 });
    assert.ok(less.ok && less.value.gain < 0);
    const stranger = await t.call(api.getStoreAllotmentDay, { params: t.shop }, t.rival.owner);
    assert.equal(stranger.ok || stranger.problem.code, 'not_found');
  });

  test('the audit finds nothing, and a figure that was changed', async () => {
    assert.deepEqual(await auditMarket(t.handle.db), []);
    await t.handle.pool.query(`update impression set micro = micro + 1
      where ctid = (select ctid from impression limit 1) and tableoid = (select tableoid from impression limit 1)`);
    const [fault] = await auditMarket(t.handle.db);
    assert.match(fault ?? '', /^pages that count another worth than the stores on them: 1 /);
  });
});
