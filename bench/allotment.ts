/**
 * `npm run bench -- allotment`: 100,000 keywords and 10 million edges on one thread.
 *
 * - prices: the full build of all that an allotment is made of: reach and rate of each principal, three prices of each keyword. Any row
 *   follows from them by itself, in microseconds.
 * - rows: the same with every row allotted, capped, dithered, rounded to whole micro-impressions and totalled by store and pool.
 * - change: the merit of one store, all its principal's rows made anew.
 * - serving: a page of twenty positions from 20, 200 and 2,000 seats.
 *
 * The limit is one pass over the arrays that the prices are made of and from, through the same indices, which only sums them. Times are
 * processor time of the thread, the best of the rounds, ours and the limit's in turn. The answers are checked: every micro-impression of
 * supply is given once, a sample of small markets equals the rule written down plainly, changes leave the bits of a full build, and pages
 * keep every store within one impression of its due.
 */
import { naiveAllotment } from '../packages/policy/src/allotment/testing/naive.ts';
import {
  type AllotmentMarket,
  type AllotmentRules,
  allotmentRules,
  allotRow,
  buildAllotment,
  buildGraph,
  changeMerit,
  clearPartial,
  createChanger,
  createFacts,
  createResult,
  createRoom,
  createServing,
  createWork,
  defaultDocument,
  gatherNewcomers,
  gatherReach,
  measureReach,
  NEWCOMER,
  priceRows,
  servePage,
  sumMerit,
} from '../packages/policy/src/index.ts';

const KEYWORDS = 100_000;
const EDGES_PER_KEYWORD = 100;
const STORES = 100_000;
const PRINCIPALS = 40_000;
const SEATS = [20, 200, 2_000];

export async function benchAllotment({ rounds }: { readonly rounds: number }): Promise<boolean> {
  const rules = allotmentRules(defaultDocument);
  console.log(
    `Drawing a market: ${KEYWORDS} keywords, ${KEYWORDS * EDGES_PER_KEYWORD} edges, ${STORES} stores ...`,
  );
  const market = drawMarket({ keywords: KEYWORDS, stores: STORES, principals: PRINCIPALS, seed: 1 });
  const room = createRoom(market);
  const { keywords, stores, principals, edges } = market.graph;

  const limits: number[] = [];
  const prices: number[] = [];
  const rows: number[] = [];
  // The first round only warms up.
  for (let round = 0; round <= Math.max(3, rounds); round++) {
    limits.push(timeOf(() => sumArrays(market)));
    prices.push(
      timeOf(() => {
        clearPartial(room.partial);
        measureReach(market, rules, 0, keywords, room.partial);
        gatherReach(market, 0, principals, [room.partial]);
        gatherNewcomers(market, 0, stores, [room.partial]);
        priceRows(market, rules, 0, keywords, room.work);
      }),
    );
    rows.push(timeOf(() => buildAllotment(market, rules, room)));
  }
  const best = (times: readonly number[]): number => Math.min(...times.slice(1));
  const isConserved = checkConservation(market);

  const changer = createChanger(market, rules);
  const changes: number[] = [];
  const random = randomOf(2);
  for (let at = 0; at < 200; at++) {
    const store = Math.floor(random() * stores);
    changes.push(timeOf(() => changeMerit(changer, store, random() * 20_000)));
  }
  const anew = { graph: market.graph, facts: market.facts, result: createResult(market.graph) };
  buildAllotment(anew, rules, room);
  const isSameAfterChanges = sameNumbers(market.result.totals, anew.result.totals);
  const serving = SEATS.map((seats) => serve(rules, seats));
  const compared = compareWithNaive(rules);

  const checks = {
    supply_given_to_the_micro_impression: isConserved,
    changes_leave_the_bits_of_a_full_build: isSameAfterChanges,
    small_markets_equal_to_plain_rule: compared,
    largest_lag_in_impressions: Math.max(...serving.map(({ largestLag }) => largestLag)),
  };
  const table = [
    { what: 'limit: one pass that sums', ms: best(limits) },
    { what: 'prices of everything', ms: best(prices) },
    { what: 'prices, all rows and totals', ms: best(rows) },
    { what: 'a change of merit (median)', ms: median(changes) },
    ...serving.map(({ seats, microseconds }) => ({
      what: `a page from ${seats} seats`,
      ms: microseconds / 1_000,
    })),
  ];
  console.table(table.map(({ what, ms }) => ({ what, ms: Number(ms.toFixed(ms < 0.1 ? 5 : 2)) })));
  const perSecond = (ms: number): number => Math.round((edges / ms) * 1_000);
  console.log(
    JSON.stringify({
      bench: 'allotment',
      ours: perSecond(best(prices)),
      limit: perSecond(best(limits)),
      ratio: rounded(best(limits) / best(prices), 3),
      unit: 'edges a second, one thread, prices of everything',
      prices_ms: rounded(best(prices)),
      rows_ms: rounded(best(rows)),
      rows_ratio: rounded(best(limits) / best(rows), 3),
      limit_ms: rounded(best(limits)),
      change_ms_median: rounded(median(changes), 3),
      serving_us: Object.fromEntries(
        serving.map(({ seats, microseconds }) => [seats, rounded(microseconds, 2)]),
      ),
      checks,
    }),
  );
  return isConserved && isSameAfterChanges && compared > 0 && checks.largest_lag_in_impressions <= 1.001;
}

