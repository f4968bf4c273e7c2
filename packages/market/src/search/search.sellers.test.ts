import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { searchEndpoints as api, toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { type CatalogueTest, catalogueTest, type Shop } from '../catalogue/testing.ts';
import type { LiveGoods } from './search.live.ts';
import { registerSearch } from './search.routes.ts';

describe('stores and merchants by name', () => {
  let t: CatalogueTest;
  let live: LiveGoods;
  const shops: Record<string, Shop> = {};
  before(async () => {
    t = await catalogueTest({
      areas: [
        (market, handle) => {
          live = registerSearch(market, handle);
          return live;
        },
      ],
    });
    const given = [
      ['kettles', { en: 'Kettle House', ja: 'やかん屋', 'zh-CN': '鐵壺坊' }, 'Kettle Trading Ltd'],
      ['cups', { ja: 'ｶｯﾌﾟの店', en: 'Cup & Kettle' }, '株式会社カップ'],
      ['lamps', { en: 'Lamp corner' }, '明灯贸易有限公司'],
    ] as const;
    for (const [name, texts, legalName] of given) {
      const shop = await t.newShop();
      shops[name] = shop;
      const named = Object.fromEntries(
        Object.entries(texts).map(([locale, text]) => [locale, { name: text, description: '' }]),
      );
      await sql`update store set texts = ${JSON.stringify(named)} where id = ${shop.storeUuid}`.execute(
        t.handle.db,
      );
      await sql`update licence set legal_name = ${legalName} where id = ${shop.licenceId}`.execute(
        t.handle.db,
      );
    }
  });
  after(() => t.close());

  const stores = async (q: string, more: { limit?: number; cursor?: string } = {}) => {
    const answer = await t.call(api.searchStores, { query: { q, ...more } });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const nameOf = (storeId: string) => Object.keys(shops).find((name) => shops[name]?.storeId === storeId);
  const found = async (q: string) => (await stores(q)).data.map((store) => nameOf(store.id));
  const accounts = async (q: string) => {
    const answer = await t.call(api.searchAccounts, { query: { q, limit: 100 } });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.data;
  };

  test('while there is no index, stores are found by the beginning of their address, merchants by that of their name', async () => {
    assert.equal(live.current, undefined);
    assert.deepEqual(await found(`STORE ${shops.kettles?.storeUuid.slice(-12)}`), ['kettles']);
    assert.deepEqual((await accounts('株式会社')).length, 1);
    assert.deepEqual((await accounts('KETTLE tr')).length, 1);
    for (const q of ['%', '', '_']) assert.deepEqual(await found(q), []);
    await live.rebuild();
  });

  test('a store is found by its name in each language, however that is written', async () => {
    for (const q of [
      'Kettle House',
      'kettles house',
      'ヤカン',
      'やかん屋',
      '铁壶',
      '鐵壺坊',
      'ＫＥＴＴＬＥ　house',
    ])
      assert.equal((await found(q))[0], 'kettles', q);
    for (const q of ['カップ', 'かっぷの店', 'cup']) assert.deepEqual(await found(q), ['cups'], q);
    const page = await stores('ketle house');
    assert.deepEqual(page.corrections, [{ from: 'ketle', to: 'kettle' }]);
    assert.deepEqual(await found('unicorn'), []);
    assert.deepEqual(await found(''), []);
  });

  test('pages hold each store once', async () => {
    const first = await stores('kettle', { limit: 1 });
    const second = await stores('kettle', { limit: 1, cursor: first.nextCursor ?? '' });
    assert.deepEqual([...first.data, ...second.data].map((store) => nameOf(store.id)).sort(), [
      'cups',
      'kettles',
    ]);
    assert.equal(second.nextCursor, null);
  });

  test('a merchant is found by its legal name, and shown with its stores', async () => {
    for (const [q, name] of [
      ['明燈', 'lamps'],
      ['かっぷ', 'cups'],
      ['kettle trading', 'kettles'],
    ] as const) {
      const [account] = await accounts(q);
      assert.equal(account?.id, toPublicId('licence', shops[name]?.licenceId ?? ''), q);
      assert.deepEqual([account?.storeCount, account?.isVerified], [1, true]);
      const one = await t.call(api.getAccount, { params: { licenceId: account?.id ?? '' } });
      assert.ok(one.ok);
      assert.deepEqual(
        one.value.stores.map((store) => store.id),
        [shops[name]?.storeId],
      );
      assert.match(one.value.registrationNumber, /^.{1,4}\*+.{1,4}$/);
    }
    const all = await accounts('');
    assert.equal(all.length, 5);
    assert.deepEqual(
      all.map(({ id }) => id),
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  test('who does not sell is not found, by name or address, the moment it stops', async () => {
    const shop = shops.lamps as Shop;
    const licenceId = toPublicId('licence', shop.licenceId);
    await sql`update store set state = 'suspended' where id = ${shop.storeUuid}`.execute(t.handle.db);
    for (const behind of [true, false]) {
      if (!behind) await live.rebuild();
      assert.deepEqual(await found('lamp'), []);
      assert.deepEqual(await accounts('明灯'), []);
      assert.ok(!(await accounts('')).some(({ id }) => id === licenceId));
      const one = await t.call(api.getAccount, { params: { licenceId } });
      assert.equal(one.ok || one.problem.code, 'not_found');
    }
    await sql`update store set state = 'open' where id = ${shop.storeUuid}`.execute(t.handle.db);
    await live.rebuild();
    assert.deepEqual(await found('lamp'), ['lamps']);
  });
});
