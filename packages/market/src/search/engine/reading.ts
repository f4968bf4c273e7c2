import type { InvertedIndex } from './inverted.ts';

/** What a search looked up in an index, and when: whatever else changes there, it would find the same. */
export class Standing {
  readonly #terms: readonly number[];
  readonly #missing: readonly string[];
  readonly #vocabulary: number | undefined;
  readonly #at: number;

  constructor(
    terms: readonly number[],
    missing: readonly string[],
    vocabulary: number | undefined,
    at: number,
  ) {
    this.#terms = terms;
    this.#missing = missing;
    this.#vocabulary = vocabulary;
    this.#at = at;
  }

  holdsIn(index: InvertedIndex): boolean {
    if (index.changes === this.#at) return true;
    if (this.#vocabulary !== undefined && this.#vocabulary !== index.vocabularySize) return false;
    return (
      this.#terms.every((term) => index.changedAt(term) <= this.#at) &&
      this.#missing.every((term) => index.numberOf(term) === undefined)
    );
  }
}

/** Looks up terms for one search and notes which. */
export class Reading {
  readonly index: InvertedIndex;
  readonly #terms = new Set<number>();
  readonly #missing = new Set<string>();
  readonly #at: number;
  #vocabulary: number | undefined;

  constructor(index: InvertedIndex) {
    this.index = index;
    this.#at = index.changes;
  }

  numberOf(term: string): number | undefined {
    const number = this.index.numberOf(term);
    if (number === undefined) this.#missing.add(term);
    else this.#terms.add(number);
    return number;
  }

  beginningWith(prefix: string): number[] {
    const numbers = this.index.beginningWith(prefix);
    for (const number of numbers) this.#terms.add(number);
    this.#vocabulary = this.index.vocabularySize;
    return numbers;
  }

  standing(): Standing {
    return new Standing([...this.#terms], [...this.#missing], this.#vocabulary, this.#at);
  }
}
