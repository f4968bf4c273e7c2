import type { InvertedIndex } from './inverted.ts';
import type { Variant } from './query.ts';

/** A variant, with the postings of its rarest term and what it weighs inside and outside of titles. */
interface Said {
  terms: readonly number[];
  lead: number;
  rest: number;
  postings: Uint32Array;
}

/** Says of rising documents how much of a concept each says. */
export class Lookup {
  readonly #index: InvertedIndex;
  readonly #variants: readonly Said[];
  /** how far each variant's postings were read */
  readonly #places: Uint32Array;

  constructor(index: InvertedIndex, variants: readonly Variant[], restWeight: number) {
    this.#index = index;
    this.#variants = variants.map(({ terms, weight }) => {
      const postings = index.postings(terms.length === 1 ? (terms[0] as number) : index.rarest(terms));
      return {
        terms,
        lead: weight,
        rest: weight * restWeight,
        postings,
      };
    });
    this.#places = new Uint32Array(variants.length);
  }

  /** The weight of the best variant in this document, 0: none. A document must not be lower than the one before. */
  weightIn(document: number): number {
    let best = 0;
    for (let at = 0; at < this.#variants.length; at += 1) {
      const variant = this.#variants[at] as Said;
      const place = this.#seek(variant.postings, at, document * 2);
      if (place >= variant.postings.length) continue;
      const posting = variant.postings[place] as number;
      if (posting >>> 1 !== document) continue;
      const weight = (posting & 1) === 1 ? variant.rest : variant.lead;
      if (weight <= best) continue;
      if (variant.terms.length > 1 && this.#index.phraseAt(document, variant.terms) < 0) continue;
      best = weight;
    }
    return best;
  }

  /** The first place at or behind the last one whose posting is not lower: in leaps that double, then by halves. */
  #seek(postings: Uint32Array, variant: number, target: number): number {
    const { length } = postings;
    let low = this.#places[variant] as number;
    if (low >= length || (postings[low] as number) >= target) return low;
    let leap = 1;
    while (low + leap < length && (postings[low + leap] as number) < target) {
      low += leap;
      leap *= 2;
    }
    let high = Math.min(low + leap, length);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((postings[middle] as number) < target) low = middle;
      else high = middle;
    }
    this.#places[variant] = high;
    return high;
  }
}
