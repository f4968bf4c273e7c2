/**
 * What one merchant is told of a day: its own facts, the sums of the seats it stands in, and what it got. Together with
 * the public prices it is enough to recompute every figure; see verify.ts.
 */
import { type AllotmentMarket, HIDDEN, NEWCOMER, TOTAL_COLUMNS } from './market.ts';
import type { PublicPrices } from './prices.ts';
import { allotRow } from './row.ts';
import type { AllotmentRules } from './rules.ts';
import { createWork, type RowWork } from './work.ts';

/** Whole micro-impressions by pool; they sum to `total`. */
export interface Pools {
  readonly total: number;
  readonly organic: number;
  readonly merit: number;
  readonly newcomer: number;
  readonly exploration: number;
  readonly dither: number;
}

export interface StatementStore {
  readonly store: string;
  readonly isShown: boolean;
  readonly quality: number;
  /** minor units of kept fees, decayed to the day */
  readonly merit: number;
  /** micro-impressions that its newcomer's stage owes it; null for who is no newcomer */
  readonly newcomerNeed: number | null;
  readonly got: Pools;
}

/** One edge of the merchant's: a store that is relevant to a keyword. */
export interface StatementRow {
  readonly keyword: string;
  readonly store: string;
  readonly relevance: number;
  /** Whether the store was among those shown on the keyword; if not, `reason` says why and the rest is absent. */
  readonly seat: SeatSums | null;
  readonly reason: 'hidden' | 'notRelevant' | 'siblingsHoldSeats' | null;
  /** Draws of exploration that it won. */
  readonly draws: number;
  /** whole micro-impressions */
  readonly got: number;
}

/** The cluster of near-duplicate goods that the store stands in on this keyword. */
export interface SeatSums {
  readonly seat: number;
  /** the largest (relevance x quality)^gamma of its members */
  readonly weight: number;
  /** the sum of its principals' merit */
  readonly merit: number;
  /** the sum of its principals' largest weights */
  readonly best: number;
  /** what the positions of the page left of it, as a factor; 1 where no cap bound */
  readonly capFactor: number;
}

export interface Statement {
  readonly format: 'hazumi-allotment-statement-1';
  readonly day: string;
  readonly pricesHash: string;
  readonly principal: string;
  readonly ditherDraw: number;
  readonly drawsPerKeyword: number;
  readonly stores: readonly StatementStore[];
  readonly rows: readonly StatementRow[];
}

export interface StatementNames {
  readonly principal: string;
  readonly stores: readonly string[];
}

/** The statement of one principal of a market that has been built. Looks at every keyword: for many, keep the rows. */
export function statementOf(
  market: AllotmentMarket,
  rules: AllotmentRules,
  prices: PublicPrices,
  principal: number,
  names: StatementNames,
): Statement {
  const { graph, facts, result } = market;
  const work = createWork(graph, facts);
  const rows: StatementRow[] = [];
  const mine = Array.from({ length: graph.stores }, (_, store) => store).filter(
    (store) => graph.storePrincipal[store] === principal,
  );
  const isMine = new Set(mine);
  for (let keyword = 0; keyword < graph.keywords; keyword++) {
    const from = graph.rowStart[keyword] as number;
    const to = graph.rowStart[keyword + 1] as number;
    const edges = Array.from({ length: to - from }, (_, at) => from + at).filter((edge) =>
      isMine.has(graph.edgeStore[edge] as number),
    );
    if (edges.length === 0) continue;
    allotRow(market, rules, keyword, work);
    for (const edge of edges)
      rows.push(rowOf(market, work, prices.keywords[keyword]?.keyword ?? '', edge, names));
  }
  return {
    format: 'hazumi-allotment-statement-1',
    day: prices.day,
    pricesHash: prices.hash,
    principal: names.principal,
    ditherDraw: facts.dither[principal] as number,
    drawsPerKeyword: facts.drawsPerKeyword,
    stores: mine.map((store) => ({
      store: names.stores[store] ?? String(store),
      isShown: facts.standing[store] !== HIDDEN,
      quality: facts.quality[store] as number,
      merit: facts.storeMerit[store] as number,
      newcomerNeed: facts.standing[store] === NEWCOMER ? (facts.newcomerNeed[store] as number) : null,
      got: poolsAt(result.totals, store),
    })),
    rows,
  };
}

/** The pools of a store in an array of totals. */
export function poolsAt(totals: Float64Array, store: number): Pools {
  const [organic = 0, merit = 0, newcomer = 0, exploration = 0, dither = 0] = totals.subarray(
    store * TOTAL_COLUMNS,
    (store + 1) * TOTAL_COLUMNS,
  );
  return {
    total: organic + merit + newcomer + exploration + dither,
    organic,
    merit,
    newcomer,
    exploration,
    dither,
  };
}

function rowOf(
  { graph, facts }: AllotmentMarket,
  work: RowWork,
  keyword: string,
  edge: number,
  names: StatementNames,
): StatementRow {
  const store = graph.edgeStore[edge] as number;
  const relevance = graph.edgeRelevance[edge] as number;
  const at = work.edge.subarray(0, work.count).indexOf(edge);
  const named = { keyword, store: names.stores[store] ?? String(store), relevance };
  if (at < 0) {
    const isHidden = facts.standing[store] === HIDDEN;
    const isRelevant = relevance >= work.leastRelevance;
    const reason = isHidden ? 'hidden' : isRelevant ? 'siblingsHoldSeats' : 'notRelevant';
    return { ...named, seat: null, reason, draws: 0, got: 0 };
  }
  const seat = work.seat[at] as number;
  return {
    ...named,
    seat: {
      seat,
      weight: work.seatWeight[seat] as number,
      merit: work.seatMerit[seat] as number,
      best: work.seatBest[seat] as number,
      capFactor: work.isCapped ? (work.capFactor[at] as number) : 1,
    },
    reason: null,
    draws: work.exploredAt.subarray(0, work.explored).filter((one) => one === at).length,
    got: work.units[at] as number,
  };
}
