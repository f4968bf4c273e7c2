import { withRoom } from './room.ts';

/**
 * Lists of numbers that only grow, all in one array. A list of n entries has a block of the next power of two; when that is full it
 * moves to a block of twice the size, and its old one is given to the next list that needs one so large. Most lists have one entry, and
 * there are millions of them: an array each would cost fifty times as much, and the garbage collector its time.
 */
export class PostingLists {
  #entries = new Uint32Array(1 << 16);
  #used = 0;
  #starts = new Uint32Array(1 << 10);
  #counts = new Uint32Array(1 << 10);
  #lists = 0;
  /** blocks that were left, by the logarithm of their size */
  readonly #left: number[][] = Array.from({ length: 32 }, () => []);

  /** Makes an empty list; they are numbered from 0. */
  add(): void {
    this.#lists += 1;
    this.#starts = withRoom(this.#starts, this.#lists);
    this.#counts = withRoom(this.#counts, this.#lists);
  }

  count(list: number): number {
    return this.#counts[list] as number;
  }

  /** The last entry; undefined for an empty list. */
  last(list: number): number | undefined {
    const count = this.#counts[list] as number;
    return count === 0 ? undefined : this.#entries[(this.#starts[list] as number) + count - 1];
  }

  push(list: number, entry: number): void {
    const count = this.#counts[list] as number;
    // A block is full when the count is a power of two.
    if ((count & (count - 1)) === 0) this.#move(list, count);
    this.#entries[(this.#starts[list] as number) + count] = entry;
    this.#counts[list] = count + 1;
  }

  /** The entries, good until the next `push`. */
  view(list: number): Uint32Array {
    const start = this.#starts[list] as number;
    return this.#entries.subarray(start, start + (this.#counts[list] as number));
  }

  #move(list: number, count: number): void {
    const size = Math.max(1, count * 2);
    const from = this.#starts[list] as number;
    let to = this.#left[Math.log2(size)]?.pop();
    if (to === undefined) {
      to = this.#used;
      this.#used += size;
      this.#entries = withRoom(this.#entries, this.#used);
    }
    this.#entries.copyWithin(to, from, from + count);
    this.#starts[list] = to;
    if (count > 0) this.#left[Math.log2(count)]?.push(from);
  }
}
