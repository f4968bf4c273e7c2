import { withRoom } from './engine/room.ts';

/** Numbers by document, beside the index; all begin as 0. */
export class Column {
  #values = new Float64Array(1 << 10);

  at(document: number): number {
    return this.#values[document] as number;
  }
  set(document: number, value: number): void {
    this.#values = withRoom(this.#values, document + 1);
    this.#values[document] = value;
  }
}

/** The same for whole numbers from 0 to 2^32 - 1, in half the space: what results are counted by is read for each of them. */
export class SmallColumn {
  #values = new Uint32Array(1 << 10);

  at(document: number): number {
    return this.#values[document] as number;
  }
  set(document: number, value: number): void {
    this.#values = withRoom(this.#values, document + 1);
    this.#values[document] = value;
  }
}

/** Numbers for names that repeat, so that columns hold numbers. */
export class Numbering {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
  known(name: string): number | undefined {
    return this.#numbers.get(name);
  }
}

/**
 * UUIDs by document, and the other way round: four numbers each, and a hash table. A million of them as strings, in an array and a Map,
 * would be a million objects for the garbage collector to look at.
 */
export class IdColumn {
  #words = new Uint32Array(1 << 12);
  /** document plus one, at the first free place from its id's hash on; 0: free */
  #slots = new Uint32Array(1 << 10);
  #used = 0;

  at(document: number): string {
    const word = (part: number): number => this.#words[document * 4 + part] as number;
    const [a, b, c, d] = [word(0), word(1), word(2), word(3)];
    return `${digits(a >>> 16)}${digits(a)}-${digits(b >>> 16)}-${digits(b)}-${digits(c >>> 16)}-${digits(c)}${digits(d >>> 16)}${digits(d)}`;
  }

  /** Gives the document an id; another that had it before is no longer found by it. */
  set(document: number, id: string): void {
    this.#words = withRoom(this.#words, document * 4 + 4);
    this.#words.set(wordsOf(id), document * 4);
    const slot = this.#slotOf(document);
    if (this.#slots[slot] === 0) this.#used += 1;
    this.#slots[slot] = document + 1;
    if (this.#used * 2 > this.#slots.length) this.#spread();
  }

  /** The document that was given this id last. */
  documentOf(id: string): number | undefined {
    const words = wordsOf(id);
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(words, 0) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] as number;
      if (found === 0) return undefined;
      if (this.#isAt(found - 1, words, 0)) return found - 1;
    }
  }

  #isAt(document: number, words: Uint32Array, from: number): boolean {
    for (let part = 0; part < 4; part += 1)
      if (this.#words[document * 4 + part] !== words[from + part]) return false;
    return true;
  }

  #slotOf(document: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(this.#words, document * 4) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] as number;
      if (found === 0 || this.#isAt(found - 1, this.#words, document * 4)) return slot;
    }
  }

  #spread(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (const entry of before) if (entry !== 0) this.#slots[this.#slotOf(entry - 1)] = entry;
  }
}

/** The four hexadecimal digits of a number's lower half, for all there are: a page of results writes two hundred of them. */
const fourDigits = Array.from({ length: 0x10000 }, (_, number) => number.toString(16).padStart(4, '0'));
const digits = (number: number): string => fourDigits[number & 0xffff] as string;

const wordsOf = (id: string): Uint32Array => {
  const hex = id.replaceAll('-', '');
  return Uint32Array.from({ length: 4 }, (_, part) => Number.parseInt(hex.slice(part * 8, part * 8 + 8), 16));
};

const hashOf = (words: Uint32Array, from: number): number => {
  let hash = 0;
  for (let part = 0; part < 4; part += 1)
    hash = Math.imul((hash ^ (words[from + part] as number)) + part, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
};
