import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { searchEndpoints as api } from '@hazumi/contracts';
import { sql } from 'kysely';
import { registerCatalogue } from '../catalogue/catalogue.routes.ts';
import { type CatalogueTest, catalogueTest, type Shop } from '../catalogue/testing.ts';
import { type LiveGoods, liveGoods } from './search.live.ts';
import { registerSuggestions } from './search.routes.ts';
import { liveSuggestions } from './search.suggestions.live.ts';
import { phrasesOf } from './search.suggestions.ts';

test('phrases are neighbouring words, in each language as it is written', () => {
  assert.deepEqual(phrasesOf('Red copper kettle 2', 'en'), [
    'Red',
    'Red copper',
    'Red copper kettle',
    'copper',
    'copper kettle',
    'copper kettle 2',
    'kettle',
    'kettle 2',
  ]);
  assert.deepEqual(phrasesOf('Cup, red', 'en'), ['Cup', 'red']);
  assert.ok(phrasesOf('不锈钢水壶', 'zh-CN').includes('水壶'));
  assert.ok(phrasesOf('ステンレスの水筒', 'ja').includes('水筒'));
  assert.deepEqual(phrasesOf('1 2 3', 'en'), []);
});

describe('what is suggested', () => {
  let t: CatalogueTest;
  let live: LiveGoods;
  let now = 0;
  let suggestions: ReturnType<typeof liveSuggestions>;
  before(async () => {
    t = await catalogueTest({
      areas: [
        registerCatalogue,
        (market) => {
          live = liveGoods(market.db, (error) => assert.fail(String(error)));
          suggestions = liveSuggestions(
            market.db,
            () => now,
            (error) => assert.fail(String(error)),
          );
          registerSuggestions(market, live, suggestions);
        },
      ],
    });
    const goods: [string, Shop][] = [
      ['Red copper kettle', t.shop],
      ['Copper kettle of Bob Smithson', t.rival],
      ['Copper wire', t.shop],
      ['Copper kettle, small', t.rival],
      ['Jadeware secret', t.shop],
    ];
    for (const [title, shop] of goods) await create(title, shop);
  });
  after(async () => {
    await suggestions.close();
    await live.close();
    await t.close();
  });

  let serial = 0;
  const create = (title: string, shop: Shop) => {
    serial += 1;
    const skus = [{ code: `S-${serial}`, priceMinor: 1_000, stock: 5 }];
    return t.create({ texts: { en: { title } }, skus, list: true }, shop);
  };
  const suggested = async (q: string) => {
    const answer = await t.call(api.suggestQueries, { query: { q } });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.data;
  };
  const searched = (query: string, day: string, pages: number, found = true) =>
    sql`insert into search_day (day, query, category_id, pages)
      values (${day}, ${query}, ${found ? sql`(select id from category limit 1)` : null}, ${pages})`.execute(
      t.handle.db,
    );

  test('nothing, until titles were read and the index is made', async () => {
    assert.deepEqual(await suggested('cop'), []);
    await live.rebuild();
    await suggestions.rebuild();
    assert.ok((await suggested('cop')).length > 0);
  });

  test('phrases that goods of two stores have, the commonest first, in any case and width', async () => {
    assert.deepEqual(await suggested('cop'), ['copper', 'copper kettle']);
    assert.deepEqual(await suggested('ＣＯＰＰＥＲ　k'), ['copper kettle']);
    // What one store alone says of its goods is its own.
    assert.deepEqual(await suggested('jade'), []);
    assert.deepEqual(await suggested('bob'), []);
    assert.deepEqual(await suggested(''), []);
    assert.deepEqual(await suggested('%'), []);
  });

  test('searches that were made often and on several days come first, if goods have all of their words', async () => {
    await searched('copper wire', '2026-05-01', 30);
    await searched('copper wire', '2026-05-02', 30);
    await searched('copper kettle small', '2026-05-02', 500);
    await searched('kettle of alice', '2026-05-01', 500);
    await searched('kettle of alice', '2026-05-02', 500);
    await searched('kettle red', '2026-05-01', 4);
    await searched('kettle red', '2026-05-02', 5);
    await searched('kettle unfound', '2026-05-01', 400, false);
    await searched('kettle unfound', '2026-05-02', 400, false);
    await suggestions.rebuild();
    assert.deepEqual(await suggested('cop'), ['copper wire', 'copper', 'copper kettle']);
    assert.deepEqual(await suggested('kettle'), []);
  });

  test('what no goods on sale have any more is not suggested, however old the list is', async () => {
    await sql`update product set state = 'delisted' where titles ->> 'en' = 'Copper wire'`.execute(
      t.handle.db,
    );
    await live.rebuild();
    assert.deepEqual(await suggested('copper '), ['copper kettle']);
    await sql`update store set state = 'suspended' where id = any(${[t.shop.storeUuid, t.rival.storeUuid]})`.execute(
      t.handle.db,
    );
    await live.rebuild();
    assert.deepEqual(await suggested('cop'), []);
    await sql`update store set state = 'open' where id = any(${[t.shop.storeUuid, t.rival.storeUuid]})`.execute(
      t.handle.db,
    );
    await live.rebuild();
  });

  test('a list that is old is made anew beside the answers from it', async () => {
    await create('Zinc bucket', t.shop);
    await create('Zinc bucket', t.rival);
    await live.rebuild();
    assert.deepEqual(await suggested('zinc'), []);
    now += 11 * 60_000;
    assert.deepEqual(await suggested('zinc'), []);
    await suggestions.rebuild();
    assert.deepEqual(await suggested('zinc'), ['zinc bucket']);
  });
});
