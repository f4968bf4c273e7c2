/**
 * The day's allotment in this process: each page that a person is shown takes its turn here. Every process serves from lags of its own, over
 * the pages that it answers itself, so none waits for another: on a keyword each store is within one impression of its due in each
 * process' pages, and within as many impressions as there are processes in all. What a process has given is what its place has written of
 * impressions; whoever takes the place next goes on from there.
 *
 * Until a new day is allotted, the one before goes on: impressions belong to the day by whose allotment they were given.
 */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Market } from '../market.ts';
import type { Candidates } from '../search/search.candidates.ts';
import type { GoodsIndex } from '../search/search.goods.ts';
import { type BuiltDay, buildDay } from './allotment.inputs.ts';
import {
  dayOf,
  nameOfCategory,
  nameOfPage,
  nameOfSearch,
  normalisedQuery,
  places,
} from './allotment.keywords.ts';
import { readDay } from './allotment.repository.ts';
import { type LiveRow, openRow, peekPage, planPage, repeatPage, settlePage } from './allotment.row.ts';
import { type FoundGoods, type StoreSearch, storesOf, topCategory } from './allotment.search.ts';
import { newestOfStores } from './allotment.shelves.ts';
import type { ImpressionCounter } from './impressions.counter.ts';
import { givenOf } from './impressions.repository.ts';

/** A page that a person is about to be shown. One of `shown` and `failed` must be called. */
export interface Turn {
  /** ids (UUIDs) of goods, or of stores on the home page and the list of stores, that come first, in this order */
  first: readonly string[];
  /** what the page really shows, from its first place on */
  shown(ids: readonly string[]): void;
  failed(): void;
}

/** Where a visit came from. */
export type ClickedPage = { search: string } | { page: 'home' | 'stores' } | { category: string };

export interface LiveAllotment {
  /** the turn of a search without anything that narrows it; undefined where there is no index in memory yet */
  takeSearch(text: string): Turn | undefined;
  takeHome(): Turn;
  /** of the first page of the list of all stores */
  takeStores(): Turn;
  /** of the first page of a category's goods; undefined where there is no such category, or no index in memory yet */
  takeCategory(slug: string): Turn | undefined;
  /** which goods a page of these candidates would show first now; nothing is counted */
  arrange(text: string, goods: GoodsIndex, candidates: Candidates): string[];
  /** a visit to goods or a store that came by such a page */
  clicked(from: ClickedPage, of: { productId: string } | { slug: string }): void;
  /** takes the newest day into use, where it is not yet */
  refresh(): Promise<void>;
}

/** A category by its slug: its id, and the slug of the topmost one above it. */
type Categories = ReadonlyMap<string, { id: string; root: string }>;

interface Day {
  day: string;
  policyVersion: number;
  built: BuiltDay;
  /** under which this process serves it */
  place: number;
  pages: ReadonlyMap<string, number>;
  given: ReadonlyMap<string, ReadonlyMap<string, number>>;
  rows: Map<string, LiveRow>;
}

/** A page that was planned: by which row, the entries in order, the ids that stand for them, and when by the machine's time. */
interface Planned {
  row: LiveRow;
  entries: Uint32Array;
  first: readonly string[];
  at: number;
}

const nothingPlanned: Pick<Planned, 'entries' | 'first'> = { entries: new Uint32Array(0), first: [] };
const itself = (id: string): string => id;

/**
 * @param holdMs for how long pages of one kind show the same, so that a rush shares one rendered page: a store is then within an impression
 * of its due and what pages show meanwhile
 */
