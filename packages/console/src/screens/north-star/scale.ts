/** A number's place on an axis. */
export type Scale = (value: number) => number;

/** From the span of values to the span of places, in a straight line; in the middle where there is only one value. */
export function linear([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  return (value) => (high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from));
}

/** Round numbers from 0 on that reach at least `most`: four or five of them. */
export function ticksTo(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}
