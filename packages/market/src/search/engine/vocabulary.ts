import { withRoom } from './room.ts';

/**
 * Terms and their numbers. Beside words a catalogue has millions of codes; as strings in a Map they would be what the garbage collector
 * walks through again and again. So their letters lie one behind the other in one array, found by a hash table in another.
 */
export class Vocabulary {
  /** how many terms there are: numbers are below it */
  size = 0;
  /** UTF-16 units of all terms */
  #units = new Uint16Array(1 << 14);
  /** where each term ends; it begins where the one before ends */
  #ends = new Uint32Array(1 << 10);
  #hashes = new Uint32Array(1 << 10);
  /** number of a term plus one, at the first free place from its hash on; 0: free */
  #slots = new Uint32Array(1 << 11);

  numberOf(term: string): number | undefined {
    const found = this.#slots[this.#slotOf(term, hashOf(term))] as number;
    return found === 0 ? undefined : found - 1;
  }

  /** The number of a term, which gets the next one where it is new. */
  note(term: string): number {
    const hash = hashOf(term);
    const slot = this.#slotOf(term, hash);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.size;
    const start = this.#start(number);
    this.#units = withRoom(this.#units, start + term.length);
    this.#ends = withRoom(this.#ends, number + 1);
    this.#hashes = withRoom(this.#hashes, number + 1);
    for (let at = 0; at < term.length; at += 1) this.#units[start + at] = term.charCodeAt(at);
    this.#ends[number] = start + term.length;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    this.size += 1;
    if (this.size * 2 > this.#slots.length) this.#spread();
    return number;
  }

  /** Numbers of the terms that begin so. Reads all of them: for what is seldom asked. */
  beginningWith(prefix: string): number[] {
    const found: number[] = [];
    for (let number = 0; number < this.size; number += 1) {
      const start = this.#start(number);
      if ((this.#ends[number] as number) - start >= prefix.length && this.#hasAt(start, prefix))
        found.push(number);
    }
    return found;
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] as number);
  }

  #hasAt(start: number, text: string): boolean {
    for (let at = 0; at < text.length; at += 1)
      if (this.#units[start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** Where the term is, or would be. */
  #slotOf(term: string, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] as number;
      if (found === 0) return slot;
      const number = found - 1;
      if (this.#hashes[number] !== hash) continue;
      const start = this.#start(number);
      if ((this.#ends[number] as number) - start === term.length && this.#hasAt(start, term)) return slot;
    }
  }

  #spread(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let slot = (this.#hashes[number] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over UTF-16 units, with its upper bits mixed into the lower ones. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