export function liveAllotment(
  market: Pick<Market, 'db' | 'clock' | 'policy'>,
  pool: pg.Pool,
  search: StoreSearch,
  counter: ImpressionCounter,
  holdMs = 0,
): LiveAllotment {
  let current: Day | undefined;
  const held = new LRUCache<string, Planned>({ max: 1_000 });
  /** slugs of topmost categories, by id */
  let slugs: ReadonlyMap<string, string> = new Map();
  let categories: Categories = new Map();
  /** a category was asked for that was not there when they were read */
  let isTreeOld = true;

  const policyNow = () => market.policy.at(market.clock.now());

  function rowOf(keyword: string): LiveRow | undefined {
    // A place that was lost counts for somebody else by now: pages follow relevance until this process serves from its new one.
    if (current === undefined || current.place !== counter.place) return undefined;
    const known = current.rows.get(keyword);
    if (known !== undefined) return known;
    const at = current.built.keywordAt.get(keyword);
    if (at === undefined) return undefined;
    const given = current.given.get(keyword) ?? new Map<string, number>();
    const row = openRow(current.built, at, current.pages.get(keyword) ?? 0, given);
    current.rows.set(keyword, row);
    return row;
  }

  /** The keyword of a search: its own where it has one, else its category's; undefined where nothing was found. */
  function keywordOf(query: string, found: FoundGoods): { name: string; category: string } | undefined {
    const category = topCategory(found);
    if (category === null) return undefined;
    const own = nameOfSearch(query);
    if (current?.built.keywordAt.has(own)) return { name: own, category };
    return { name: nameOfCategory(slugs.get(category) ?? category), category };
  }

  /** The keyword of a category's page: its own where it has one, else its topmost one's. */
  function keywordOfCategory(slug: string): { name: string; id: string } | undefined {
    const category = categories.get(slug);
    if (category === undefined) {
      isTreeOld = true;
      return undefined;
    }
    const own = nameOfPage(`category/${slug}`);
    const isKeyword = current?.built.keywordAt.has(own) === true;
    return { name: isKeyword ? own : nameOfPage(`category/${category.root}`), id: category.id };
  }

  /** The turn of a page on which all stores that sell are alike. */
  function takePage(page: 'home' | 'stores'): Turn {
    const keyword = nameOfPage(page);
    const row = rowOf(keyword);
    if (row === undefined) return turnOf(keyword, undefined, nothingPlanned, itself);
    const planned = plan(row, '', new Float64Array(row.stores.length).fill(1), itself);
    return turnOf(keyword, row, planned, itself);
  }

  /** Relevance of each entry to this very search: 0 for whoever is not relevant enough beside the best, whether that is in the row or not. */
  function relevanceOf(row: LiveRow, stores: ReturnType<typeof storesOf>): Float64Array {
    const relevance = new Float64Array(row.stores.length);
    for (const [id, found] of stores) {
      const entry = row.entryOf.get(id);
      if (entry !== undefined && found.relevance >= row.serving.servingRelevance)
        relevance[entry] = found.relevance;
    }
    return relevance;
  }

  const halving = () => policyNow().document.allotment.relevanceHalvingPpm;
  const goodsAt = ({ goods, candidates }: FoundGoods, place: number): string =>
    goods.ids.at(candidates.documents[place] as number);

  /** Plans a page of a row for a query, or shows the last one again where that is hardly over. */
  function plan(
    row: LiveRow,
    query: string,
    relevance: Float64Array,
    idOf: (store: string) => string,
  ): Planned {
    const key = `${row.keyword}\n${query}`;
    const now = performance.now();
    const last = held.get(key);
    if (last !== undefined && last.row === row && now - last.at < holdMs) {
      repeatPage(row, last.entries);
      return last;
    }
    const entries = planPage(row, relevance);
    const planned = {
      row,
      entries,
      first: Array.from(entries, (entry) => idOf(row.stores[entry] as string)),
      at: now,
    };
    if (holdMs > 0) held.set(key, planned);
    return planned;
  }

  function turnOf(
    keyword: string,
    row: LiveRow | undefined,
    { entries: plan, first }: Pick<Planned, 'entries' | 'first'>,
    storeOf: (id: string) => string | undefined,
  ): Turn {
    const day = row === undefined ? undefined : current;
    const entryOf = new Map(first.map((id, at) => [id, plan[at] as number]));
    const worth = policyNow().document.allotment.positionWeightsPpm;
    return {
      first,
      shown(ids) {
        const entries = ids.slice(0, places).map((id) => entryOf.get(id) ?? -1);
        if (row !== undefined) settlePage(row, plan, entries);
        const built = (day ?? current)?.built;
        counter.page({
          day: day?.day ?? current?.day ?? dayOf(market.clock.now()),
          keyword,
          policyVersion: day?.policyVersion ?? policyNow().number,
          isAllotted: row !== undefined,
          stores: ids.slice(0, places).flatMap((id, at) => {
            const storeId = storeOf(id);
            if (storeId === undefined) return [];
            const known = built?.storeAt.get(storeId);
            return {
              storeId,
              principalId: known === undefined ? undefined : built?.inputs.stores[known]?.principalId,
              position: at + 1,
              isAllotted: (entries[at] as number) >= 0,
              micro: row?.worth[at] ?? worth[at] ?? 0,
            };
          }),
        });
      },
      failed() {
        if (row !== undefined) settlePage(row, plan, undefined);
      },
    };
  }

  async function load(): Promise<void> {
    const today = dayOf(market.clock.now());
    const { rows: newest } = await sql<{ day: string }>`
      select day::text from allotment_day where day <= ${today} order by day desc limit 1`.execute(market.db);
    const day = newest[0]?.day;
    if (isTreeOld || current?.day !== day) {
      isTreeOld = false;
      const { rows } = await sql<{ id: string; slug: string; root: string }>`
        select c.id, c.slug, r.slug as root from category c join category r on r.id = c.path[1]`.execute(
        market.db,
      );
      slugs = new Map(rows.filter(({ slug, root }) => slug === root).map(({ id, slug }) => [id, slug]));
      categories = new Map(rows.map(({ slug, ...category }) => [slug, category]));
    }
    if (day === undefined) return;
    const place = counter.place ?? (await counter.claim());
    if (current?.day === day && current.place === place) return;
    // What this process has given under this place must be written before it is read as given.
    await counter.flush();
    const stored = current?.day === day ? undefined : await readDay(market.db, day);
    const built = stored === undefined ? current?.built : buildDay(stored.inputs, stored.document);
    if (built === undefined || counter.place === undefined) return;
    const { pages, given } = await givenOf(pool, day, counter.place);
    current = {
      day,
      policyVersion: built.inputs.policyVersion,
      built,
      place: counter.place,
      pages,
      given,
      rows: new Map(),
    };
  }

  let loading: Promise<void> | undefined;
  return {
    takeSearch(text) {
      const { document } = policyNow();
      const query = normalisedQuery(text);
      if (query === '') return undefined;
      const found = search.find(
        text.slice(0, document.search.queryMaxCharacters),
        document.search.relaxesEmptyQueries,
      );
      if (found === undefined) return undefined;
      const keyword = keywordOf(query, found);
      counter.search(current?.day ?? dayOf(market.clock.now()), query, keyword?.category ?? null);
      if (keyword === undefined) return undefined;
      const storeOf = (id: string) => storeOfGoods(found.goods, id);
      const row = rowOf(keyword.name);
      if (row === undefined) return turnOf(keyword.name, undefined, nothingPlanned, storeOf);
      const stores = storesOf(found, halving());
      const planned = plan(row, query, relevanceOf(row, stores), (id) =>
        goodsAt(found, stores.get(id)?.best ?? 0),
      );
      return turnOf(keyword.name, row, planned, storeOf);
    },
    takeHome: () => takePage('home'),
    takeStores: () => takePage('stores'),
    takeCategory(slug) {
      const keyword = keywordOfCategory(slug);
      const { goods } = search;
      if (keyword === undefined || goods === undefined) return undefined;
      const storeOf = (id: string) => storeOfGoods(goods, id);
      const row = rowOf(keyword.name);
      const newest = newestOfStores(goods, keyword.id, performance.now());
      const planned =
        row === undefined
          ? nothingPlanned
          : plan(
              row,
              slug,
              Float64Array.from(row.stores, (id) => (newest.has(id) ? 1 : 0)),
              (id) => newest.get(id) as string,
            );
      const turn = turnOf(keyword.name, row, planned, storeOf);
      return {
        ...turn,
        shown(ids) {
          counter.category(current?.day ?? dayOf(market.clock.now()), keyword.id);
          turn.shown(ids);
        },
      };
    },
    arrange(text, goods, candidates) {
      const found = { goods, candidates };
      const keyword = keywordOf(normalisedQuery(text), found);
      const row = keyword === undefined ? undefined : rowOf(keyword.name);
      if (row === undefined) return [];
      const stores = storesOf(found, halving());
      return Array.from(peekPage(row, relevanceOf(row, stores)), (entry) =>
        goodsAt(found, stores.get(row.stores[entry] as string)?.best ?? 0),
      );
    },
    clicked(from, of) {
      const day = current?.day ?? dayOf(market.clock.now());
      if ('page' in from) return counter.click(day, nameOfPage(from.page), of);
      if ('category' in from) {
        const page = keywordOfCategory(from.category);
        return page === undefined ? undefined : counter.click(day, page.name, of);
      }
      const query = normalisedQuery(from.search);
      const { document } = policyNow();
      const found = query === '' ? undefined : search.find(from.search, document.search.relaxesEmptyQueries);
      const keyword = found === undefined ? undefined : keywordOf(query, found);
      if (keyword !== undefined) counter.click(day, keyword.name, of);
    },
    refresh() {
      loading ??= load().finally(() => {
        loading = undefined;
      });
      return loading;
    },
  };
}

/** The store of goods that are on sale; undefined for others. */
function storeOfGoods(goods: GoodsIndex, id: string): string | undefined {
  const document = goods.ids.documentOf(id);
  return document === undefined ? undefined : goods.storeIds.names[goods.store.at(document)];
}
