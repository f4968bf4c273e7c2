/** Compressed rows from a list of edges in any order. */
import type { AllotmentArraysOptions, AllotmentGraph } from './market.ts';

export interface EdgeList {
  readonly keywords: number;
  readonly principals: number;
  /** Of each store. */
  readonly storePrincipal: ArrayLike<number>;
  /** Of each store: the cluster of near-duplicate goods that it belongs to, any whole numbers. */
  readonly storeCluster: ArrayLike<number>;
  /** Parallel columns, one entry an edge; a pair of keyword and store stands at most once. */
  readonly edgeKeyword: ArrayLike<number>;
  readonly edgeStore: ArrayLike<number>;
  /** 0 to 1. */
  readonly edgeRelevance: ArrayLike<number>;
}

const MAX_SEATS = 65_535;

/**
 * Sorts edges into rows, and each row by principal, cluster and store, in time linear in edges: so the order in which
 * they were given leaves no trace.
 *
 * @throws RangeError for an index out of range, a relevance outside 0..1, an edge given twice, or a keyword with more
 * than 65,535 clusters.
 */
export function buildGraph(list: EdgeList, options: AllotmentArraysOptions = {}): AllotmentGraph {
  const { keywords, principals } = list;
  const stores = list.storePrincipal.length;
  const edges = list.edgeStore.length;
  const uint32 = (length: number): Uint32Array =>
    options.shared ? new Uint32Array(new SharedArrayBuffer(length * 4)) : new Uint32Array(length);
  const uint16 = (length: number): Uint16Array =>
    options.shared ? new Uint16Array(new SharedArrayBuffer(length * 2)) : new Uint16Array(length);
  const edgeRelevance = options.shared
    ? new Float32Array(new SharedArrayBuffer(edges * 4))
    : new Float32Array(edges);

  const storePrincipal = uint32(stores);
  for (let store = 0; store < stores; store++)
    storePrincipal[store] = inRange(list.storePrincipal[store], principals, 'A principal');
  for (let edge = 0; edge < edges; edge++) {
    inRange(list.edgeKeyword[edge], keywords, 'A keyword');
    inRange(list.edgeStore[edge], stores, 'A store');
    const relevance = list.edgeRelevance[edge] as number;
    if (!(relevance >= 0 && relevance <= 1))
      throw new RangeError(`A relevance lies between 0 and 1, not at ${relevance}.`);
  }

  const byStore = groupedBy(list.edgeStore, stores, edges);
  const rowStart = uint32(keywords + 1);
  for (let edge = 0; edge < edges; edge++) {
    const next = (list.edgeKeyword[edge] as number) + 1;
    rowStart[next] = (rowStart[next] as number) + 1;
  }
  let longestRow = 0;
  for (let keyword = 0; keyword < keywords; keyword++) {
    longestRow = Math.max(longestRow, rowStart[keyword + 1] as number);
    rowStart[keyword + 1] = (rowStart[keyword + 1] as number) + (rowStart[keyword] as number);
  }

  const edgeStore = uint32(edges);
  const edgePrincipal = uint32(edges);
  const edgeCluster = new Float64Array(edges);
  const fill = rowStart.slice();
  for (const store of storesInOrder(list)) {
    for (let at = byStore.start[store] as number; at < (byStore.start[store + 1] as number); at++) {
      const edge = byStore.order[at] as number;
      const keyword = list.edgeKeyword[edge] as number;
      const place = fill[keyword] as number;
      if (place > (rowStart[keyword] as number) && edgeStore[place - 1] === store)
        throw new RangeError(`The edge of keyword ${keyword} and store ${store} stands twice.`);
      fill[keyword] = place + 1;
      edgeStore[place] = store;
      edgePrincipal[place] = storePrincipal[store] as number;
      edgeRelevance[place] = list.edgeRelevance[edge] as number;
      edgeCluster[place] = list.storeCluster[store] as number;
    }
  }

  const edgeSeat = uint16(edges);
  const rowSeats = uint16(keywords);
  const rowMostStores = uint32(keywords);
  for (let keyword = 0; keyword < keywords; keyword++) {
    const from = rowStart[keyword] as number;
    const to = rowStart[keyword + 1] as number;
    rowSeats[keyword] = numberSeats(edgeCluster, edgeSeat, from, to);
    rowMostStores[keyword] = mostStores(edgePrincipal, from, to);
  }
  return {
    keywords,
    stores,
    principals,
    edges,
    longestRow,
    rowStart,
    edgeStore,
    edgeRelevance,
    edgeSeat,
    edgePrincipal,
    rowSeats,
    rowMostStores,
    storePrincipal,
  };
}

