/**
 * Rule: which orders and buyers count for an effective store. A buyer counts once for a principal, in the store where its
 * first cleared order was; splitting a store into several cannot multiply it. Buyers linked to the principal count nowhere.
 */

export interface ClearedOrder {
  readonly id: string;
  readonly storeId: string;
  readonly sellerPrincipal: string;
  readonly buyerPrincipal: string;
  readonly clearedAt: Date;
}

export interface StoreCounts {
  /** Cleared orders of buyers who are not linked to the principal. */
  readonly orders: number;
  /** Those of these buyers whose first order with the principal was here. */
  readonly buyers: number;
}

/**
 * The counts of each store that has a cleared order. They do not depend on the order of the input.
 *
 * @param orders cleared within one window and earning rewards (see `exclusions`).
 */
export function countBuyers(orders: readonly ClearedOrder[]): Map<string, StoreCounts> {
  const counts = new Map<string, { orders: number; buyers: number }>();
  const known = new Set<string>();
  const byTime = [...orders].sort(
    (a, b) => a.clearedAt.getTime() - b.clearedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  for (const { storeId, sellerPrincipal, buyerPrincipal } of byTime) {
    const count = counts.get(storeId) ?? { orders: 0, buyers: 0 };
    counts.set(storeId, count);
    if (buyerPrincipal === sellerPrincipal) continue;
    count.orders += 1;
    const pair = JSON.stringify([sellerPrincipal, buyerPrincipal]);
    if (!known.has(pair)) count.buyers += 1;
    known.add(pair);
  }
  return counts;
}

/**
 * The value below which a share of the values lies, by the nearest rank: of 100 values and .95 the 95th smallest.
 *
 * @param share 0 to 1.
 * @returns null without values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? null;
}
