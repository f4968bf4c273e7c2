import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storesEndpoints as endpoints } from '@hazumi/contracts';
import sharp from 'sharp';
import type { Owned } from '../licences/testing.ts';
import { type Settings, type StoreTest, storeTest } from './testing.ts';

describe('the logo of a store', () => {
  let market: StoreTest;
  let owned: Owned;
  let store: Settings;
  before(async () => {
    market = await storeTest();
    owned = await market.verified();
    store = await market.open(owned);
  });
  after(() => market.close());

  const picture = (width: number, height: number, red: number) =>
    sharp({ create: { width, height, channels: 3, background: { r: red, g: 40, b: 90 } } })
      .png()
      .toBuffer();
  const send = async (bytes: Uint8Array): Promise<{ status: number; body: Settings & { code: string } }> => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], 'logo.png'));
    const answer = await market.market.app.request(`http://market.test/v1/stores/${store.id}/logo`, {
      method: 'PUT',
      body: form,
      headers: market.headersOf(owned.owner),
    });
    return { status: answer.status, body: (await answer.json()) as Settings & { code: string } };
  };
  const get = (path: string) => market.market.app.request(`http://market.test${path}`);

  test('it is cut to a square, shown to everybody, and the one before goes', async () => {
    const first = await send(await picture(900, 400, 200));
    assert.equal(first.status, 200);
    const path = first.body.logoUrl ?? '';
    assert.match(path, /^\/media\/logos\/.+\.webp$/);
    const shown = await get(path);
    assert.equal(shown.headers.get('content-type'), 'image/webp');
    const facts = await sharp(await shown.arrayBuffer()).metadata();
    assert.deepEqual([facts.format, facts.width, facts.height], ['webp', 256, 256]);

    const second = await send(await picture(300, 300, 10));
    assert.notEqual(second.body.logoUrl, path);
    assert.equal(second.body.version, first.body.version + 1);
    await market.sweep();
    assert.equal((await get(path)).status, 404);
    assert.equal((await get(second.body.logoUrl ?? '')).status, 200);
    const card = await market.call(endpoints.getStore, { params: { storeId: store.id } });
    assert.ok(card.ok);
    assert.equal(card.value.logoUrl, second.body.logoUrl);
  });

  test('ten uploads at once leave one logo, and no other object', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        assert.equal((await send(await picture(256, 256, 20 * at))).status, 200);
      }),
    );
    await market.sweep();
    const { logoUrl } = await market.settings(store.id, owned);
    assert.equal((await get(logoUrl ?? '')).status, 200);
    assert.equal(await market.count('object_removal'), 0);
  });

  test('what is no picture is refused, and the logo stays', async () => {
    const before = await market.settings(store.id, owned);
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>',
    );
    for (const bytes of [svg, (await picture(300, 300, 1)).subarray(0, 100), await picture(300, 20, 1)]) {
      const { status, body } = await send(bytes);
      assert.deepEqual([status, body.code], [422, 'picture_refused']);
    }
    assert.deepEqual(await market.settings(store.id, owned), before);
  });

  test('it can be taken away', async () => {
    const { logoUrl } = await market.settings(store.id, owned);
    const removed = await market.call(
      endpoints.removeStoreLogo,
      { params: { storeId: store.id } },
      owned.owner,
    );
    assert.ok(removed.ok);
    assert.equal(removed.value.logoUrl, null);
    await market.sweep();
    assert.equal((await get(logoUrl ?? '')).status, 404);
  });
});
