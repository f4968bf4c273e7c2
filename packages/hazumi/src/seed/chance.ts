/** Chance that can be drawn again: the same name and number always give the same sequence. */
export interface Chance {
  /** at least 0, below 1 */
  next(): number;
  /** a whole number from `least` to `most`, both included */
  whole(least: number, most: number): number;
  between(least: number, most: number): number;
  /** true once in so many cases: `chance.of(0.2)` one time in five */
  of(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** an item with a likelihood in proportion to its weight */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  shuffled<T>(items: readonly T[]): T[];
  /** around 0 with a spread of 1, never further out than 3 */
  bell(): number;
  bytes(into: Uint8Array): void;
}

/** A sequence of its own for each name, so that one more draw in one place changes nothing in another. */
export function chanceOf(seed: number, name: string): Chance {
  const state = scatter(`${seed} ${name}`);
  const next = (): number => sfc32(state) / 4_294_967_296;
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error(`nothing to pick from (${name})`);
    return items[whole(0, items.length - 1)] as T;
  };
  return {
    next,
    whole,
    between: (least, most) => least + next() * (most - least),
    of: (share) => next() < share,
    pick,
    weighted(items, weightOf) {
      const weights = items.map(weightOf);
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [at, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return items[at] as (typeof items)[number];
      }
      return pick(items);
    },
    shuffled(items) {
      const mixed = [...items];
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        [mixed[at], mixed[other]] = [mixed[other] as never, mixed[at] as never];
      }
      return mixed;
    },
    bell() {
      const sum = next() + next() + next() + next() + next() + next();
      return (sum - 3) * Math.SQRT2;
    },
    bytes(into) {
      for (let at = 0; at < into.length; at += 1) into[at] = sfc32(state) & 255;
    },
  };
}

type State = [number, number, number, number];

/** sfc32 of PractRand (Chris Doty-Humphrey, public domain): small, fast, passes its tests. */
function sfc32(state: State): number {
  const [a, b, c, count] = state;
  const sum = (a + b + count) | 0;
  state[3] = (count + 1) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  return sum >>> 0;
}

/** Four words from a text by FNV-1a with four beginnings, stirred until neighbouring names have nothing in common. */
function scatter(text: string): State {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => {
    let hash = start;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return hash | 0;
  }) as State;
  for (let round = 0; round < 16; round += 1) sfc32(words);
  return words;
}
