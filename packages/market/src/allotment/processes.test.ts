/** Several server processes give the same day's public traffic: each serves by its own lags, and one may die at any moment. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { after, before, beforeEach, describe, test } from 'node:test';
import type pg from 'pg';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import { type CatalogueTest, catalogueTest } from '../catalogue/testing.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { type LiveAllotment, liveAllotment } from './allotment.live.ts';
import { registerAllotment } from './allotment.routes.ts';
import { type ImpressionCounter, impressionCounter } from './impressions.counter.ts';

const page = [1, 0.85, 0.73, 0.64, 0.57, 0.51, 0.46].reduce((sum, weight) => sum + weight, 0);
const search = { goods: undefined, find: () => undefined, ready: async () => {} };

interface Server {
  live: LiveAllotment;
  counter: ImpressionCounter;
}

describe('processes that share a day', () => {
  let t: CatalogueTest;
  const day = () => t.clock.now().toISOString().slice(0, 10);
  before(async () => {
    t = await catalogueTest({
      areas: [
        registerCatalogue,
        registerPictures,
        (market, handle) => {
          const allotment = registerAllotment(market, handle);
          return {
            async close() {
              await allotment.close();
              await allotment.goods.close();
            },
          };
        },
      ],
    });
    const shops = [t.shop, t.rival];
    while (shops.length < 7) shops.push(await t.newShop());
    for (const [at, shop] of shops.entries())
      await t.create({ list: true, texts: { en: { title: `Lamp ${'ABCDEFG'[at]}` } } }, shop);
  });
  after(() => t.close());
  /** A new day for each test: nothing of it has been given yet, and no place is held. */
  beforeEach(async () => {
    await t.clock.set(new Date(t.clock.now().getTime() + 86_400_000));
    await t.market.sweeps.find(({ name }) => name === 'allotment')?.run(t.ctx());
    await t.handle.pool.query('update impression_place set held_until = clock_timestamp()');
  });

  async function server(holdMs = 60_000, pool: pg.Pool = t.handle.pool): Promise<Server> {
    const counter = impressionCounter(pool, holdMs);
    const live = liveAllotment(t.market, pool, search, counter);
    await live.refresh();
    return { live, counter };
  }
  const show = ({ live }: Server): readonly string[] => {
    const turn = live.takeHome();
    turn.shown(turn.first);
    return turn.first;
  };
  /** The largest distance of a store from its due of these pages, in impressions of the first position, and the pages there were. */
  async function distance(): Promise<{ most: number; pages: number; sum: number; places: number }> {
    const { rows } = await t.handle.pool.query(
      `with real as (select coalesce(sum(pages), 0)::float8 as pages, count(*)::int as places from impression_page
         where day = $1 and is_allotted)
       select real.pages, real.places, coalesce(i.micro, 0) / 1e6 as given,
         (r.organic + r.merit + r.newcomer + r.exploration + r.dither)::float8 / k.supply_micro as share
       from real, allotment_row r join allotment_keyword k using (day, keyword)
       left join (select store_id, sum(micro)::float8 as micro from impression where day = $1 and is_allotted group by 1) i using (store_id)
       where r.day = $1 and r.keyword = 'page/home'`,
      [day()],
    );
    assert.equal(rows.length, 7);
    // With fewer stores than places the caps leave what no store may have; each store's share of a page is its share of the supply.
    const worth = rows.reduce((sum, row) => sum + row.share, 0);
    const most = Math.max(...rows.map((row) => Math.abs(row.given - (row.share / worth) * page * row.pages)));
    return {
      most,
      pages: rows[0].pages,
      places: rows[0].places,
      sum: rows.reduce((sum, row) => sum + row.given, 0),
    };
  }

  test('the same inputs give the same pages, whatever process serves them', async () => {
    const [one, other] = [await server(), await server()];
    assert.notEqual(one.counter.place, other.counter.place);
    for (let time = 0; time < 100; time += 1) assert.deepEqual(show(one), show(other));
  });

  test('each store is within an impression of its due for each process that served', async () => {
    const servers = [await server(), await server(), await server()];
    let turn = 7;
    for (let time = 0; time < 500; time += 1) {
      turn = (turn * 75 + 74) % 65_537;
      show(servers[turn % 3] as Server);
    }
    for (const { counter } of servers) await counter.flush();
    const { most, pages, places, sum } = await distance();
    assert.deepEqual([pages, places], [500, 3]);
    assert.ok(Math.abs(sum - pages * page) < 1e-6, `${sum} is not ${pages * page}`);
    assert.ok(most < 3, `a store is ${most} impressions from its due`);
  });

  test('who takes over a place goes on where it was left: the next page is the one that was next', async () => {
    const first = await server();
    for (let time = 0; time < 33; time += 1) show(first);
    await first.counter.flush();
    const next = first.live.takeHome();
    await first.counter.close();
    const second = await server();
    assert.equal(second.counter.place, 1);
    assert.deepEqual(second.live.takeHome().first, next.first);
  });

  test('a rush that is shown the same counts each page, and what it was shown too often is taken off its later turns', async () => {
    const counter = impressionCounter(t.handle.pool, 60_000);
    const rush = liveAllotment(t.market, t.handle.pool, search, counter, Number.POSITIVE_INFINITY);
    await rush.refresh();
    const shown = Array.from({ length: 6 }, () => show({ live: rush, counter }));
    for (const page of shown) assert.deepEqual(page, shown[0]);
    await counter.close();
    const calm = await server();
    assert.equal(calm.counter.place, 1);
    assert.notDeepEqual(show(calm), shown[0]);
    for (let time = 0; time < 300; time += 1) show(calm);
    await calm.counter.flush();
    const { most, pages } = await distance();
    assert.equal(pages, 307);
    assert.ok(most < 1, `a store is ${most} impressions from its due`);
  });

  test('a process that is killed loses what it had not written, and whoever takes its place keeps the promise', async () => {
    const survivor = await server();
    const child = fork(
      new URL('./testing.process.ts', import.meta.url),
      [t.url, t.clock.now().toISOString(), '300'],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const seen = { pages: 0, written: 0, place: 0 };
    await new Promise<void>((resolve, reject) => {
      child.on('exit', () => reject(new Error('the process ended by itself')));
      child.on('message', (message: Partial<typeof seen>) => {
        Object.assign(seen, message);
        // Somewhere between two writings.
        if (seen.written >= 100 && seen.pages > seen.written + 5) resolve();
      });
    });
    child.removeAllListeners('exit');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    for (let time = 0; time < 50; time += 1) show(survivor);
    await survivor.counter.flush();
    const { rows } = await t.handle.pool.query(
      'select pages::int from impression_page where day = $1 and place = $2 and is_allotted',
      [day(), seen.place],
    );
    const kept = rows[0].pages;
    assert.ok(kept >= seen.written, `${seen.written} pages were written, ${kept} are there`);
    // A message may be on its way when the process dies.
    assert.ok(kept <= seen.pages + 10, `${kept} of ${seen.pages}`);

    let heir = await server();
    while (heir.counter.place !== seen.place) {
      await heir.counter.close();
      heir = await server();
    }
    for (let time = 0; time < 200; time += 1) show(heir);
    await heir.counter.flush();
    const { most, pages, places } = await distance();
    assert.deepEqual([pages, places], [kept + 250, 2]);
    assert.ok(most < 2, `a store is ${most} impressions from its due`);
  });

  test('a place that was lost to another is given up, and nothing is lost or counted twice', async () => {
    const slow = await server(60_000);
    for (let time = 0; time < 20; time += 1) show(slow);
    await t.handle.pool.query('update impression_place set held_until = clock_timestamp()');
    const quick = await server();
    assert.equal(quick.counter.place, slow.counter.place);
    show(quick);
    await quick.counter.flush();
    await slow.counter.flush();
    assert.notEqual(quick.counter.place, slow.counter.place);
    await slow.live.refresh();
    for (let time = 0; time < 20; time += 1) show(slow);
    await slow.counter.flush();
    const { pages, most } = await distance();
    assert.equal(pages, 41);
    assert.ok(most < 2, `a store is ${most} impressions from its due`);
  });

  test('a batch whose answer was lost is not written again', async () => {
    let failures = 1;
    const { pool } = t.handle;
    const shaky = {
      query: pool.query.bind(pool),
      async connect() {
        const client = await pool.connect();
        return {
          async query(...given: unknown[]) {
            const answer = await (client.query as (...args: unknown[]) => Promise<unknown>)(...given);
            if (given[0] === 'commit' && failures-- > 0) throw new Error('the connection broke');
            return answer;
          },
          release: (error?: Error) => client.release(error),
        };
      },
    } as unknown as pg.Pool;
    const one = await server(60_000, shaky);
    for (let time = 0; time < 10; time += 1) show(one);
    await assert.rejects(one.counter.flush(), /connection broke/);
    for (let time = 0; time < 5; time += 1) show(one);
    await one.counter.flush();
    assert.equal((await distance()).pages, 15);
  });
});
