/**
 * Pages that every stranger sees alike, kept in this process. An entry is taken as it is while it is fresh; for a while
 * after that it is still answered at once and made anew behind the answer; later it is made before it is answered. A
 * page is made once at a time, however many ask for it. Whoever knows of a change calls `invalidate` with the tags of what
 * changed, and the pages that show it are gone at once.
 *
 * The bound: a page that nobody invalidates is at most `freshMs + staleMs` old when it is answered, plus the time to make
 * it. Nothing that belongs to one visitor may enter (see `template.ts`).
 */
export interface PageCache<Page> {
  get(key: string, make: (previous: Page | undefined) => Promise<Made<Page>>): Promise<Page>;
  invalidate(tags: Iterable<string>): void;
  readonly size: number;
}

export interface Made<Page> {
  page: Page;
  /** what the page shows, e.g. `product:prd_...` */
  tags: readonly string[];
  /** false: answered, but not kept (a failure) */
  keep: boolean;
}

export interface PageCacheOptions {
  freshMs: number;
  staleMs: number;
  maxPages: number;
  now(): number;
}

interface Entry<Page> {
  page: Page;
  tags: readonly string[];
  /** when the making of it began: what changed later is not in it */
  madeAt: number;
}

export function createPageCache<Page>(options: PageCacheOptions): PageCache<Page> {
  const entries = new Map<string, Entry<Page>>();
  const keysOf = new Map<string, Set<string>>();
  const flights = new Map<string, Promise<Page>>();
  /** tags that were invalidated while something was being made, with the number of the invalidation */
  const changes = new Map<string, number>();
  let invalidations = 0;

  function forget(key: string): void {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    for (const tag of entry.tags) {
      const keys = keysOf.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(tag);
    }
  }

  function keep(key: string, entry: Entry<Page>): void {
    forget(key);
    entries.set(key, entry);
    for (const tag of entry.tags) {
      const keys = keysOf.get(tag);
      if (keys === undefined) keysOf.set(tag, new Set([key]));
      else keys.add(key);
    }
    // Insertion order is the order of use: the first is the one not asked for longest.
    if (entries.size > options.maxPages) forget(entries.keys().next().value as string);
  }

  function fly(key: string, make: (previous: Page | undefined) => Promise<Made<Page>>): Promise<Page> {
    const under = flights.get(key);
    if (under !== undefined) return under;
    const since = invalidations;
    const madeAt = options.now();
    const result = (async () => {
      try {
        const made = await make(entries.get(key)?.page);
        const changed = made.tags.some((tag) => (changes.get(tag) ?? 0) > since);
        if (made.keep && !changed) keep(key, { page: made.page, tags: made.tags, madeAt });
        else forget(key);
        return made.page;
      } finally {
        flights.delete(key);
        if (flights.size === 0) changes.clear();
      }
    })();
    flights.set(key, result);
    return result;
  }

  return {
    async get(key, make) {
      const entry = entries.get(key);
      if (entry === undefined) return fly(key, make);
      const age = options.now() - entry.madeAt;
      if (age >= options.freshMs + options.staleMs || age < 0) return fly(key, make);
      entries.delete(key);
      entries.set(key, entry);
      // A failure behind an answer is not the answer's: the entry stays until it is too old, and the next one hears of it.
      if (age >= options.freshMs) fly(key, make).catch(() => undefined);
      return entry.page;
    },
    invalidate(tags) {
      invalidations += 1;
      for (const tag of tags) {
        if (flights.size > 0) changes.set(tag, invalidations);
        for (const key of [...(keysOf.get(tag) ?? [])]) forget(key);
      }
    },
    get size() {
      return entries.size;
    },
  };
}

/** Names of the tags, for those who render pages and for those who tell of changes. */
export const pageTags = {
  /** goods, by public id: their text, price, pictures or stock changed */
  product: (productId: string) => `product:${productId}`,
  /** a store, by public id: its text, state or freight changed */
  store: (storeId: string) => `store:${storeId}`,
  /** what is on a store's shelf changed: goods were listed or delisted */
  shelf: (storeId: string) => `shelf:${storeId}`,
  /** what lists of goods over all stores show: goods were listed or delisted somewhere */
  goods: 'goods',
  /** which stores there are */
  stores: 'stores',
  /** the tree of categories */
  categories: 'categories',
} as const;
