/**
 * What the allotment reads and what it writes, as flat typed arrays. Everything may lie in SharedArrayBuffers, so that
 * several threads work on one market; which pass writes which array stands in passes.ts.
 */

/** Who is relevant to what: one row a keyword, one edge for each store that it may show. Made by `buildGraph`. */
export interface AllotmentGraph {
  readonly keywords: number;
  readonly stores: number;
  readonly principals: number;
  readonly edges: number;
  /** Edges of the longest row. */
  readonly longestRow: number;
  /** The edges of keyword k are `rowStart[k]` to `rowStart[k + 1]`; in a row they go by principal, cluster, store. */
  readonly rowStart: Uint32Array;
  readonly edgeStore: Uint32Array;
  /** 0 to 1. */
  readonly edgeRelevance: Float32Array;
  /** The cluster of near-duplicate goods that an edge's store stands in, counted from 0 within its row. */
  readonly edgeSeat: Uint16Array;
  /** The principal of an edge's store. */
  readonly edgePrincipal: Uint32Array;
  /** Seats of each row. */
  readonly rowSeats: Uint16Array;
  /** The most stores that one principal has in each row. */
  readonly rowMostStores: Uint32Array;
  readonly storePrincipal: Uint32Array;
}

/** What changes from day to day. Indexed by keyword, store or principal of the graph. */
export interface AllotmentFacts {
  /** Forecast exposure of each keyword in micro-impressions, a whole number up to `MAX_SUPPLY`, weighted by position. */
  readonly supply: Float64Array;
  /** What an impression is worth to the store that gets it (CTR x CVR x margin x order value), in minor units. */
  readonly impressionValue: Float64Array;
  /** Of each store: HIDDEN (closed, sanctioned), SHOWN, or NEWCOMER, which is shown and has a newcomer's place. */
  readonly standing: Uint8Array;
  /** Of each store: its score or any other measure from 0 to 1e20. */
  readonly quality: Float64Array;
  /** Of each store: its own merit in minor units of kept fees, decayed to today. */
  readonly storeMerit: Float64Array;
  /** Of each principal: the sum of its stores' merit. See `sumMerit`. */
  readonly principalMerit: Float64Array;
  /** Of each newcomer: the micro-impressions that its stage still owes it. Not read of other stores. */
  readonly newcomerNeed: Float64Array;
  /** Of each principal: this period's draw in -1..1; the same for all its stores, so that a split cannot draw twice. */
  readonly dither: Float64Array;
  /** Thompson draws of a keyword. */
  readonly drawsPerKeyword: number;
  /** The edge that each draw chose, keyword by keyword, or -1. See `drawExplorers`. */
  readonly explorers: Int32Array;
}

/** Standings of a store. */
export const HIDDEN = 0;
export const SHOWN = 1;
export const NEWCOMER = 2;

/** Columns of `totals`, the exposure of a store. */
export const ORGANIC_COLUMN = 0;
export const MERIT_COLUMN = 1;
export const NEWCOMER_COLUMN = 2;
export const EXPLORATION_COLUMN = 3;
/** What the disclosed dither added or took. */
export const DITHER_COLUMN = 4;
export const TOTAL_COLUMNS = 5;

/** What a build answers: some numbers a keyword, two a principal, and what each store got. */
export interface AllotmentResult {
  /** By principal: its relevance summed over keywords, weighted by supply: what its merit spreads over. Whole numbers. */
  readonly reach: Float64Array;
  /** By principal: merit / reach. */
  readonly meritRate: Float64Array;
  /** By store: the same reach for a newcomer, 0 for others. */
  readonly newcomerReach: Float64Array;
  /** By store: what it needs as a newcomer / that reach. */
  readonly newcomerRate: Float64Array;
  /** By keyword: with less relevance a store is not shown. */
  readonly leastRelevance: Float64Array;
  /** lambda_k: micro-impressions for a minor unit of merit. */
  readonly meritPrice: Float64Array;
  /** mu_k: micro-impressions for one unit of a seat's weight (relevance x quality)^gamma. */
  readonly organicPrice: Float64Array;
  /** The level to which newcomers are filled, in micro-impressions; infinite where none wants more. */
  readonly newcomerLevel: Float64Array;
  /** By keyword: micro-impressions that nobody may have: too few stores for the page's positions. */
  readonly unfilled: Float64Array;
  /** By store, `TOTAL_COLUMNS` columns each: whole micro-impressions. */
  readonly totals: Float64Array;
}

