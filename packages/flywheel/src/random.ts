/**
 * Seeded random numbers for resampling and for synthetic panels: xoshiro128** (Blackman and Vigna, 2018), its state filled by
 * splitmix32. Not for secrets. The same seed gives the same numbers on every machine; only `normal` uses Math.log and
 * Math.cos, whose last bit may differ between engines.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare = Number.NaN;

  /** `stream` tells apart sequences of one seed. Both are taken modulo 2^32. */
  constructor(seed: number, stream = 0) {
    let state = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(stream + 1, 0x85eb_ca6b)) | 0;
    const next = () => {
      state = (state + 0x9e37_79b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1; // never all zero
  }

  /** An integer of 32 bits without sign. */
  bits(): number {
    const scrambled = Math.imul(this.#b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** A number in (0, 1): never 0, so that its logarithm is finite. */
  uniform(): number {
    return (this.bits() + 0.5) / 0x1_0000_0000;
  }

  /** An integer in [0, size), size at most 2^32; the bias is below size / 2^32. */
  below(size: number): number {
    return Math.floor((this.bits() / 0x1_0000_0000) * size);
  }

  /** Standard normal (Box and Muller, both numbers used). */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = Number.NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** -1 or +1, each with probability one half. */
  sign(): number {
    return this.bits() >>> 31 === 0 ? 1 : -1;
  }

  /** A random order of 0 .. size-1 (Fisher and Yates). */
  permutation(size: number): Uint32Array {
    const order = Uint32Array.from({ length: size }, (_, index) => index);
    for (let last = size - 1; last > 0; last -= 1) {
      const chosen = this.below(last + 1);
      const kept = order[last] as number;
      order[last] = order[chosen] as number;
      order[chosen] = kept;
    }
    return order;
  }
}
