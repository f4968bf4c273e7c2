/**
 * Ranks the documents of an index for a query. Two steps: all documents that say enough of it, by what they say; then the first few
 * hundred of these by how they say it.
 *
 *   score = sum over concepts of idf x weight x lengthFactor, x (1 + coverage x (covered idf / all idf)^2)
 *         + nearness x (concepts that stand together as in the query)
 *
 * idf = ln(1 + (N - n + 1/2) / (n + 1/2)) ^ idfPower; lengthFactor is that of BM25 at term frequency 1 (Robertson and Zaragoza, 2009): in titles,
 * saying a word twice means nothing.
 */
import type { InvertedIndex } from './inverted.ts';
import { Lookup } from './lookup.ts';
import type { Concept, Variant } from './query.ts';

export interface RankingSettings {
  saturation: number;
  lengthNorm: number;
  /** below 1, the rarest word of a query decides less by itself */
  idfPower: number;
  coverage: number;
  nearness: number;
  /** how many are looked at closely */
  pool: number;
  /** what a concept weighs that is only said outside the title */
  restWeight: number;
}

export const rankingSettings: RankingSettings = {
  saturation: 0.5,
  lengthNorm: 0.4,
  idfPower: 0.8,
  coverage: 1.5,
  nearness: 0.45,
  pool: 300,
  restWeight: 0.4,
};

export interface Ranked {
  document: number;
  score: number;
  /** it says every concept */
  isWhole: boolean;
}

/** A document that is ranked, with how many concepts it says. */
interface Weighed extends Ranked {
  saying: number;
}

export interface RankOptions {
  /** how many to return */
  limit: number;
  /** which documents may be found; the removed and the hidden never are */
  accepts?: (document: number) => boolean;
  /** hears of each document that says all */
  onWhole?: (document: number) => void;
}

interface Sought {
  variants: readonly Variant[];
  /** in about how many documents it is said */
  count: number;
  idf: number;
}

/**
 * The best documents for these concepts: the whole first, of these the best first; equals in the order in which they were added.
 *
 * Concepts are taken from the rarest on. Each brings the documents that say it and none of the rarer ones, and each document is weighed
 * at once, by looking up the remaining concepts in their postings. As soon as not even a document that says all the remaining ones
 * could be among the best, the frequent words of a query are never walked through (MaxScore, Turtle and Flood, 1995). All that say the
 * whole query say its rarest concept, so these are always found, and counted exactly.
 */
export function rank(
  index: InvertedIndex,
  concepts: readonly Concept[],
  options: RankOptions,
  settings: RankingSettings = rankingSettings,
): Ranked[] {
  const sought: Sought[] = [];
  for (const { variants } of concepts) {
    const count = Math.min(index.size, documentsSaying(index, variants));
    if (count === 0) continue;
    const idf = Math.log(1 + (index.size - count + 0.5) / (count + 0.5)) ** settings.idfPower;
    sought.push({ variants, count, idf });
  }
  const byRarity = sought.toSorted((a, b) => a.count - b.count);
  const allIdf = sum(sought);
  const worth = worthOf(settings, index.averageLength, allIdf);
  const { lengths } = index;
  const { accepts, onWhole } = options;
  const best = new Best(Math.max(settings.pool, options.limit));

  byRarity.forEach((concept, turn) => {
    const remaining = byRarity.slice(turn);
    if (turn > 0 && !best.mayTake(worth(sum(remaining), 0))) return;
    const mayBeWhole = turn === 0 && sought.length === concepts.length;
    const isOneTerm = concept.variants.length === 1 && concept.variants[0]?.terms.length === 1;
    const drivers = concept.variants.map(({ terms }) => index.rarest(terms));
    drivers.forEach((driver, way) => {
      const { weight: given } = concept.variants[way] as Variant;
      const postings = index.postings(driver);
      // What an earlier concept or an earlier way to say this one brought has been weighed.
      const before = [
        ...byRarity.slice(0, turn).map(({ variants }) => variants),
        drivers.slice(0, way).map((term) => ({ terms: [term], weight: 1 })),
      ]
        .filter((variants) => variants.length > 0)
        .map((variants) => new Lookup(index, variants, 1));
      const wasWeighed = (document: number): boolean =>
        before.some((lookup) => lookup.weightIn(document) > 0);
      const own = new Lookup(index, concept.variants, settings.restWeight);
      const others = remaining.slice(1).map((other) => ({
        idf: other.idf,
        lookup: new Lookup(index, other.variants, settings.restWeight),
      }));
      for (let at = 0; at < postings.length; at += 1) {
        const posting = postings[at] as number;
        const document = posting >>> 1;
        const length = lengths[document] as number;
        if (length === 0 || accepts?.(document) === false) continue;
        const weight = isOneTerm
          ? given * ((posting & 1) === 1 ? settings.restWeight : 1)
          : own.weightIn(document);
        if (weight === 0 || (turn === 0 && wasWeighed(document))) continue;
        let said = concept.idf * weight;
        let saying = 1;
        for (let other = 0; other < others.length; other += 1) {
          const { idf, lookup } = others[other] as (typeof others)[number];
          const otherWeight = lookup.weightIn(document);
          if (otherWeight === 0) continue;
          said += idf * otherWeight;
          saying += 1;
        }
        const isWhole = mayBeWhole && saying === concepts.length;
        const score = worth(said, length - 1);
        // Looking up what all of the rarer concepts brought is worth it only for what could be among the best.
        if (turn > 0 && (!best.mayTake(score) || wasWeighed(document))) continue;
        best.offer(document, score, isWhole, saying);
        if (isWhole) onWhole?.(document);
      }
    });
  });

  const ranked = best.sorted();
  const pool = ranked.slice(0, settings.pool);
  if (sought.length > 1) {
    const said = saidBy(sought);
    // Of a single concept nothing can be near.
    for (const entry of pool)
      if (entry.saying > 1) entry.score += settings.nearness * nearness(index, entry.document, sought, said);
    pool.sort(byRank);
  }
  return [...pool, ...ranked.slice(settings.pool)].slice(0, options.limit);
}

