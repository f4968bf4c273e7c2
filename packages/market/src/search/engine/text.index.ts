import { titleTokens } from './analysis.ts';
import { InvertedIndex } from './inverted.ts';
import { conceptsOf } from './query.ts';
import { type Ranked, type RankOptions, rank } from './ranking.ts';
import { Reading, type Standing } from './reading.ts';
import { Dictionary } from './spelling.ts';

export type { Standing } from './reading.ts';

export interface Found {
  /** best first; what says all of the query before what says a part of it */
  hits: Ranked[];
  /** words that no document has, and what they were taken for */
  corrections: { from: string; to: string }[];
  /** what was looked up for it */
  standing: Standing;
}

/** Texts that can be searched: what the engine is from the outside. Documents are numbers that rise as they are added. */
export class TextIndex {
  readonly #index = new InvertedIndex();
  readonly #dictionary = new Dictionary();

  /** documents that can be found */
  get size(): number {
    return this.#index.size - this.#index.removedCount;
  }
  /** documents that were ever added: the next one's number */
  get nextDocument(): number {
    return this.#index.size;
  }

  /**
   * @param titles what the document is called, in each of its languages
   * @param rest what else it is found by, at a lesser weight
   */
  add(titles: readonly string[], rest: readonly string[] = []): number {
    const tokens = titles.flatMap(titleTokens);
    this.#dictionary.add(new Set(tokens.map(({ surface }) => surface)));
    const terms = (text: string): string[] => titleTokens(text).map(({ term }) => term);
    return this.#index.add(
      tokens.map(({ term }) => term),
      [...new Set(rest.flatMap(terms))],
    );
  }

  remove(document: number): void {
    this.#index.remove(document);
  }

  /** Keeps a document from being found until it is shown again. */
  hide(document: number): void {
    this.#index.hide(document);
  }
  show(document: number): void {
    this.#index.show(document);
  }

  isRemoved(document: number): boolean {
    return this.#index.isRemoved(document);
  }

  /** Whether the same search would still find the same: no document came or went that has one of the words looked up. */
  stands(standing: Standing): boolean {
    return standing.holdsIn(this.#index);
  }

  /** The best `limit` documents for a text. Nothing for a text without a word in it. */
  search(text: string, options: RankOptions): Found {
    const reading = new Reading(this.#index);
    const concepts = conceptsOf(text, reading, this.#dictionary);
    return {
      standing: reading.standing(),
      hits: rank(this.#index, concepts, options),
      corrections: concepts.flatMap(({ surface, correctedTo }) =>
        correctedTo === undefined ? [] : [{ from: surface, to: correctedTo }],
      ),
    };
  }
}
