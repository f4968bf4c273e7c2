import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AnswerOf, searchEndpoints as api, fromPublicId, type QueryInput } from '@hazumi/contracts';
import { sql } from 'kysely';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import { type CatalogueTest, catalogueTest } from '../catalogue/testing.ts';
import { appendEvent } from '../kernel/events.ts';
import type { PointName } from '../kernel/points.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { followEveryMs, type LiveGoods, liveGoods } from './search.live.ts';
import { memorySearch } from './search.memory.ts';
import { postgresSearch } from './search.postgres.ts';
import { registerSearchOver } from './search.routes.ts';

type Page = AnswerOf<(typeof api)['searchProducts']>;
type Query = QueryInput<(typeof api)['searchProducts']>;

/** Stops whoever comes to a point until it is let go, and tells of everybody who comes. */
function gate() {
  const held = new Map<PointName, PromiseWithResolvers<void>>();
  const arrivals = new Map<PointName, (() => void)[]>();
  const counts = new Map<PointName, number>();
  return {
    points: {
      hit(name: PointName) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        for (const resolve of arrivals.get(name)?.splice(0) ?? []) resolve();
        return held.get(name)?.promise;
      },
    },
    count: (name: PointName) => counts.get(name) ?? 0,
    hold: (name: PointName) => void held.set(name, Promise.withResolvers<void>()),
    release(name: PointName) {
      held.get(name)?.resolve();
      held.delete(name);
    },
    arrival: (name: PointName) =>
      new Promise<void>((resolve) => {
        arrivals.set(name, [...(arrivals.get(name) ?? []), resolve]);
      }),
  };
}

