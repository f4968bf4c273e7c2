import { type AnswerInput, type searchEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { minorOrNull, presentAvailability } from '../catalogue/goods.present.ts';
import { pictureJson, presentPicture } from '../pictures/pictures.present.ts';
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

/** A card in memory: beside its text what requests narrow by, and what it was read from. */
export interface KeptCard extends Card {
  categoryId: string;
  currency: string;
  priceFromMinor: bigint;
  priceToMinor: bigint;
  isAvailable: boolean;
  /** xmin of the rows of goods and store: another one after any change of theirs */
  productRow: string;
  storeRow: string;
  /** pieces left, as far as a card tells them */
  pieces: number;
}

export interface CardShelf {
  /** Cards of those of these goods that are on sale at this moment, by id, and perhaps of others. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, KeptCard>>;
}

/** About 1 kB a card. */
const mostKept = 50_000;
/** Requests share a statement until it asks for so many goods. */
const mostAtOnce = 2_000;
/** So many statements may be under way at once: while the database works on one, the next is put together. */
const mostUnderWay = 3;
/** Above ten pieces a card only says that there are some (`presentAvailability`): there, an order changes no card. */
const mostPieces = 11;

/**
 * Cards that were read before, each held against its rows again whenever it is shown: PostgreSQL is asked on every page, but only
 * answers what is no longer so. Every change of goods, their variants' prices or their pictures writes the row of the goods, every
 * change of a store its own, so their xmin tells; pieces are counted.
 *
 * Few statements are under way at a time; whatever is asked for meanwhile shares the next one. So a page reads what was committed
 * when it was asked for, and a rush costs few statements. Two that answer in the wrong order leave an older card behind, which the
 * next look finds out.
 */
export function cardShelf(pool: Pool): CardShelf {
  const kept = new LRUCache<string, KeptCard>({ max: mostKept });
  const waiting: Asked[] = [];
  let underWay = 0;

  async function serve(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) {
      const asked = new Set<string>();
      let count = 0;
      while (count < waiting.length && (count === 0 || asked.size < mostAtOnce)) {
        for (const id of waiting[count]?.ids ?? []) asked.add(id);
        count += 1;
      }
      const served = waiting.splice(0, count);
      try {
        const cards = await onSale(pool, kept, asked);
        for (const { resolve } of served) resolve(cards);
      } catch (error) {
        for (const { reject } of served) reject(error);
      }
    }
    underWay -= 1;
  }

  return {
    read(ids) {
      const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, KeptCard>>();
      waiting.push({ ids, resolve, reject });
      if (underWay < mostUnderWay) void serve();
      return promise;
    },
  };
}

interface Asked {
  ids: readonly string[];
  resolve(cards: ReadonlyMap<string, KeptCard>): void;
  reject(error: unknown): void;
}

interface ChangedRow extends CardRow {
  asked: string;
  is_on_sale: boolean;
  product_row: string;
  store_row: string;
}

/** Asks which of these are not as they are kept, and reads those. One text for all, so that it is planned once a connection. */
const readChanged = {
  name: 'search_read_changed',
  text: `
    select g.id as asked, coalesce(p.state = 'listed' and p.price_from_minor is not null and s.open_for_sale, false) as is_on_sale, p.xmin::text as product_row,
      s.xmin::text as store_row, left_over.available, p.store_id, p.id, p.titles, p.category_id, p.currency, p.price_from_minor,
      p.price_to_minor, p.compare_at_minor, p.listed_at, s.slug, s.names,
      (select ${pictureJson} from picture i
        where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1) as picture
    from unnest($1::uuid[], $2::xid[], $3::xid[], $4::int[]) as g (id, product_row, store_row, pieces)
    left join product p on p.id = g.id
    left join store s on s.id = p.store_id
    cross join lateral (
      select coalesce(sum(t.available), 0)::bigint as available from sku k
      join stock t on t.store_id = k.store_id and t.sku_id = k.id
      where k.store_id = p.store_id and k.product_id = p.id and k.is_active) left_over
    where p.xmin is distinct from g.product_row or s.xmin is distinct from g.store_row
      or least(left_over.available, ${mostPieces}) is distinct from g.pieces`,
};

async function onSale(
  pool: Pool,
  kept: LRUCache<string, KeptCard>,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, KeptCard>> {
  const cards = new Map<string, KeptCard>();
  const known = { ids: '', products: '', stores: '', pieces: '' };
  for (const id of ids) {
    const card = kept.get(id);
    if (card !== undefined) cards.set(id, card);
    known.ids += `,${id}`;
    // No row has the transaction id 0.
    known.products += `,${card?.productRow ?? 0}`;
    known.stores += `,${card?.storeRow ?? 0}`;
    known.pieces += `,${card?.pieces ?? -1}`;
  }
  const values = [known.ids, known.products, known.stores, known.pieces].map((list) => `{${list.slice(1)}}`);
  const connection = await pool.connect();
  let rows: ChangedRow[];
  try {
    ({ rows } = await connection.query<ChangedRow>({ ...readChanged, values }));
  } finally {
    connection.release();
  }
  for (const row of rows) {
    if (row.is_on_sale) {
      const card = keptCardOf(row);
      kept.set(card.id, card);
      cards.set(card.id, card);
    } else {
      kept.delete(row.asked);
      cards.delete(row.asked);
    }
  }
  return cards;
}

const keptCardOf = (row: ChangedRow): KeptCard => ({
  ...cardOf(row),
  categoryId: row.category_id,
  currency: row.currency,
  priceFromMinor: row.price_from_minor,
  priceToMinor: row.price_to_minor,
  isAvailable: row.available > 0n,
  productRow: row.product_row,
  storeRow: row.store_row,
  pieces: Math.min(mostPieces, Number(row.available)),
});