/** What a title of so many terms is worth that says concepts of so much idf. */
function worthOf(settings: RankingSettings, averageLength: number, allIdf: number) {
  const shortest = 1 + settings.saturation * (1 - settings.lengthNorm);
  const perTerm = (settings.saturation * settings.lengthNorm) / averageLength;
  const factor = 1 + settings.saturation;
  return (said: number, length: number): number => {
    const share = said / allIdf;
    return ((said * factor) / (shortest + perTerm * length)) * (1 + settings.coverage * share * share);
  };
}

const sum = (sought: readonly Sought[]): number => sought.reduce((total, { idf }) => total + idf, 0);

/** How many documents say one of these, each counted once a variant; of phrases, as many as a sample lets expect. */
function documentsSaying(index: InvertedIndex, variants: readonly Variant[]): number {
  let count = 0;
  for (const { terms } of variants) {
    const rarest = terms.length === 1 ? (terms[0] as number) : index.rarest(terms);
    const all = index.documentsWith(rarest);
    if (terms.length === 1) {
      count += all;
      continue;
    }
    const sample = Math.min(all, phraseSample);
    const postings = index.postings(rarest);
    let said = 0;
    for (let at = 0; at < sample; at += 1)
      if (index.phraseAt((postings[at] as number) >>> 1, terms) >= 0) said += 1;
    if (sample > 0) count += Math.ceil((said * all) / sample);
  }
  return count;
}

const phraseSample = 1_000;

/** How much of the query stands together: for each two neighbours, the closeness of their closest places, times the lesser idf. */
function nearness(index: InvertedIndex, document: number, sought: readonly Sought[], said: Said): number {
  const begin = index.start(document);
  const length = Math.min(index.leadEnd(document) - begin, said.places.length);
  for (let at = 0; at < length; at += 1)
    said.places[at] = said.by.get(index.sequence[begin + at] as number) ?? 0;
  said.closest.fill(0);
  for (let at = 0; at < length; at += 1) {
    const here = said.places[at] as number;
    if (here === 0) continue;
    for (let gap = -farthest; gap <= farthest; gap += 1) {
      const there = at + gap < 0 || at + gap >= length ? 0 : (said.places[at + gap] as number);
      // Bits of concepts that are said here while the next of them is said there.
      for (let both = here & (there >>> 1); both !== 0; both &= both - 1) {
        const concept = 31 - Math.clz32(both & -both);
        said.closest[concept] = Math.max(said.closest[concept] as number, closeness(gap));
      }
    }
  }
  let sum = 0;
  for (let at = 0; at + 1 < sought.length; at += 1)
    sum += (said.closest[at] as number) * Math.min(sought[at]?.idf ?? 0, sought[at + 1]?.idf ?? 0);
  return sum;
}

/** Which concepts a term says, as bits; and space for the places of a title. A query has fewer concepts than a number has bits. */
interface Said {
  by: Map<number, number>;
  places: Uint32Array;
  closest: Float64Array;
}

function saidBy(sought: readonly Sought[]): Said {
  const by = new Map<number, number>();
  sought.forEach(({ variants }, at) => {
    for (const { terms } of variants) for (const term of terms) by.set(term, (by.get(term) ?? 0) | (1 << at));
  });
  return { by, places: new Uint32Array(longestTitle), closest: new Float64Array(sought.length) };
}

const longestTitle = 64;
const farthest = 4;

/** One behind the other is closest (or both said by one word); the other way round, or with up to three words between, is less so. */
function closeness(gap: number): number {
  if (gap === 0 || gap === 1) return 1;
  if (gap === 2) return 0.5;
  if (gap === -1) return 0.4;
  return 0.25;
}

const byRank = (a: Ranked, b: Ranked): number =>
  Number(b.isWhole) - Number(a.isWhole) || b.score - a.score || a.document - b.document;

/** The best so many of all that are offered: a heap with the least of them on top. */
class Best {
  readonly #heap: Weighed[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  offer(document: number, score: number, isWhole: boolean, saying: number): void {
    const heap = this.#heap;
    if (heap.length < this.#size) {
      heap.push({ document, score, isWhole, saying });
      this.#rise(heap.length - 1);
      return;
    }
    const least = heap[0] as Weighed;
    if (least.isWhole && !isWhole) return;
    if (
      least.isWhole === isWhole &&
      (score < least.score || (score === least.score && document > least.document))
    )
      return;
    heap[0] = { document, score, isWhole, saying };
    this.#sink();
  }

  /** Whether something that is not whole and scores so much could be among them. */
  mayTake(score: number): boolean {
    if (this.#heap.length < this.#size) return true;
    const least = this.#heap[0] as Weighed;
    return !least.isWhole && score >= least.score;
  }

  sorted(): Weighed[] {
    return this.#heap.sort(byRank);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const entry = heap[from] as Weighed;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Weighed;
      if (byRank(above, entry) >= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #sink(): void {
    const heap = this.#heap;
    const entry = heap[0] as Weighed;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && byRank(heap[child + 1] as Weighed, heap[child] as Weighed) > 0)
        child += 1;
      const below = heap[child] as Weighed;
      if (byRank(below, entry) <= 0) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = entry;
  }
}