describe('an index that is made, followed and made anew', () => {
  let t: CatalogueTest;
  /** replaced by each test; the market asks whichever there is */
  let live: LiveGoods;
  const opened: LiveGoods[] = [];
  before(async () => {
    t = await catalogueTest({
      areas: [
        registerCatalogue,
        registerPictures,
        (market, handle) => {
          const current: LiveGoods = {
            get current() {
              return live.current;
            },
            start: () => live.start(),
            ready: () => live.ready(),
            rebuild: () => live.rebuild(),
            catchUp: () => live.catchUp(),
            closesWithIt: (part) => live.closesWithIt(part),
            close: () => live.close(),
          };
          registerSearchOver(market, memorySearch(handle.pool, current, postgresSearch(market.db)));
        },
      ],
    });
    for (let at = 0; at < 9; at += 1) await create(`Red kettle ${at}`, 1_000 + 100 * (at % 4));
    await create('Blue pot', 500);
    await create('Red shoes', 700);
    await create('Red hat', 800);
    await create('Red scarf', 900);
  });
  after(async () => {
    for (const one of opened) await one.close();
    await t.close();
  });

  let serial = 0;
  const create = (title: string, priceMinor = 1_000) => {
    serial += 1;
    const skus = [{ code: `L-${serial}`, priceMinor, stock: 5 }];
    return t.create({ texts: { en: { title } }, skus, list: true });
  };
  const anew = (points?: ReturnType<typeof gate>['points']) => {
    live = liveGoods(t.handle.db, (error) => assert.fail(String(error)), points);
    opened.push(live);
    return live;
  };
  const search = async (query: Query): Promise<Page> => {
    const answer = await t.call(api.searchProducts, { query });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const titles = async (query: Query) => (await search(query)).data.map((card) => card.title.en);
  /** Transactions of other tests on the same cluster may keep events back; until they are over, no turn can know of them. */
  const allReadable = async () => {
    const { rows } = await sql<{ last: string }>`select max(xid)::text as last from event`.execute(
      t.handle.db,
    );
    for (;;) {
      const { rows: now } = await sql<{ over: boolean }>`
        select pg_snapshot_xmin(pg_current_snapshot()) > ${rows[0]?.last}::xid8 as over`.execute(t.handle.db);
      if (now[0]?.over) return;
    }
  };

  test('every change is found after the first turn that begins behind it, and turns come well within two seconds', async () => {
    assert.ok(followEveryMs <= 500);
    const { points, arrival } = gate();
    anew(points).start();
    while (live.current === undefined) await arrival('search.followed');
    const aTurn = async () => {
      await allReadable();
      // The first one that ends may have begun before.
      await arrival('search.followed');
      await arrival('search.followed');
    };
    const lamp = await create('Brass lamp');
    const id = fromPublicId('product', lamp.id) as string;
    await aTurn();
    assert.deepEqual(await titles({ q: 'brass lamp' }), ['Brass lamp']);

    const change = async (subjectType: string, subjectId: string, statement: string) => {
      const ctx = t.market.newCtx({ actor: { kind: 'system', name: 'test' } });
      await t.handle.db.transaction().execute(async (tx) => {
        await sql.raw(statement).execute(tx);
        await appendEvent(tx, ctx, { subjectType, subjectId, type: `${subjectType}.edited` });
      });
      await aTurn();
    };
    const goods = (what: string) => change('product', id, `update product set ${what} where id = '${id}'`);
    await goods(`texts = '{"en": {"title": "Steel lamp"}}'`);
    assert.deepEqual(await titles({ q: 'steel lamp' }), ['Steel lamp']);
    assert.deepEqual(await titles({ q: 'brass' }), []);
    assert.deepEqual(await titles({ q: 'lamp', maxPriceMinor: 7 }), []);
    const documents = live.current?.texts.nextDocument;
    await goods(`price_from_minor = 7, price_to_minor = 7`);
    assert.deepEqual(await titles({ q: 'lamp', maxPriceMinor: 7 }), ['Steel lamp']);
    assert.equal(live.current?.texts.nextDocument, documents, 'a price wears nothing out');
    await goods(`state = 'delisted'`);
    assert.equal(live.current?.texts.search('steel lamp', { limit: 9 }).hits.length, 0);
    await goods(`state = 'listed'`);
    assert.deepEqual(await titles({ q: 'lamp' }), ['Steel lamp']);

    const store = (state: string) =>
      change(
        'store',
        t.shop.storeUuid,
        `update store set state = '${state}' where id = '${t.shop.storeUuid}'`,
      );
    await store('suspended');
    assert.equal(live.current?.texts.search('lamp', { limit: 9 }).hits.length, 0);
    await store('open');
    assert.deepEqual(await titles({ q: 'lamp' }), ['Steel lamp']);
    await goods(`state = 'removed'`);
  });

  const kettles: Query[] = [
    { q: 'red kettle', limit: 4 },
    { q: 'kettle', sort: 'priceUp', limit: 4 },
    { q: 'kettle', sort: 'priceDown', limit: 4 },
    { q: 'kettle', sort: 'newest', limit: 4 },
  ];
  const sameGoods = (page: string[], whole: string[]) => assert.deepEqual(page.toSorted(), whole.toSorted());

  test('whoever needs an index while one is made waits for that one', async () => {
    const pagesOf = async (work: (live: LiveGoods) => Promise<unknown>): Promise<number> => {
      const { points, count } = gate();
      await work(anew(points));
      return count('search.read');
    };
    const once = await pagesOf((made) => made.ready());
    assert.ok(once > 0);
    const together = await pagesOf(async (made) => {
      made.start();
      await Promise.all([made.ready(), made.ready()]);
      assert.notEqual(made.current, undefined);
      await made.ready();
    });
    assert.equal(together, once);
  });

  test('pages follow each other while the index comes and goes', async () => {
    for (const query of kettles) {
      const nobody = anew();
      const first = await search(query);
      const whole = (await titles({ ...query, limit: 100 })).slice(0, 9) as string[];
      assert.equal(first.categories, null, 'PostgreSQL found these');
      await nobody.rebuild();
      // By relevance, memory and PostgreSQL order equals in their own ways; by a column, both are the same list.
      const second = await search({ ...query, cursor: first.nextCursor ?? '' });
      assert.ok(second.categories !== null, 'memory found these');
      assert.equal(second.data.length, 4);
      if (query.sort !== undefined)
        assert.deepEqual(
          second.data.map((card) => card.title.en),
          whole.slice(4, 8),
        );
      anew();
      const third = await search({ ...query, cursor: second.nextCursor ?? '' });
      assert.equal(third.categories, null);
      if (query.sort !== undefined)
        assert.deepEqual(
          third.data.map((card) => card.title.en),
          whole.slice(8),
        );
    }
    // Memory shows goods with some of the words behind those with all; where PostgreSQL goes on, it goes on with these.
    const made = anew();
    await made.rebuild();
    const page = await search({ q: 'red kettle', limit: 11 });
    assert.equal(page.partialFrom, 9);
    anew();
    const rest = await search({ q: 'red kettle', limit: 11, cursor: page.nextCursor ?? '' });
    assert.deepEqual([rest.partialFrom, rest.data.length > 0], [0, true]);
  });

  test('searches go on while an index is made anew, and what changes meanwhile is in the new one', async () => {
    const { points, hold, release, arrival } = gate();
    const index = anew(points);
    await index.rebuild();
    const old = index.current;
    hold('search.read');
    const reading = arrival('search.read');
    const rebuilt = index.rebuild();
    await reading;
    for (const query of kettles) {
      const first = await search(query);
      const second = await search({ ...query, cursor: first.nextCursor ?? '' });
      const whole = await titles({ ...query, limit: 8 });
      sameGoods(
        [...first.data, ...second.data].map((card) => card.title.en as string),
        whole as string[],
      );
      assert.ok(first.categories !== null);
    }
    await create('Late lantern');
    await allReadable();
    await index.catchUp();
    assert.deepEqual(
      await titles({ q: 'late lantern' }),
      ['Late lantern'],
      'the old one is followed meanwhile',
    );
    const begun = await search({ q: 'kettle', sort: 'priceUp', limit: 4 });
    assert.equal(index.current, old);
    release('search.read');
    await rebuilt;
    assert.notEqual(index.current, old);
    assert.deepEqual(await titles({ q: 'late lantern' }), ['Late lantern']);
    const next = await titles({ q: 'kettle', sort: 'priceUp', limit: 4, cursor: begun.nextCursor ?? '' });
    assert.deepEqual(next, (await titles({ q: 'kettle', sort: 'priceUp', limit: 8 })).slice(4));
  });
});
