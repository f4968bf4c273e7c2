import { type AnswerInput, type searchEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import { LRUCache } from 'lru-cache';
import type { Pool, PoolClient } from 'pg';
import { minorOrNull, presentAvailability } from '../catalogue/goods.present.ts';
import { committedSince, type Snapshot } from '../kernel/events.committed.ts';
import { presentPicture } from '../pictures/pictures.present.ts';
import { readGoodsOnSale, touchedBy } from './search.cards.reading.ts';
import type { Card, CardRow } from './search.port.ts';

export type ProductCardAnswer = AnswerInput<(typeof searchEndpoints)['newestProducts']>['data'][number];

export function presentCard(row: CardRow): ProductCardAnswer {
  return {
    id: toPublicId('product', row.id),
    title: row.titles,
    categoryId: toPublicId('category', row.category_id),
    currency: row.currency,
    priceFromMinor: minorToJson(row.price_from_minor),
    priceToMinor: minorToJson(row.price_to_minor),
    compareAtMinor: minorOrNull(row.compare_at_minor),
    picture: row.picture === null ? null : presentPicture(row.picture),
    availability: presentAvailability(Number(row.available)),
    store: { id: toPublicId('store', row.store_id), slug: row.slug, name: row.names },
  };
}

export const cardOf = (row: CardRow): Card => ({
  id: row.id,
  storeId: row.store_id,
  json: JSON.stringify(presentCard(row)),
});

/** A card in memory: beside its text what requests narrow by. */
export interface KeptCard extends Card {
  categoryId: string;
  currency: string;
  priceFromMinor: bigint;
  priceToMinor: bigint;
  isAvailable: boolean;
  /** the look before which it was read */
  look: number;
}

export interface CardShelf {
  /** Cards of those of these goods that are on sale at this moment, by id. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, KeptCard>>;
}

/** About 1 kB a card. */
const mostKept = 150_000;
/** A statement reads at most so many goods. */
const mostAtOnce = 1_000;
/** So many requests' goods may be read at once, while others are looked up. */
const mostReadings = 3;
/** Where more than this happened since the last look, all is read again. */
const mostTold = 5_000;

/**
 * Cards that were read before, each good until something happens that it shows. Before every answer PostgreSQL is asked what was committed since the
 * last look (`committedSince`), so a page shows what was so when it was asked for. That asks of every change of goods, stores and
 * pieces that its transaction tells of it by an event: `untoldChanges` finds any that does not.
 *
 * Looks come one after the other, and whoever comes while one is under way shares the next: a rush costs few. Goods that have no card are then
 * read; a card that something happened to since that reading began is shown to those who asked, and not kept.
 */
export function cardShelf(pool: Pool): CardShelf {
  const kept = new LRUCache<string, KeptCard>({ max: mostKept });
  const changedStores = new Map<string, number>();
  const readings = new Set<Reading>();
  let waiting: Asked[] = [];
  let isServing = false;
  let snapshot: Snapshot | undefined;
  let looks = 0;

  /** Takes away whatever is no longer right. */
  async function look(client: PoolClient): Promise<void> {
    const { told, snapshot: now } = await committedSince(client, snapshot, mostTold);
    const touched = told === undefined || told.length === 0 ? undefined : await touchedBy(client, told);
    looks += 1;
    if (told === undefined) {
      kept.clear();
      for (const reading of readings) reading.isOutdated = true;
    }
    for (const id of touched?.products ?? []) {
      kept.delete(id);
      for (const reading of readings) reading.touched.add(id);
    }
    for (const id of touched?.stores ?? []) changedStores.set(id, looks);
    snapshot = now;
  }

  function cardOnShelf(id: string): KeptCard | undefined {
    const card = kept.get(id);
    return card !== undefined && (changedStores.get(card.storeId) ?? 0) <= card.look ? card : undefined;
  }

  async function readMissing(ids: ReadonlySet<string>, cards: Map<string, KeptCard>): Promise<void> {
    const reading: Reading = { touched: new Set(), isOutdated: false };
    const begunAt = looks;
    readings.add(reading);
    try {
      const all = [...ids];
      for (let at = 0; at < all.length; at += mostAtOnce) {
        const rows = await withClient(pool, (client) =>
          readGoodsOnSale(client, all.slice(at, at + mostAtOnce)),
        );
        for (const row of rows) {
          const card = keptCardOf(row, begunAt);
          cards.set(card.id, card);
          if (!reading.isOutdated && !reading.touched.has(card.id)) kept.set(card.id, card);
        }
      }
    } finally {
      readings.delete(reading);
    }
  }

  async function answer(asked: readonly Asked[]): Promise<void> {
    const cards = new Map<string, KeptCard>();
    const missing = new Set<string>();
    for (const { ids } of asked)
      for (const id of ids) {
        const card = cardOnShelf(id);
        if (card === undefined) missing.add(id);
        else cards.set(id, card);
      }
    if (missing.size > 0) await readMissing(missing, cards);
    for (const { resolve } of asked) resolve(cards);
  }

  async function serve(): Promise<void> {
    isServing = true;
    const answering = new Set<Promise<void>>();
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      const fail = (error: unknown): void => {
        for (const { reject } of asked) reject(error);
      };
      try {
        await withClient(pool, look);
        const answered: Promise<void> = answer(asked)
          .catch(fail)
          .finally(() => answering.delete(answered));
        answering.add(answered);
      } catch (error) {
        fail(error);
      }
      if (answering.size >= mostReadings) await Promise.race(answering);
    }
    isServing = false;
  }

  return {
    read(ids) {
      const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, KeptCard>>();
      waiting.push({ ids, resolve, reject });
      if (!isServing) void serve();
      return promise;
    },
  };
}

interface Asked {
  ids: readonly string[];
  resolve(cards: ReadonlyMap<string, KeptCard>): void;
  reject(error: unknown): void;
}

/** Goods that are being read, and what happened meanwhile. */
interface Reading {
  readonly touched: Set<string>;
  isOutdated: boolean;
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

const keptCardOf = (row: CardRow, look: number): KeptCard => ({
  ...cardOf(row),
  categoryId: row.category_id,
  currency: row.currency,
  priceFromMinor: row.price_from_minor,
  priceToMinor: row.price_to_minor,
  isAvailable: row.available > 0n,
  look,
});