/** Reads every array that the prices are made of and from, each once, through the same indices, and sums them. */
function sumArrays({ graph, facts, result }: AllotmentMarket): number {
  const { rowStart, edgeStore, edgeRelevance, edgeSeat, edgePrincipal, keywords } = graph;
  const { quality, standing, principalMerit, supply } = facts;
  const { reach, meritRate } = result;
  let relevances = 0;
  let seats = 0;
  let qualities = 0;
  let merits = 0;
  let standings = 0;
  for (let keyword = 0; keyword < keywords; keyword++) {
    const to = rowStart[keyword + 1] as number;
    relevances += supply[keyword] as number;
    for (let edge = rowStart[keyword] as number; edge < to; edge++) {
      const store = edgeStore[edge] as number;
      const principal = edgePrincipal[edge] as number;
      relevances += edgeRelevance[edge] as number;
      seats += edgeSeat[edge] as number;
      qualities += quality[store] as number;
      standings += standing[store] as number;
      merits +=
        (principalMerit[principal] as number) +
        (reach[principal] as number) +
        (meritRate[principal] as number);
    }
  }
  return relevances + seats + qualities + merits + standings;
}

function serve(rules: AllotmentRules, seats: number) {
  const random = randomOf(seats);
  const work = createWork({ longestRow: seats }, { drawsPerKeyword: 1 });
  const supply = 1e12;
  const weights = Array.from({ length: seats }, () => 1 + 4 * random());
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  Object.assign(work, { count: seats, seats });
  for (const [at, weight] of weights.entries()) {
    work.seat[at] = at;
    work.units[at] = Math.floor((supply * weight) / whole);
  }
  const row = createServing(rules, supply, work);
  const page = new Uint32Array(rules.positionWeights.length);
  const pages = Math.ceil(4_000_000 / seats);
  let fastest = Number.POSITIVE_INFINITY;
  let largestLag = 0;
  for (let round = 0; round < 5; round++) {
    const ms = timeOf(() => {
      for (let query = 0; query < pages; query++) servePage(row, page);
    });
    fastest = Math.min(fastest, ms);
    largestLag = row.lag.reduce((most, lag) => Math.max(most, Math.abs(lag)), largestLag);
  }
  return { seats, microseconds: (fastest / pages) * 1_000, largestLag };
}

