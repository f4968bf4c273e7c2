import type { Locale } from '@hazumi/contracts';
import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Db } from '../kernel/database.ts';
import { simplified } from './engine/script.ts';
import type { GoodsIndex } from './search.goods.ts';
import { fold } from './search.terms.ts';

/** Phrases come from the titles of so many of the newest goods: enough to know what a market sells. */
const titlesRead = 10_000;
const batch = 200;
const longestPhrase = 3;
/** A phrase that only one store uses is that store's own; it would be advertising. */
const leastStores = 2;
/**
 * A search is only told to others that was made so often, on so many days, within so many, and found goods. Nothing is kept of who
 * made it; and since all of its words must stand in titles (`suggest`), no name or number that somebody typed comes back.
 */
const leastSearches = 10;
const leastDays = 2;
const searchedWithinDays = 28;
const mostSearches = 5_000;

interface Entry {
  /** folded, what a typed beginning is compared with */
  key: string;
  text: string;
  weight: number;
}

const keyOf = (text: string): string => simplified(fold(text)).trim().replaceAll(/\s+/g, ' ');

/** What may be suggested, sorted by key. */
export class Suggestions {
  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  /** Those that begin so and go on, the weightiest first. */
  beginningWith(typed: string): string[] {
    const beginning = keyOf(typed);
    if (beginning === '') return [];
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] as Entry).key < beginning) low = middle + 1;
      else high = middle;
    }
    const found: Entry[] = [];
    for (let at = low; at < this.#entries.length; at += 1) {
      const entry = this.#entries[at] as Entry;
      if (!entry.key.startsWith(beginning)) break;
      if (entry.key !== beginning) found.push(entry);
    }
    return found.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1)).map((entry) => entry.text);
  }
}

/** At most `most` suggestions, each of which finds goods now with all of its words. */
export function suggest(suggestions: Suggestions, goods: GoodsIndex, typed: string, most: number): string[] {
  const shown: string[] = [];
  // Some more are tried, for those whose goods are gone.
  for (const text of suggestions.beginningWith(typed).slice(0, most * 3)) {
    if (shown.length >= most) break;
    if (goods.texts.search(text, { limit: 1 }).hits[0]?.isWhole === true) shown.push(text);
  }
  return shown;
}

/** Reads titles in pages and lets other work go on between them. */
export async function readSuggestions(db: Db, signal: AbortSignal): Promise<Suggestions> {
  const entries = new Map<string, Entry>();
  const phrases = new Map<string, { text: string; stores: Set<string> }>();
  let before: { at: Date; id: string } | undefined;
  for (let read = 0; read < titlesRead && !signal.aborted; read += batch) {
    const { rows } = await sql<{ id: string; store_id: string; titles: LocalText; listed_at: Date }>`
      select p.id, p.store_id, p.titles, p.listed_at from product p
      where p.state = 'listed' and (select s.open_for_sale from store s where s.id = p.store_id)
        ${before === undefined ? sql`` : sql`and (p.listed_at, p.id) < (${before.at}, ${before.id}::uuid)`}
      order by p.listed_at desc, p.id desc limit ${batch}`.execute(db);
    for (const { store_id, titles } of rows) {
      for (const [locale, title] of Object.entries(titles)) {
        for (const text of phrasesOf(title, locale as Locale)) {
          const key = keyOf(text);
          const known = phrases.get(key) ?? { text: text.toLowerCase(), stores: new Set() };
          known.stores.add(store_id);
          phrases.set(key, known);
        }
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) break;
    before = { at: last.listed_at, id: last.id };
  }
  for (const [key, { text, stores }] of phrases)
    if (stores.size >= leastStores) entries.set(key, { key, text, weight: stores.size });

  const { rows: searches } = await sql<{ query: string; searches: number }>`
    select query, sum(pages)::float8 as searches from search_day
    where category_id is not null and day > (select max(day) from search_day) - ${searchedWithinDays}::int
    group by query having sum(pages) >= ${leastSearches} and count(*) >= ${leastDays}
    order by searches desc limit ${mostSearches}`.execute(db);
  // What people asked says more than what titles are made of.
  for (const { query, searches: count } of searches) {
    const key = keyOf(query);
    entries.set(key, { key, text: entries.get(key)?.text ?? query, weight: 1_000_000 + count });
  }
  return new Suggestions([...entries.values()]);
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenterOf(locale: Locale): Intl.Segmenter {
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, known);
  return known;
}

/**
 * One to three neighbouring words of a title, as it writes them. Where words are comes from the dictionary of the JavaScript engine:
 * suggestions are made anew in each process and stored nowhere, so another version of it breaks nothing.
 */
export function phrasesOf(title: string, locale: Locale): string[] {
  const words: { from: number; to: number }[] = [];
  for (const { segment, index, isWordLike } of segmenterOf(locale).segment(title))
    if (isWordLike) words.push({ from: index, to: index + segment.length });
  const phrases = new Set<string>();
  words.forEach((first, at) => {
    for (let last = at; last < Math.min(words.length, at + longestPhrase); last += 1) {
      const end = words[last] as (typeof words)[number];
      const gap = last === at ? '' : title.slice(words[last - 1]?.to, end.from);
      if (!/^[ -]?$/.test(gap)) break;
      const phrase = title.slice(first.from, end.to);
      if (/[^\p{N}\p{P}\s]{2}/u.test(phrase)) phrases.add(phrase);
    }
  });
  return [...phrases];
}
