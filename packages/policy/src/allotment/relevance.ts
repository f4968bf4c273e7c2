/** The least relevance with which a store is shown on a row: theta times the best of those who may be shown, and more than 0. */
export function leastRelevance(
  edgeStore: Uint32Array,
  edgeRelevance: Float32Array,
  standing: Uint8Array,
  from: number,
  to: number,
  servingRelevance: number,
): number {
  let best = 0;
  for (let edge = from; edge < to; edge++) {
    const relevance = edgeRelevance[edge] as number;
    if (relevance > best && standing[edgeStore[edge] as number] !== 0) best = relevance;
  }
  return Math.max(best * servingRelevance, Number.MIN_VALUE);
}
