/**
 * How good a list of results is, by what people judged. A document that nobody judged counts as worth nothing, which is strict: some of
 * these would have been judged good.
 */

/** What people gave each document for one query. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain of the first `depth` (Jarvelin and Kekalainen, 2002): the sum of gain / log2(place + 1), over
 * that of the best possible order. Linear gain. A query where nothing is worth anything gives 0.
 */
export function ndcg(list: readonly string[], gains: Judgements, depth: number): number {
  const ideal = discounted(
    [...gains.values()].sort((a, b) => b - a),
    depth,
  );
  if (ideal <= 0) return 0;
  return (
    discounted(
      list.map((id) => gains.get(id) ?? 0),
      depth,
    ) / ideal
  );
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** The share of the relevant that is among the first `depth`; undefined where there are none. */
export function recall(
  list: readonly string[],
  relevant: ReadonlySet<string>,
  depth: number,
): number | undefined {
  if (relevant.size === 0) return undefined;
  const found = new Set(list.slice(0, depth).filter((id) => relevant.has(id)));
  return found.size / relevant.size;
}

/** One over the place of the first relevant among the first `depth`, 0 where there is none there; undefined where none are relevant. */
export function reciprocalRank(
  list: readonly string[],
  relevant: ReadonlySet<string>,
  depth: number,
): number | undefined {
  if (relevant.size === 0) return undefined;
  const at = list.slice(0, depth).findIndex((id) => relevant.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** The mean of what is defined; 0 where nothing is. */
export function mean(values: readonly (number | undefined)[]): number {
  const defined = values.filter((value) => value !== undefined);
  return defined.length === 0 ? 0 : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