/** How many of 200 small markets were equal, edge by edge, to within the rounding; 0 if one was not. */
function compareWithNaive(rules: AllotmentRules): number {
  // On a page of one position no cap binds; the plain rule knows none.
  const plain = { ...rules, positionWeights: Float64Array.of(1), positionShares: Float64Array.of(0, 1) };
  for (let seed = 1; seed <= 200; seed++) {
    const market = drawMarket({ keywords: 5, stores: 150, principals: 60, seed });
    buildAllotment(market, plain);
    const expected = naiveAllotment(market, plain);
    const work = createWork(market.graph, market.facts);
    for (let keyword = 0; keyword < market.graph.keywords; keyword++) {
      allotRow(market, plain, keyword, work);
      for (let at = 0; at < work.count; at++)
        if (Math.abs((work.units[at] ?? 0) - (expected[work.edge[at] ?? 0] ?? 0)) > 1) return 0;
    }
  }
  return 200;
}

function checkConservation({ facts, result }: AllotmentMarket): boolean {
  const sum = (values: Float64Array): number => values.reduce((whole, value) => whole + value, 0);
  return sum(result.totals) + sum(result.unfilled) === sum(facts.supply);
}

function drawMarket(size: {
  keywords: number;
  stores: number;
  principals: number;
  seed: number;
}): AllotmentMarket {
  const { keywords, stores, principals, seed } = size;
  const random = randomOf(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const storePrincipal = Uint32Array.from({ length: stores }, () => whole(principals));
  const storeCluster = Uint32Array.from({ length: stores }, () => whole(Math.ceil(stores * 0.6)));
  const edges = keywords * EDGES_PER_KEYWORD;
  const edgeKeyword = new Uint32Array(edges);
  const edgeStore = new Uint32Array(edges);
  const edgeRelevance = new Float32Array(edges);
  const takenBy = new Int32Array(stores).fill(-1);
  for (let edge = 0; edge < edges; edge++) {
    const keyword = Math.floor(edge / EDGES_PER_KEYWORD);
    let store = whole(stores);
    while (takenBy[store] === keyword) store = whole(stores);
    takenBy[store] = keyword;
    edgeKeyword[edge] = keyword;
    edgeStore[edge] = store;
    edgeRelevance[edge] = 0.3 + 0.7 * random();
  }
  const graph = buildGraph({
    keywords,
    principals,
    storePrincipal,
    storeCluster,
    edgeKeyword,
    edgeStore,
    edgeRelevance,
  });
  const facts = createFacts(graph, 2);
  for (let keyword = 0; keyword < keywords; keyword++) {
    facts.supply[keyword] = Math.floor(1e8 + 1e9 * random());
    facts.impressionValue[keyword] = 2 + 10 * random();
    for (let draw = 0; draw < 2; draw++)
      facts.explorers[keyword * 2 + draw] = (graph.rowStart[keyword] ?? 0) + whole(EDGES_PER_KEYWORD);
  }
  for (let store = 0; store < stores; store++) {
    facts.quality[store] = 3 + 2 * random();
    if (random() < 0.6) facts.storeMerit[store] = 10_000 * random();
    else if (random() < 0.2) {
      facts.standing[store] = NEWCOMER;
      facts.newcomerNeed[store] = 200_000_000;
    }
  }
  for (let principal = 0; principal < principals; principal++) facts.dither[principal] = 2 * random() - 1;
  sumMerit(graph, facts);
  return { graph, facts, result: createResult(graph) };
}

/** Xorshift32: the same market for the same seed. */
function randomOf(seed: number): () => number {
  let state = (Math.imul(seed, 0x9e37_79b9) | 1) >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** Milliseconds of processor time of this thread: what else the machine does at the time does not count. */
function timeOf(work: () => unknown): number {
  const begun = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1_000;
}

const sameNumbers = (a: Float64Array, b: Float64Array): boolean => a.every((value, at) => value === b[at]);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
