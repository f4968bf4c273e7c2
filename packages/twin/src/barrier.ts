/** A meeting point of threads in shared memory. */
import { availableParallelism } from 'node:os';

/** Rounds of looking before a thread goes to sleep; about as long as the others need at the end of a short pass. */
const PATIENCE = 20_000;

export class Barrier {
  readonly #words: Int32Array;
  readonly #members: number;
  readonly #patience: number;

  /** @param buffer at least 8 bytes, zero at the start, the same for all members. */
  constructor(buffer: SharedArrayBuffer, members: number) {
    this.#words = new Int32Array(buffer, 0, 2);
    this.#members = members;
    // Where there are more threads than processors, who looks on keeps somebody from coming.
    this.#patience = members <= availableParallelism() ? PATIENCE : 0;
  }

  /** Returns when all members have called it. What they wrote before is then seen by all. */
  wait(): void {
    if (this.#members === 1) return;
    const words = this.#words;
    const round = Atomics.load(words, 1);
    if (Atomics.add(words, 0, 1) === this.#members - 1) {
      Atomics.store(words, 0, 0);
      Atomics.add(words, 1, 1);
      Atomics.notify(words, 1);
      return;
    }
    for (let look = 0; look < this.#patience; look++) if (Atomics.load(words, 1) !== round) return;
    while (Atomics.load(words, 1) === round) Atomics.wait(words, 1, round, 1_000);
  }
}