export interface AllotmentMarket {
  readonly graph: AllotmentGraph;
  readonly facts: AllotmentFacts;
  readonly result: AllotmentResult;
}

/** 50 million impressions a keyword: beyond, a double no longer resolves the thousandth of a micro-impression. */
export const MAX_SUPPLY = 50_000_000 * 1_000_000;

/** Sums that one worker gathers over its keywords. All whole numbers, so that the order of adding cannot matter. */
export interface AllotmentPartial {
  readonly reach: Float64Array;
  readonly newcomerReach: Float64Array;
  readonly totals: Float64Array;
}

export interface AllotmentArraysOptions {
  /** Lay the arrays out in SharedArrayBuffers. */
  readonly shared?: boolean;
}

const floats = (length: number, { shared = false }: AllotmentArraysOptions = {}): Float64Array =>
  shared ? new Float64Array(new SharedArrayBuffer(length * 8)) : new Float64Array(length);

/** Empty facts for a graph: everybody shown, no supply, no merit, no dither, no explorers. */
export function createFacts(
  graph: Pick<AllotmentGraph, 'keywords' | 'stores' | 'principals'>,
  drawsPerKeyword: number,
  options: AllotmentArraysOptions = {},
): AllotmentFacts {
  const { keywords, stores, principals } = graph;
  const draws = keywords * drawsPerKeyword;
  const explorers = options.shared ? new Int32Array(new SharedArrayBuffer(draws * 4)) : new Int32Array(draws);
  const standing = options.shared ? new Uint8Array(new SharedArrayBuffer(stores)) : new Uint8Array(stores);
  return {
    supply: floats(keywords, options),
    impressionValue: floats(keywords, options),
    standing: standing.fill(SHOWN),
    quality: floats(stores, options),
    storeMerit: floats(stores, options),
    principalMerit: floats(principals, options),
    newcomerNeed: floats(stores, options),
    dither: floats(principals, options),
    drawsPerKeyword,
    explorers: explorers.fill(-1),
  };
}

export function createResult(
  graph: Pick<AllotmentGraph, 'keywords' | 'stores' | 'principals'>,
  options: AllotmentArraysOptions = {},
): AllotmentResult {
  const { keywords, stores, principals } = graph;
  return {
    reach: floats(principals, options),
    meritRate: floats(principals, options),
    newcomerReach: floats(stores, options),
    newcomerRate: floats(stores, options),
    leastRelevance: floats(keywords, options),
    meritPrice: floats(keywords, options),
    organicPrice: floats(keywords, options),
    newcomerLevel: floats(keywords, options),
    unfilled: floats(keywords, options),
    totals: floats(stores * TOTAL_COLUMNS, options),
  };
}

export function createPartial(
  graph: Pick<AllotmentGraph, 'stores' | 'principals'>,
  options: AllotmentArraysOptions = {},
): AllotmentPartial {
  return {
    reach: floats(graph.principals, options),
    newcomerReach: floats(graph.stores, options),
    totals: floats(graph.stores * TOTAL_COLUMNS, options),
  };
}

/** Sums the merit of each principal's stores, in order of store. The caller's own way is as good, if it is always the same. */
export function sumMerit(graph: AllotmentGraph, facts: AllotmentFacts): void {
  facts.principalMerit.fill(0);
  for (let store = 0; store < graph.stores; store++) {
    const principal = graph.storePrincipal[store] as number;
    facts.principalMerit[principal] =
      (facts.principalMerit[principal] as number) + (facts.storeMerit[store] as number);
  }
}
