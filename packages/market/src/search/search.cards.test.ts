import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fromPublicId } from '@hazumi/contracts';
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { type CatalogueTest, catalogueTest, type ProductBody } from '../catalogue/testing.ts';
import { changeAndTell } from '../testing/cards.ts';
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
  const shown = async (id: string, on: CardShelf = shelf) => {
    const card = (await on.read([id])).get(id);
    return card === undefined ? undefined : JSON.parse(card.json);
  };
  type Subject = 'product' | 'store' | 'sku';
  const skuOf = async (id: string): Promise<string> => {
    const { rows } = await sql<{ id: string }>`select id from sku where product_id = ${id}`.execute(
      t.handle.db,
    );
    return rows[0]?.id as string;
  };
  const change = (subjectType: Subject, subjectId: string, statement: RawBuilder<unknown>) =>
    changeAndTell(t.handle.db, { storeId: t.shop.storeUuid, subjectType, subjectId }, statement);

  test('whatever a card shows, it shows as it is now', async () => {
    const id = await given(20);
    const store = t.shop.storeUuid;
    const sku = await skuOf(id);
    const first = await shown(id);
    assert.deepEqual(await shown(id), first);
    const changes: [Subject, string, RawBuilder<unknown>, (card: typeof first) => unknown, unknown][] = [
      [
        'product',
        id,
        sql`update product set texts = '{"en": {"title": "Pot"}}' where id = ${id}`,
        (card) => card.title.en,
        'Pot',
      ],
      [
        'product',
        id,
        sql`update product set price_from_minor = 900 where id = ${id}`,
        (card) => card.priceFromMinor,
        900,
      ],
      [
        'store',
        store,
        sql`update store set texts = '{"en": {"name": "Anew"}}' where id = ${store}`,
        (card) => card.store.name.en,
        'Anew',
      ],
      [
        'sku',
        sku,
        sql`update stock set available = 10 where sku_id = ${sku}`,
        (card) => card.availability.left,
        10,
      ],
      [
        'sku',
        sku,
        sql`update stock set available = 0 where sku_id = ${sku}`,
        (card) => card.availability.inStock,
        false,
      ],
    ];
    for (const [type, subject, statement, of, expected] of changes) {
      assert.notDeepEqual(of(await shown(id)), expected);
      await change(type, subject, statement);
      assert.deepEqual(of(await shown(id)), expected);
    }
  });

  test('goods that are not on sale have no card, and have one again when they are', async () => {
    const id = await given(5);
    assert.ok(await shown(id));
    for (const [gone, back] of [
      [sql`state = 'delisted'`, sql`state = 'listed'`],
      [sql`price_from_minor = null`, sql`price_from_minor = 1000`],
    ] as const) {
      await change('product', id, sql`update product set ${gone} where id = ${id}`);
      assert.equal(await shown(id), undefined);
      assert.equal(await shown(id), undefined);
      await change('product', id, sql`update product set ${back} where id = ${id}`);
      assert.ok(await shown(id));
    }
    const store = t.shop.storeUuid;
    await change('store', store, sql`update store set state = 'suspended' where id = ${store}`);
    assert.equal(await shown(id), undefined);
    await change('store', store, sql`update store set state = 'open' where id = ${store}`);
    assert.ok(await shown(id));
    assert.equal(await shown('00000000-0000-7000-8000-000000000000'), undefined);
  });

  test('a transaction that began before a look and ends behind it is seen at the next, whatever ended before it', async () => {
    const id = await given(5);
    const rival = await given(5);
    assert.ok((await shown(id)) && (await shown(rival)));
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = changeAndTell(
      t.handle.db,
      { storeId: t.shop.storeUuid, subjectType: 'product', subjectId: id },
      {
        execute: async (tx: Parameters<RawBuilder<unknown>['execute']>[0]) => {
          const done = await sql`update product set price_from_minor = 700 where id = ${id}`.execute(tx);
          begun.resolve();
          await mayEnd.promise;
          return done;
        },
      } as RawBuilder<unknown>,
    );
    await begun.promise;
    await change('product', rival, sql`update product set price_from_minor = 600 where id = ${rival}`);
    assert.equal((await shown(rival)).priceFromMinor, 600);
    assert.equal((await shown(id)).priceFromMinor, 1_000);
    mayEnd.resolve();
    await slow;
    assert.equal((await shown(id)).priceFromMinor, 700);
  });

  test('a card that changes while it is read is not kept', async () => {
    const id = await given(5);
    const { pool, isRead, mayArrive } = poolThatHoldsCards(t.handle.pool);
    const slow = cardShelf(pool);
    const first = shown(id, slow);
    await isRead;
    await change('product', id, sql`update product set price_from_minor = 800 where id = ${id}`);
    // This look hears of the change, while the card from before it has not arrived yet.
    const second = shown(id, slow);
    assert.equal((await second).priceFromMinor, 800);
    mayArrive();
    assert.equal((await first).priceFromMinor, 1_000);
    assert.equal((await shown(id, slow)).priceFromMinor, 800);
  });

  test('where more happened than a look reads, all cards are read again', async () => {
    const id = await given(5);
    assert.ok(await shown(id));
    await sql`insert into event (id, subject_type, subject_id, type, actor, at)
      select gen_random_uuid(), 'person', gen_random_uuid(), 'test.many', 'system:test', now() from generate_series(1, 5001)`.execute(
      t.handle.db,
    );
    const { result, queries } = await recordQueries(t.handle, () => shown(id));
    assert.ok(result);
    assert.equal(queries.length, 2);
    await change('product', id, sql`update product set price_from_minor = 950 where id = ${id}`);
    assert.equal((await shown(id)).priceFromMinor, 950);
  });

  test('requests of one moment share statements, and each gets its own goods', async () => {
    const ids = [await given(1), await given(2), await given(3)];
    await shown(ids[0] as string);
    const { result, queries } = await recordQueries(t.handle, () =>
      Promise.all(Array.from({ length: 30 }, (_, at) => shelf.read([ids[at % 3] as string]))),
    );
    // The first looks by itself; all that came meanwhile look together, and read together what is missing.
    assert.equal(queries.length, 3);
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

/** A pool by which the first cards that are read arrive only when they may. */
function poolThatHoldsCards(pool: pg.Pool): { pool: pg.Pool; isRead: Promise<void>; mayArrive(): void } {
  const read = Promise.withResolvers<void>();
  const arrive = Promise.withResolvers<void>();
  let isFirst = true;
  const holding = {
    connect: async () => {
      const client = await pool.connect();
      return {
        release: () => client.release(),
        query: async (given: { name?: string } | string) => {
          const isHeld = isFirst && typeof given === 'object' && given.name === 'search_read_on_sale';
          if (isHeld) isFirst = false;
          const answer = await client.query(given as string);
          if (isHeld) {
            read.resolve();
            await arrive.promise;
          }
          return answer;
        },
      };
    },
  };
  return { pool: holding as unknown as pg.Pool, isRead: read.promise, mayArrive: arrive.resolve };
}
