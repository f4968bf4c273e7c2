/**
 * Corrects words that no goods have by words that they have. Every known word of similar length is tried: a mask of the consonants of each
 * rules out nearly all of them at one operation apiece, so that no index of misspellings has to be kept.
 */

interface Known {
  word: string;
  mask: number;
  count: number;
}

export interface Correction {
  word: string;
  /** weighted number of edits */
  distance: number;
  /** in how many documents the word is */
  count: number;
}

const shortest = 4;
const longest = 24;

/** The words of the titles, with in how many they are. */
export class Dictionary {
  readonly #words = new Map<string, Known>();
  /** by length, so that only words of similar length are looked at */
  readonly #byLength: Known[][] = [];

  count(word: string): number {
    return this.#words.get(word)?.count ?? 0;
  }

  /** Notes the words of one title. */
  add(words: Iterable<string>): void {
    for (const word of words) {
      const known = this.#words.get(word);
      if (known !== undefined) {
        known.count += 1;
        continue;
      }
      if (word.length < 3 || word.length > longest || !/^[a-z]+$/.test(word)) continue;
      const entry = { word, mask: maskOf(word), count: 1 };
      this.#words.set(word, entry);
      const peers = this.#byLength[word.length] ?? [];
      this.#byLength[word.length] = peers;
      peers.push(entry);
    }
  }

  /** Words that may have been meant, in no order: within one edit, or two where the word is long enough to still be recognised. */
  corrections(word: string): Correction[] {
    if (word.length < shortest || word.length > longest || !/^[a-z]+$/.test(word)) return [];
    const mask = maskOf(word);
    const reach = word.length >= 5 ? 2 : 1;
    const own = this.count(word);
    const found: Correction[] = [];
    // Doubled letters count half, so that twice the reach may be added.
    for (let length = Math.max(1, word.length - reach * 2); length <= word.length + reach * 2; length += 1) {
      for (const known of this.#byLength[length] ?? []) {
        // An edit changes at most two consonants of the set; vowels, of which two may change for one edit, are not in it.
        if (known.count <= own * 10 || bits(known.mask ^ mask) > reach * 2) continue;
        const distance = editDistance(word, known.word, reach);
        if (distance <= reach) found.push({ word: known.word, distance, count: known.count });
      }
    }
    return found;
  }

  /** Words that begin so, the most frequent first. */
  beginningWith(prefix: string, most: number): string[] {
    const found: Known[] = [];
    for (const known of this.#words.values()) if (known.word.startsWith(prefix)) found.push(known);
    return found
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
      .slice(0, most)
      .map((known) => known.word);
  }
}

const maskOf = (word: string): number => {
  let mask = 0;
  for (const letter of word) if (!isVowel(letter)) mask |= 1 << (letter.charCodeAt(0) - 97);
  return mask;
};

function bits(mask: number): number {
  let left = mask - ((mask >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const slip = 0.5;

/**
 * Edits from one word to another: insertion, deletion, replacement and swapped neighbours, one each. A doubled letter made single or the
 * other way round, and a vowel for a vowel, are the commonest slips and count half. Above `reach` some number above it is returned.
 */
export function editDistance(from: string, to: string, reach: number): number {
  const width = to.length + 1;
  let before = new Float64Array(width);
  let last = new Float64Array(width);
  let row = new Float64Array(width);
  for (let j = 1; j < width; j += 1)
    last[j] = (last[j - 1] as number) + (j > 1 && to[j - 1] === to[j - 2] ? slip : 1);
  for (let i = 1; i <= from.length; i += 1) {
    const a = from[i - 1] as string;
    const drop = i > 1 && a === from[i - 2] ? slip : 1;
    row[0] = (last[0] as number) + drop;
    let least = row[0] as number;
    for (let j = 1; j < width; j += 1) {
      const b = to[j - 1] as string;
      const add = j > 1 && b === to[j - 2] ? slip : 1;
      const replace = a === b ? 0 : isVowel(a) && isVowel(b) ? slip : 1;
      let best = Math.min(
        (last[j] as number) + drop,
        (row[j - 1] as number) + add,
        (last[j - 1] as number) + replace,
      );
      if (i > 1 && j > 1 && a === to[j - 2] && from[i - 2] === b)
        best = Math.min(best, (before[j - 2] as number) + 1);
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > reach) return least;
    [before, last, row] = [last, row, before];
  }
  return last[width - 1] as number;
}

const isVowel = (letter: string): boolean => 'aeiouy'.includes(letter);
