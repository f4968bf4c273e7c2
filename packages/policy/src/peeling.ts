/**
 * Rule: the densest block of a graph of buyers and stores (after FRAUDAR, Hooi et al. 2016). Rings of accounts buy from
 * the same few stores and so form a block that is denser than what is around it, however they disguise single orders. It
 * feeds the priors of the scorecard and never bans.
 */
import { log } from './deterministic-math.ts';
import type { PolicyDocument } from './document.ts';
import { shareOf } from './money.ts';

export interface PurchaseEdge {
  readonly buyer: string;
  readonly store: string;
}

export interface DenseBlock {
  /** Sorted. */
  readonly buyers: readonly string[];
  readonly stores: readonly string[];
  /** Weight of the edges inside a node: what a ring cannot lower by buying elsewhere as well. */
  readonly density: number;
}

/**
 * The block that greedy peeling finds: the node with the least weight goes first, again and again, and the best moment on
 * the way counts. Its density is at least half of the largest there is.
 *
 * An edge weighs 1 / log(orders of its store + 5), so that a store where everybody buys makes nobody suspicious. Several
 * orders of a buyer at a store are one edge. Of equally light nodes the one whose id comes first goes first, stores
 * before buyers: the result does not depend on the order of the input. O(edges x log nodes).
 */
export function densestBlock(purchases: readonly PurchaseEdge[]): DenseBlock {
  const graph = readGraph(purchases);
  const { names, storeCount, start, neighbour, edgeWeight } = graph;
  const weight = new Float64Array(names.length);
  for (let node = 0; node < names.length; node += 1)
    for (let edge = at(start, node); edge < at(start, node + 1); edge += 1)
      weight[node] = at(weight, node) + at(edgeWeight, edge);

  const heap = new NodeHeap(weight);
  const removedAt = new Int32Array(names.length).fill(-1);
  let total = 0;
  for (let node = 0; node < storeCount; node += 1) total += at(weight, node);
  let best = names.length === 0 ? 0 : total / names.length;
  let bestStep = 0;
  for (let step = 0; step < names.length; step += 1) {
    const node = heap.takeLightest();
    removedAt[node] = step;
    total -= at(weight, node);
    for (let edge = at(start, node); edge < at(start, node + 1); edge += 1) {
      const other = at(neighbour, edge);
      if (at(removedAt, other) < 0) heap.lighten(other, at(edgeWeight, edge));
    }
    const left = names.length - step - 1;
    // Rounding could make a block of nothing look a little dense.
    if (left > 0 && total / left > best) {
      best = total / left;
      bestStep = step + 1;
    }
  }
  const inside = (from: number, to: number) =>
    names.slice(from, to).filter((_, index) => at(removedAt, from + index) >= bestStep);
  return { stores: inside(0, storeCount), buyers: inside(storeCount, names.length), density: best };
}

/** The purchases that peeling looks at: those whose store or buyer is suspected at least so much already. */
export function suspiciousPart<T extends PurchaseEdge & { readonly fraudProbability: number }>(
  purchases: readonly T[],
  { fraud }: Pick<PolicyDocument, 'fraud'>,
): T[] {
  const from = shareOf(fraud.peelingFromPpm);
  const suspected = purchases.filter(({ fraudProbability }) => fraudProbability >= from);
  const stores = new Set(suspected.map(({ store }) => store));
  const buyers = new Set(suspected.map(({ buyer }) => buyer));
  return purchases.filter(({ store, buyer }) => stores.has(store) || buyers.has(buyer));
}

/** Stores first, then buyers, each sorted; edges in compressed rows, in both directions. */
interface Graph {
  readonly names: readonly string[];
  readonly storeCount: number;
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly edgeWeight: Float64Array;
}

function readGraph(purchases: readonly PurchaseEdge[]): Graph {
  const stores = [...new Set(purchases.map(({ store }) => store))].sort();
  const buyers = [...new Set(purchases.map(({ buyer }) => buyer))].sort();
  const storeIndex = new Map(stores.map((store, index) => [store, index]));
  const buyerIndex = new Map(buyers.map((buyer, index) => [buyer, stores.length + index]));
  const size = stores.length + buyers.length;
  const pairs = new Set<number>();
  for (const { buyer, store } of purchases)
    pairs.add((storeIndex.get(store) ?? 0) * size + (buyerIndex.get(buyer) ?? 0));
  const edges = [...pairs]
    .sort((a, b) => a - b)
    .map((pair) => [Math.floor(pair / size), pair % size] as const);

  const start = new Uint32Array(size + 1);
  for (const [store, buyer] of edges) {
    start[store + 1] = at(start, store + 1) + 1;
    start[buyer + 1] = at(start, buyer + 1) + 1;
  }
  const degree = start.slice(1);
  for (let node = 0; node < size; node += 1) start[node + 1] = at(start, node + 1) + at(start, node);
  const cursor = start.slice(0, size);
  const neighbour = new Uint32Array(edges.length * 2);
  const edgeWeight = new Float64Array(edges.length * 2);
  const put = (from: number, to: number, weight: number) => {
    const place = at(cursor, from);
    neighbour[place] = to;
    edgeWeight[place] = weight;
    cursor[from] = place + 1;
  };
  for (const [store, buyer] of edges) {
    const weight = 1 / log(at(degree, store) + 5);
    put(store, buyer, weight);
    put(buyer, store, weight);
  }
  return { names: [...stores, ...buyers], storeCount: stores.length, start, neighbour, edgeWeight };
}

/** A binary heap of nodes by weight, then by index, that knows where each node is. */
class NodeHeap {
  readonly #weight: Float64Array;
  readonly #heap: Uint32Array;
  readonly #place: Uint32Array;
  #size: number;

  /** @param weight is read and, by `lighten`, changed. */
  constructor(weight: Float64Array) {
    this.#weight = weight;
    this.#size = weight.length;
    this.#heap = Uint32Array.from(weight, (_, index) => index);
    this.#place = Uint32Array.from(this.#heap);
    for (let place = (this.#size >> 1) - 1; place >= 0; place -= 1) this.#sink(place);
  }

  takeLightest(): number {
    const lightest = at(this.#heap, 0);
    this.#size -= 1;
    this.#put(0, at(this.#heap, this.#size));
    this.#sink(0);
    return lightest;
  }

  lighten(node: number, by: number): void {
    this.#weight[node] = at(this.#weight, node) - by;
    let place = at(this.#place, node);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = at(this.#heap, parent);
      if (!this.#isLighter(node, above)) break;
      this.#put(place, above);
      place = parent;
    }
    this.#put(place, node);
  }

  #sink(from: number): void {
    const node = at(this.#heap, from);
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isLighter(at(this.#heap, child + 1), at(this.#heap, child)))
        child += 1;
      const below = at(this.#heap, child);
      if (!this.#isLighter(below, node)) break;
      this.#put(place, below);
      place = child;
    }
    this.#put(place, node);
  }

  #isLighter(a: number, b: number): boolean {
    const difference = at(this.#weight, a) - at(this.#weight, b);
    return difference < 0 || (difference === 0 && a < b);
  }

  #put(place: number, node: number): void {
    this.#heap[place] = node;
    this.#place[node] = place;
  }
}

/** An element that is known to be there. */
function at(values: Float64Array | Uint32Array | Int32Array, index: number): number {
  return values[index] ?? 0;
}
