import { type RawBuilder, sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Db } from '../kernel/database.ts';
import type { Points } from '../kernel/points.ts';
import { TextIndex } from './engine/text.index.ts';
import { Column, IdColumn, Numbering, SmallColumn } from './search.columns.ts';
import { SellerIndex, type SellerRow } from './search.sellers.ts';

/** What the index keeps of goods, read from the tables that are the truth. */
interface GoodsRow {
  store_id: string;
  id: string;
  category_id: string;
  currency: string;
  price_from_minor: bigint;
  price_to_minor: bigint;
  listed_at: Date;
  titles: LocalText;
  rest: string[];
}

/** How many goods are read, and then added, before other work gets its turn. */
const batch = 250;
/** Of a description, as many characters as say what the goods are. */
const descriptionCharacters = 600;

/**
 * Goods that are listed, in memory: their texts, and in columns what results are narrowed and sorted by. A column's place is the
 * number of the document in `texts`.
 */
export class GoodsIndex {
  readonly texts = new TextIndex();
  readonly ids = new IdColumn();
  readonly storeIds = new Numbering();
  readonly categoryIds = new Numbering();
  readonly currencies = new Numbering();
  readonly store = new SmallColumn();
  readonly category = new SmallColumn();
  readonly currency = new SmallColumn();
  readonly priceFrom = new Column();
  readonly priceTo = new Column();
  readonly listedAt = new Column();
  /** by number of store: whether it sells; goods of one that does not are hidden */
  readonly #sells: boolean[] = [];
  readonly sellers = new SellerIndex();
  /** ids from the root to each category, by its id */
  paths = new Map<string, readonly string[]>();
  /** counts changes of what narrows lists beside the goods themselves: stores that begin or stop selling, the tree of categories */
  settings = 0;
  /** counts changes of what lists are narrowed and sorted by, where what they are found by stayed */
  values = 0;
  /** of all that a document is found by */
  readonly #digests = new Column();

  /** So much of it is of goods that are gone or were changed that it is worth making anew. */
  get isWorn(): boolean {
    const gone = this.texts.nextDocument - this.texts.size;
    return gone > 10_000 && gone > this.texts.size / 3;
  }

  put(row: GoodsRow): void {
    const digest = digestOf(row);
    const former = this.ids.documentOf(row.id);
    // A new price or stock changes nothing of what goods are found by.
    if (former !== undefined && !this.texts.isRemoved(former) && this.#digests.at(former) === digest) {
      this.#setValues(former, row);
      this.values += 1;
      return;
    }
    this.drop(row.id);
    const document = this.texts.add(Object.values(row.titles), row.rest);
    const store = this.storeIds.of(row.store_id);
    if (this.#sells[store] !== true) this.texts.hide(document);
    this.ids.set(document, row.id);
    this.store.set(document, store);
    this.category.set(document, this.categoryIds.of(row.category_id));
    this.currency.set(document, this.currencies.of(row.currency));
    this.#digests.set(document, digest);
    this.#setValues(document, row);
  }

  #setValues(document: number, row: GoodsRow): void {
    this.priceFrom.set(document, Number(row.price_from_minor));
    this.priceTo.set(document, Number(row.price_to_minor));
    this.listedAt.set(document, row.listed_at.getTime());
  }

  drop(id: string): void {
    const document = this.ids.documentOf(id);
    if (document !== undefined) this.texts.remove(document);
  }

  noteStore(row: SellerRow): void {
    this.#noteSelling(this.storeIds.of(row.id), row.sells);
    this.sellers.note(row);
  }

  #noteSelling(store: number, sells: boolean): void {
    if (this.#sells[store] === sells) return;
    this.#sells[store] = sells;
    this.settings += 1;
    for (let document = 0; document < this.texts.nextDocument; document += 1) {
      if (this.store.at(document) !== store) continue;
      if (sells) this.texts.show(document);
      else this.texts.hide(document);
    }
  }
}

/** 53 bits of two FNV-1a hashes: two texts of the same goods share them once in some thousand million million changes. */
function digestOf({ category_id, currency, titles, rest }: GoodsRow): number {
  const text = JSON.stringify([category_id, currency, titles, rest]);
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995);
  }
  return (one >>> 0) * 0x200000 + (other >>> 11);
}

/** All goods of the market. Reads in pages by key and lets other work go on between them. */
export async function readAllGoods(db: Db, signal: AbortSignal, points: Points): Promise<GoodsIndex> {
  const goods = new GoodsIndex();
  await refreshCategories(db, goods);
  await refreshStores(db, goods, sql`true`);
  let after = '00000000-0000-0000-0000-000000000000';
  while (!signal.aborted) {
    const rows = await readGoods(db, sql`p.id > ${after}::uuid order by p.id limit ${batch}`);
    for (const row of rows) goods.put(row);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    await points.hit('search.read');
  }
  return goods;
}

/** Reads these goods again: those that are no longer listed leave the index. */
export async function refreshGoods(db: Db, goods: GoodsIndex, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    const rows = await readGoods(db, sql`p.id = any(${some}::uuid[])`);
    const listed = new Set(rows.map((row) => row.id));
    for (const id of some) if (!listed.has(id)) goods.drop(id);
    for (const row of rows) goods.put(row);
  }
}

export async function refreshStores(db: Db, goods: GoodsIndex, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<SellerRow>`
    select s.id, s.open_for_sale as sells, s.names, s.slug, s.licence_id, l.legal_name
    from store s join licence l on l.id = s.licence_id where ${which}`.execute(db);
  for (const row of rows) goods.noteStore(row);
}

export async function refreshCategories(db: Db, goods: GoodsIndex): Promise<void> {
  const { rows } = await sql<{ id: string; path: string[] }>`select id, path from category`.execute(db);
  goods.paths = new Map(rows.map((row) => [row.id, row.path]));
  goods.settings += 1;
}

async function readGoods(db: Db, which: RawBuilder<unknown>): Promise<GoodsRow[]> {
  const { rows } = await sql<
    Omit<GoodsRow, 'rest'> & {
      code: string | null;
      descriptions: (string | null)[];
      skus: [string, LocalText[]][] | null;
    }
  >`
    select p.store_id, p.id, p.category_id, p.currency, p.price_from_minor, p.price_to_minor, p.listed_at, p.titles, p.code,
      array(select left(t.value ->> 'description', ${descriptionCharacters}) from jsonb_each(p.texts) t) as descriptions,
      (select jsonb_agg(jsonb_build_array(k.code, k.options)) from sku k
        where k.store_id = p.store_id and k.product_id = p.id and k.is_active) as skus
    from product p
    where p.state = 'listed' and p.price_from_minor is not null and ${which}`.execute(db);
  return rows.map(({ code, descriptions, skus, ...row }) => ({
    ...row,
    rest: [
      code ?? '',
      ...(skus ?? []).flatMap(([skuCode, options]) => [
        skuCode,
        ...options.flatMap((value) => Object.values(value)),
      ]),
      ...descriptions.map((description) => description ?? ''),
    ],
  }));
}
