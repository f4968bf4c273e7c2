/**
 * Rule: how conversions are shared among the channels of the paths that led to them. An order has one source class
 * (`attribution.ts`), and money hangs on that one alone; these models look at all paths afterwards and stand side by side, because
 * none of them is the truth: first and last touch give all to one channel, linear gives equal parts, and Markov gives each channel in
 * proportion to the conversions that would be lost without it (Anderl et al. 2016, order 1).
 */

/** Journeys that went the same way. */
export interface PathPattern {
  /** Channels in the order in which they were touched, at least one; a channel may come again. */
  readonly channels: readonly string[];
  /** How many of the journeys ended with a conversion, and what those were worth. */
  readonly conversions: number;
  readonly value: number;
  /** How many ended without. */
  readonly nulls: number;
}

export interface ChannelShare {
  readonly channel: string;
  readonly conversions: number;
  readonly value: number;
}

export const ATTRIBUTION_MODELS = ['first', 'last', 'linear', 'markov'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/**
 * What each channel is given by each model, channels in the order of their names. The conversions of a model sum to those of the
 * paths; under Markov only where a journey converted at all.
 *
 * @throws RangeError for a path without channels, or a count or value below zero or not finite.
 */
export function attributionModels(
  paths: readonly PathPattern[],
): Record<AttributionModel, readonly ChannelShare[]> {
  refuseMalformed(paths);
  const channels = [...new Set(paths.flatMap((path) => path.channels))].sort();
  const shared = (weigh: (path: PathPattern) => readonly (readonly [string, number])[]) =>
    share(channels, paths, weigh);
  return {
    first: shared(({ channels }) => [[channels[0] ?? '', 1]]),
    last: shared(({ channels }) => [[channels.at(-1) ?? '', 1]]),
    linear: shared(({ channels }) => channels.map((channel) => [channel, 1 / channels.length])),
    markov: markov(channels, paths),
  };
}

/** Adds up what each path gives its channels. */
function share(
  channels: readonly string[],
  paths: readonly PathPattern[],
  weigh: (path: PathPattern) => readonly (readonly [string, number])[],
): ChannelShare[] {
  const sums = new Map(channels.map((channel) => [channel, { conversions: 0, value: 0 }]));
  for (const path of paths) {
    for (const [channel, weight] of weigh(path)) {
      const sum = sums.get(channel);
      if (sum === undefined) continue;
      sum.conversions += path.conversions * weight;
      sum.value += path.value * weight;
    }
  }
  return channels.map((channel) => ({ channel, ...(sums.get(channel) ?? { conversions: 0, value: 0 }) }));
}

/** Conversions and value in proportion to what would be lost without the channel. */
function markov(channels: readonly string[], paths: readonly PathPattern[]): ChannelShare[] {
  const effects = removalEffects(channels, paths);
  const all = effects.reduce((sum, effect) => sum + effect, 0);
  const conversions = paths.reduce((sum, path) => sum + path.conversions, 0);
  const value = paths.reduce((sum, path) => sum + path.value, 0);
  return channels.map((channel, at) => {
    const part = all === 0 ? 0 : (effects[at] ?? 0) / all;
    return { channel, conversions: conversions * part, value: value * part };
  });
}

/**
 * Of the conversions, the share that would be lost if who comes to a channel ended there without one; 0 to 1, by channel.
 *
 * The journeys are taken for a chain that walks from channel to channel without memory. A conversion is lost when the walk comes by
 * the channel and would have converted from there: P(comes by i) x P(converts from i) / P(converts). Both are read off the
 * fundamental matrix N = (I - Q)^-1, for which one inverse does for all channels: P(comes by i) = (start N)_i / N_ii.
 */
export function removalEffects(channels: readonly string[], paths: readonly PathPattern[]): number[] {
  const size = channels.length;
  const place = new Map(channels.map((channel, at) => [channel, at]));
  const start = new Float64Array(size);
  const steps = Array.from({ length: size }, () => new Float64Array(size));
  const converts = new Float64Array(size);
  const leaves = new Float64Array(size);
  for (const path of paths) {
    const journeys = path.conversions + path.nulls;
    let from = -1;
    for (const channel of path.channels) {
      const to = place.get(channel) ?? 0;
      add(from === -1 ? start : steps[from], to, journeys);
      if (from !== -1) add(leaves, from, journeys);
      from = to;
    }
    add(converts, from, path.conversions);
    add(leaves, from, journeys);
  }
  const all = start.reduce((sum, count) => sum + count, 0);
  if (all === 0) return channels.map(() => 0);
  const chance = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const visits = inverse(
    steps.map((row, at) => row.map((count, to) => (at === to ? 1 : 0) - chance(count, leaves[at] ?? 0))),
  );
  const visitsFromStart = channels.map((_, to) =>
    visits.reduce((sum, row, from) => sum + ((start[from] ?? 0) / all) * (row[to] ?? 0), 0),
  );
  const convertsFrom = visits.map((row) =>
    row.reduce((sum, count, at) => sum + count * chance(converts[at] ?? 0, leaves[at] ?? 0), 0),
  );
  const convertsAtAll = convertsFrom.reduce((sum, value, at) => sum + ((start[at] ?? 0) / all) * value, 0);
  return channels.map((_, at) => {
    const comesBy = (visitsFromStart[at] ?? 0) / (visits[at]?.[at] ?? 1);
    return convertsAtAll === 0 ? 0 : (comesBy * (convertsFrom[at] ?? 0)) / convertsAtAll;
  });
}

function add(counts: Float64Array | undefined, at: number, count: number): void {
  if (counts !== undefined) counts[at] = (counts[at] ?? 0) + count;
}

/**
 * Gauss and Jordan, in place. No pivot is looked for: every walk ends somewhere, so the matrix is a non-singular M-matrix, whose
 * pivots in their own order are all positive.
 */
function inverse(matrix: Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const result = matrix.map((_, at) => Float64Array.from({ length: size }, (_, to) => (at === to ? 1 : 0)));
  for (let pivot = 0; pivot < size; pivot += 1) {
    const by = matrix[pivot]?.[pivot] ?? 1;
    for (const rows of [matrix, result]) {
      const row = rows[pivot];
      if (row !== undefined) for (let at = 0; at < size; at += 1) row[at] = (row[at] ?? 0) / by;
    }
    for (let other = 0; other < size; other += 1) {
      const factor = matrix[other]?.[pivot] ?? 0;
      if (other === pivot || factor === 0) continue;
      for (const rows of [matrix, result]) {
        const [row, source] = [rows[other], rows[pivot]];
        if (row !== undefined && source !== undefined)
          for (let at = 0; at < size; at += 1) row[at] = (row[at] ?? 0) - factor * (source[at] ?? 0);
      }
    }
  }
  return result;
}

function refuseMalformed(paths: readonly PathPattern[]): void {
  for (const { channels, conversions, value, nulls } of paths) {
    if (channels.length === 0) throw new RangeError('A path has at least one channel.');
    for (const count of [conversions, value, nulls])
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
        throw new RangeError(`A path cannot count ${count}.`);
  }
}
