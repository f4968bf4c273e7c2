import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mediaEndpoints as api, catalogueEndpoints, fromPublicId, searchEndpoints } from '@hazumi/contracts';
import { sql } from 'kysely';
import sharp from 'sharp';
import { type CatalogueTest, catalogueTest, type StoreProduct } from '../catalogue/testing.ts';
import type { Actor } from '../kernel/context.ts';
import { thumbnailUrl } from './pictures.present.ts';

describe('pictures of goods', () => {
  let t: CatalogueTest;
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const drawn = (colour: string) =>
    sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
      .png()
      .toBuffer();
  const form = (bytes: Uint8Array, alt?: object): FormData => {
    const data = new FormData();
    data.set('file', new File([bytes as Uint8Array<ArrayBuffer>], 'picture.png'));
    if (alt !== undefined) data.set('alt', JSON.stringify(alt));
    return data;
  };
  const paramsOf = (goods: StoreProduct, storeId = t.shop.storeId) => ({ storeId, productId: goods.id });
  const add = async (
    goods: StoreProduct,
    colour: string,
    more: { as?: Actor; alt?: object; storeId?: string } = {},
  ) =>
    t.call(
      api.addPicture,
      { params: paramsOf(goods, more.storeId), body: form(await drawn(colour), more.alt) },
      more.as ?? t.shop.clerk,
    );
  const read = async (goods: StoreProduct) => {
    const found = await t.call(catalogueEndpoints.getStoreProduct, { params: paramsOf(goods) }, t.shop.owner);
    assert.ok(found.ok);
    return found.value.pictures;
  };

  test('are added behind each other, stored, and shown on page, card and list', async () => {
    const goods = await t.create({ list: true });
    const first = await add(goods, '#ff0000', { alt: { en: 'A red square', ja: '赤い四角' } });
    const second = await add(goods, '#00ff00');
    assert.ok(first.ok && second.ok);
    assert.equal(first.status, 201);
    assert.deepEqual(first.value.alt, { en: 'A red square', ja: '赤い四角' });
    assert.deepEqual([first.value.width, first.value.height], [300, 200]);
    assert.deepEqual(
      first.value.sources.map((source) => source.type),
      ['image/avif', 'image/webp'],
    );
    assert.match(
      first.value.sources[0]?.srcset ?? '',
      /^\/media\/pictures\/(\w\w)\/\1\w{38}\/160\.avif 160w, \S+\/300\.avif 300w$/,
    );
    for (const source of first.value.sources) {
      for (const entry of source.srcset.split(', ')) {
        const object = await t.market.storage.get((entry.split(' ')[0] ?? '').slice('/media/'.length));
        assert.equal(object?.mediaType, source.type);
      }
    }
    const { rows } = await sql<{ object_key: string }>`
      select object_key from picture where id = ${fromPublicId('picture', first.value.id)}`.execute(
      t.handle.db,
    );
    const thumbnail = thumbnailUrl(rows[0]?.object_key ?? '');
    assert.ok(await t.market.storage.get(thumbnail.slice('/media/'.length)));
    assert.deepEqual(
      (await read(goods)).map((picture) => picture.id),
      [first.value.id, second.value.id],
    );
    const page = await t.call(catalogueEndpoints.getProduct, { params: { productId: goods.id } });
    assert.deepEqual(page.ok && page.value.pictures, [first.value, second.value]);
    const shelf = await t.call(searchEndpoints.storeShelf, { params: { storeId: t.shop.storeId } });
    assert.deepEqual(shelf.ok && shelf.value.data.find((card) => card.id === goods.id)?.picture, first.value);
    const list = await t.call(
      catalogueEndpoints.listStoreProducts,
      { params: { storeId: t.shop.storeId } },
      t.shop.owner,
    );
    assert.deepEqual(list.ok && list.value.data.find((row) => row.id === goods.id)?.picture, first.value);
  });

  test('the same file is one picture of its goods, also when ten bring it at once', async () => {
    const goods = await t.create();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(goods, '#123456')));
    assert.equal(
      new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.problem.code))).size,
      1,
    );
    assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
    assert.equal((await read(goods)).length, 1);
    // Other goods share its files, and have a picture of their own.
    const other = await t.create();
    const shared = await add(other, '#123456');
    assert.ok(shared.ok && answers[0]?.ok);
    assert.equal(shared.value.url, answers[0].value.url);
    assert.notEqual(shared.value.id, answers[0].value.id);
  });

  test('a limit on pictures holds when twenty come at once', async () => {
    const goods = await t.create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        add(goods, `#${(at * 700_000 + 1_000_000).toString(16).padStart(6, '0')}`),
      ),
    );
    assert.equal(answers.filter((answer) => answer.ok).length, 9);
    assert.equal(
      answers.filter((answer) => !answer.ok && answer.problem.code === 'picture_limit').length,
      11,
    );
    assert.equal((await read(goods)).length, 9);
  });

  test('are described, put into another order, and taken away', async () => {
    const goods = await t.create();
    const ids: string[] = [];
    for (const colour of ['#010101', '#020202', '#030303']) {
      const added = await add(goods, colour, { alt: { en: colour } });
      assert.ok(added.ok);
      ids.push(added.value.id);
    }
    const [a = '', b = '', c = ''] = ids;
    const params = paramsOf(goods);
    const named = await t.call(
      api.editPicture,
      { params: { ...params, pictureId: b }, body: { alt: { 'zh-CN': '黑色', en: null } } },
      t.shop.clerk,
    );
    assert.deepEqual(named.ok && named.value.alt, { 'zh-CN': '黑色' });
    const order = (pictureIds: string[]) =>
      t.call(api.orderPictures, { params, body: { pictureIds } }, t.shop.clerk);
    const ordered = await order([c, a, b]);
    assert.deepEqual(ordered.ok && ordered.value.pictures.map((picture) => picture.id), [c, a, b]);
    for (const wrong of [[c, a], [c, a, a], [c, a, b, b], []]) {
      const refused = await order(wrong);
      assert.equal(refused.ok || refused.problem.code, 'state_conflict');
    }
    assert.equal(
      (await t.call(api.removePicture, { params: { ...params, pictureId: a } }, t.shop.clerk)).status,
      204,
    );
    assert.equal(
      (await t.call(api.removePicture, { params: { ...params, pictureId: a } }, t.shop.clerk)).status,
      404,
    );
    assert.deepEqual(
      (await read(goods)).map((picture) => picture.id),
      [c, b],
    );
    const next = await add(goods, '#040404');
    assert.deepEqual(
      (await read(goods)).map((picture) => picture.id),
      [c, b, next.ok && next.value.id],
    );
    // A picture that was taken away can come back.
    assert.equal((await add(goods, '#010101')).status, 201);
  });

  test('what is no picture is refused, and nothing is kept', async () => {
    const goods = await t.create();
    const answer = await t.call(
      api.addPicture,
      { params: paramsOf(goods), body: form(Buffer.from('not a picture')) },
      t.shop.clerk,
    );
    assert.ok(!answer.ok);
    assert.deepEqual([answer.problem.code, answer.problem.data], ['picture_refused', { fault: 'type' }]);
    const alt = await add(goods, '#ffffff', { alt: { fr: 'carré' } });
    assert.equal(alt.ok || alt.problem.code, 'invalid_request');
    assert.deepEqual(await read(goods), []);
  });

  test('belong to their goods and store alone', async () => {
    const goods = await t.create();
    const other = await t.create();
    const added = await add(goods, '#abcdef');
    assert.ok(added.ok);
    const pictureId = added.value.id;
    const before = await read(goods);
    const calls = (params: { storeId: string; productId: string }) => [
      async (as: Actor) => t.call(api.addPicture, { params, body: form(await drawn('#fedcba')) }, as),
      (as: Actor) =>
        t.call(api.editPicture, { params: { ...params, pictureId }, body: { alt: { en: 'mine' } } }, as),
      (as: Actor) => t.call(api.orderPictures, { params, body: { pictureIds: [pictureId] } }, as),
      (as: Actor) => t.call(api.removePicture, { params: { ...params, pictureId } }, as),
    ];
    const codes = async (params: { storeId: string; productId: string }, as: Actor) =>
      Promise.all(
        calls(params).map(async (call) => {
          const answer = await call(as);
          return answer.ok ? 'ok' : answer.problem.code;
        }),
      );
    const four = (code: string) => Array(4).fill(code);
    assert.deepEqual(await codes(paramsOf(goods), t.rival.owner), four('not_found'));
    assert.deepEqual(await codes(paramsOf(goods, t.rival.storeId), t.rival.owner), four('not_found'));
    assert.deepEqual(await codes(paramsOf(goods), t.shop.finance), four('forbidden'));
    assert.deepEqual(await codes(paramsOf(goods), { kind: 'nobody' }), four('unauthenticated'));
    // Nor through other goods of the same store.
    assert.deepEqual((await codes(paramsOf(other), t.shop.owner)).slice(1), [
      'not_found',
      'state_conflict',
      'not_found',
    ]);
    assert.deepEqual(await read(goods), before);
  });
});
