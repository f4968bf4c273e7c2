/** How relevant each store is to a search, from the scores with which the search itself found its goods. */

export interface FoundStore {
  /** 0 to 1; the best is 1 */
  relevance: number;
  /** place of its best goods among the candidates */
  best: number;
}

/**
 * The stores of found goods, each by its best. Relevance halves with each `halving` (a share of the best score) by which a score lies
 * below the best: two stores are alike to a search only where it can hardly tell their goods apart. Goods that lack some of the words
 * count only where none has them all.
 *
 * @param storeAt the store of each candidate, by place
 * @param whole how many candidates, from the first, have all the words
 */
export function storesFound<Store>(
  scores: readonly number[],
  storeAt: (place: number) => Store,
  whole: number,
  halving: number,
): Map<Store, FoundStore> {
  const found = new Map<Store, FoundStore>();
  const end = whole > 0 ? Math.min(whole, scores.length) : scores.length;
  let top = 0;
  for (let place = 0; place < end; place++) top = Math.max(top, scores[place] as number);
  if (!(top > 0)) return found;
  for (let place = 0; place < end; place++) {
    const store = storeAt(place);
    const score = scores[place] as number;
    const relevance = 2 ** ((score / top - 1) / halving);
    const known = found.get(store);
    if (known === undefined || relevance > known.relevance) found.set(store, { relevance, best: place });
  }
  return found;
}