/** The way back: which edges a store has. Needed for changes, not for a build. */
export interface AllotmentColumns {
  /** The entries of store i are `start[i]` to `start[i + 1]`. */
  readonly start: Uint32Array;
  readonly edge: Uint32Array;
  readonly keyword: Uint32Array;
  /** The stores of principal p are `principalStart[p]` to `principalStart[p + 1]` of `principalStore`. */
  readonly principalStart: Uint32Array;
  readonly principalStore: Uint32Array;
}

export function columnsOf(graph: AllotmentGraph): AllotmentColumns {
  const { start, order } = groupedBy(graph.edgeStore, graph.stores, graph.edges);
  const keyword = new Uint32Array(graph.edges);
  const keywordOf = new Uint32Array(graph.edges);
  for (let row = 0; row < graph.keywords; row++)
    keywordOf.fill(row, graph.rowStart[row] as number, graph.rowStart[row + 1] as number);
  for (let at = 0; at < graph.edges; at++) keyword[at] = keywordOf[order[at] as number] as number;
  const principals = groupedBy(graph.storePrincipal, graph.principals, graph.stores);
  return {
    start,
    edge: order,
    keyword,
    principalStart: principals.start,
    principalStore: principals.order,
  };
}

/** Stores by principal, then cluster, then index. */
function storesInOrder({ storePrincipal, storeCluster }: EdgeList): Uint32Array {
  return Uint32Array.from({ length: storePrincipal.length }, (_, store) => store).sort(
    (a, b) =>
      (storePrincipal[a] as number) - (storePrincipal[b] as number) ||
      (storeCluster[a] as number) - (storeCluster[b] as number) ||
      a - b,
  );
}

/** A counting sort: the items of each group, in order of index. */
function groupedBy(groupOf: ArrayLike<number>, groups: number, items: number) {
  const start = new Uint32Array(groups + 1);
  for (let item = 0; item < items; item++) {
    const next = (groupOf[item] as number) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let group = 0; group < groups; group++)
    start[group + 1] = (start[group + 1] as number) + (start[group] as number);
  const fill = start.slice();
  const order = new Uint32Array(items);
  for (let item = 0; item < items; item++) {
    const group = groupOf[item] as number;
    order[fill[group] as number] = item;
    fill[group] = (fill[group] as number) + 1;
  }
  return { start, order };
}

/** Numbers the clusters of a row from 0, in order of their first edge; answers how many there are. */
function numberSeats(cluster: Float64Array, seat: Uint16Array, from: number, to: number): number {
  const known = new Map<number, number>();
  for (let edge = from; edge < to; edge++) {
    const name = cluster[edge] as number;
    let number = known.get(name);
    if (number === undefined) {
      number = known.size;
      if (number >= MAX_SEATS) throw new RangeError(`A keyword has more than ${MAX_SEATS} clusters.`);
      known.set(name, number);
    }
    seat[edge] = number;
  }
  return known.size;
}

/** The most edges of one principal in a row, where they stand together. */
function mostStores(principal: Uint32Array, from: number, to: number): number {
  let most = 0;
  let first = from;
  for (let edge = from; edge < to; edge++) {
    if (principal[edge] !== principal[first]) first = edge;
    most = Math.max(most, edge + 1 - first);
  }
  return most;
}

function inRange(value: number | undefined, count: number, what: string): number {
  if (value === undefined || !Number.isInteger(value) || value < 0 || value >= count)
    throw new RangeError(`${what} must be a whole number below ${count}, not ${value}.`);
  return value;
}
