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
  /** it says every concept that any document says */
  isWhole: boolean;
}

/** Space for all documents, kept between queries; `scores` to `best` are zero outside of `rank`. */
export class Scratch {
  scores = new Float32Array(0);
  covered = new Float32Array(0);
  counts = new Uint8Array(0);
  best = new Float32Array(0);
  touched = new Uint32Array(0);
  found = new Uint32Array(0);

  makeRoom(size: number): void {
    if (this.scores.length >= size) return;
    const length = Math.ceil(size * 1.5);
    this.scores = new Float32Array(length);
    this.covered = new Float32Array(length);
    this.counts = new Uint8Array(length);
    this.best = new Float32Array(length);
    this.touched = new Uint32Array(length);
    this.found = new Uint32Array(length);
  }
}

export interface RankOptions {
  /** how many to return */
  limit: number;
  /** which documents may be found; the removed never are */
  accepts?: (document: number) => boolean;
  /** hears of each document found */
  onMatch?: (document: number, isWhole: boolean) => void;
}

interface Sought {
  variants: readonly Variant[];
  idf: number;
}

/** The best documents for these concepts: the whole first, of these the best first; equals in the order in which they were added. */
export function rank(
  index: InvertedIndex,
  concepts: readonly Concept[],
  scratch: Scratch,
  options: RankOptions,
  settings: RankingSettings = rankingSettings,
): Ranked[] {
  scratch.makeRoom(index.size);
  const { scores, covered, counts, touched } = scratch;
  const sought: Sought[] = [];
  let touchedCount = 0;
  let allIdf = 0;
  const average = index.averageLength;
  for (const { variants } of concepts) {
    const found = collect(index, variants, scratch, options.accepts, settings.restWeight);
    if (found === 0) continue;
    const idf = Math.log(1 + (index.size - found + 0.5) / (found + 0.5)) ** settings.idfPower;
    sought.push({ variants, idf });
    allIdf += idf;
    for (let at = 0; at < found; at += 1) {
      const document = scratch.found[at] as number;
      const weight = scratch.best[document] as number;
      scratch.best[document] = 0;
      if (counts[document] === 0) {
        touched[touchedCount] = document;
        touchedCount += 1;
      }
      const length = index.leadEnd(document) - index.start(document);
      const norm = settings.saturation * (1 - settings.lengthNorm + (settings.lengthNorm * length) / average);
      scores[document] =
        (scores[document] as number) + (idf * weight * (1 + settings.saturation)) / (1 + norm);
      covered[document] = (covered[document] as number) + idf * weight;
      counts[document] = (counts[document] as number) + 1;
    }
  }
  const size = Math.max(settings.pool, options.limit);
  const best = new Best(size);
  for (let at = 0; at < touchedCount; at += 1) {
    const document = touched[at] as number;
    const isWhole = counts[document] === concepts.length;
    const share = (covered[document] as number) / allIdf;
    best.offer(document, (scores[document] as number) * (1 + settings.coverage * share * share), isWhole);
    options.onMatch?.(document, isWhole);
    scores[document] = 0;
    covered[document] = 0;
    counts[document] = 0;
  }
  const ranked = best.sorted();
  const pool = ranked.slice(0, settings.pool);
  if (sought.length > 1) {
    const said = saidBy(sought);
    for (const entry of pool)
      entry.score += settings.nearness * nearness(index, entry.document, sought, said);
    pool.sort(byRank);
  }
  return [...pool, ...ranked.slice(settings.pool)].slice(0, options.limit);
}

/** Notes the documents of a concept in `scratch.found` and the weight of its best variant in `scratch.best`; returns how many. */
function collect(
  index: InvertedIndex,
  variants: readonly Variant[],
  { best, found }: Scratch,
  accepts: ((document: number) => boolean) | undefined,
  restWeight: number,
): number {
  let count = 0;
  for (const { terms, weight } of variants) {
    const isPhrase = terms.length > 1;
    const term = isPhrase ? index.rarest(terms) : (terms[0] as number);
    const postings = index.postings(term);
    const length = index.documentsWith[term] as number;
    for (let at = 0; at < length; at += 1) {
      const posting = postings[at] as number;
      const document = posting >>> 1;
      const worth = (posting & 1) === 1 ? weight * restWeight : weight;
      const known = best[document] as number;
      if (known >= worth || index.isRemoved(document)) continue;
      if (isPhrase && index.phraseAt(document, terms) < 0) continue;
      if (known === 0) {
        if (accepts !== undefined && !accepts(document)) continue;
        found[count] = document;
        count += 1;
      }
      best[document] = worth;
    }
  }
  return count;
}

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
  readonly #heap: Ranked[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  offer(document: number, score: number, isWhole: boolean): void {
    const heap = this.#heap;
    if (heap.length < this.#size) {
      heap.push({ document, score, isWhole });
      let at = heap.length - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (byRank(heap[parent] as Ranked, heap[at] as Ranked) >= 0) break;
        this.#swap(parent, at);
        at = parent;
      }
      return;
    }
    const least = heap[0] as Ranked;
    if (least.isWhole && !isWhole) return;
    if (
      least.isWhole === isWhole &&
      (score < least.score || (score === least.score && document > least.document))
    )
      return;
    heap[0] = { document, score, isWhole };
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      let worst = at;
      for (const child of [left, left + 1])
        if (child < heap.length && byRank(heap[child] as Ranked, heap[worst] as Ranked) > 0) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  sorted(): Ranked[] {
    return this.#heap.sort(byRank);
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as Ranked, heap[a] as Ranked];
  }
}
