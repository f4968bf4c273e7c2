import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fromPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { type CatalogueTest, catalogueTest, type ProductBody } from '../catalogue/testing.ts';
import { recordQueries } from '../testing/queries.ts';
import { type CardShelf, cardShelf } from './search.cards.ts';

describe('cards in memory', () => {
  let t: CatalogueTest;
  let shelf: CardShelf;
  before(async () => {
    t = await catalogueTest();
    shelf = cardShelf(t.handle.pool);
  });
  after(() => t.close());

  let serial = 0;
  const given = async (stock: number, more: Partial<ProductBody> = {}) => {
    serial += 1;
    const skus = [{ code: `K-${serial}`, priceMinor: 1_000, stock }];
    const { id } = await t.create({ texts: { en: { title: 'Kettle' } }, skus, list: true, ...more });
    return fromPublicId('product', id) as string;
  };
  const shown = async (id: string) => {
    const card = (await shelf.read([id])).get(id);
    return card === undefined ? undefined : JSON.parse(card.json);
  };

  test('whatever a card shows, it shows as it is now', async () => {
    const id = await given(20);
    const store = t.shop.storeUuid;
    const first = await shown(id);
    assert.deepEqual(await shown(id), first);
    const changes: [string, (card: typeof first) => unknown, unknown][] = [
      [
        `update product set texts = '{"en": {"title": "Pot"}}' where id = '${id}'`,
        (card) => card.title.en,
        'Pot',
      ],
      [`update product set price_from_minor = 900 where id = '${id}'`, (card) => card.priceFromMinor, 900],
      [
        `update store set texts = '{"en": {"name": "Anew"}}' where id = '${store}'`,
        (card) => card.store.name.en,
        'Anew',
      ],
      [
        `update stock set available = 10 where sku_id = (select id from sku where product_id = '${id}')`,
        (card) => card.availability.left,
        10,
      ],
      [
        `update stock set available = 0 where sku_id = (select id from sku where product_id = '${id}')`,
        (card) => card.availability.inStock,
        false,
      ],
    ];
    for (const [statement, of, expected] of changes) {
      assert.notDeepEqual(of(await shown(id)), expected, statement);
      await sql.raw(statement).execute(t.handle.db);
      assert.deepEqual(of(await shown(id)), expected, statement);
    }
  });

  test('goods that are not on sale have no card, and have one again when they are', async () => {
    const id = await given(5);
    assert.ok(await shown(id));
    for (const [gone, back] of [
      [`update product set state = 'delisted'`, `update product set state = 'listed'`],
      [`update product set price_from_minor = null`, `update product set price_from_minor = 1000`],
    ] as const) {
      await sql.raw(`${gone} where id = '${id}'`).execute(t.handle.db);
      assert.equal(await shown(id), undefined);
      assert.equal(await shown(id), undefined);
      await sql.raw(`${back} where id = '${id}'`).execute(t.handle.db);
      assert.ok(await shown(id));
    }
    await sql`update store set state = 'suspended' where id = ${t.shop.storeUuid}`.execute(t.handle.db);
    assert.equal(await shown(id), undefined);
    await sql`update store set state = 'open' where id = ${t.shop.storeUuid}`.execute(t.handle.db);
    assert.ok(await shown(id));
    assert.equal(await shown('00000000-0000-7000-8000-000000000000'), undefined);
  });

  test('requests of one moment share statements, and each gets its own goods', async () => {
    const ids = [await given(1), await given(2), await given(3)];
    const { result, queries } = await recordQueries(t.handle, () =>
      Promise.all(Array.from({ length: 30 }, (_, at) => shelf.read([ids[at % 3] as string]))),
    );
    // Three go at once, and all that came meanwhile together.
    assert.equal(queries.length, 4);
    result.forEach((cards, at) => {
      const id = ids[at % 3] as string;
      assert.equal(JSON.parse(cards.get(id)?.json ?? '{}').availability.left, 1 + (at % 3));
    });
  });

  test('a statement that fails is told to those who shared it, and to nobody after them', async () => {
    const id = await given(1);
    const { connect } = t.handle.pool;
    t.handle.pool.connect = (() => Promise.reject(new Error('away'))) as typeof connect;
    const both = await Promise.allSettled([shelf.read([id]), shelf.read([id])]);
    t.handle.pool.connect = connect;
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.ok(await shown(id));
  });
});
