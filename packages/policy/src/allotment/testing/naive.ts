/**
 * The rule as one would write it down first: lists, maps and filters, one keyword after the other, nothing shared with the
 * engine but the numbers of the policy. What the engine answers is compared with this.
 */
import { type AllotmentFacts, type AllotmentMarket, HIDDEN, NEWCOMER } from '../market.ts';
import type { AllotmentRules } from '../rules.ts';

interface Entry {
  edge: number;
  store: number;
  principal: number;
  seat: number;
  r: number;
  w: number;
  amount: number;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const groups = <Key>(entries: Entry[], key: (entry: Entry) => Key): Entry[][] => [
  ...Map.groupBy(entries, key).values(),
];
const most = (values: number[]): number => values.reduce((best, value) => Math.max(best, value), 0);

/** The whole micro-impressions of every edge, keyword by keyword. */
export function naiveAllotment(market: AllotmentMarket, rules: AllotmentRules): Float64Array {
  const { graph, facts } = market;
  const rows = Array.from({ length: graph.keywords }, (_, keyword) => entriesOf(market, rules, keyword));
  const supplyOf = (keyword: number): number => facts.supply[keyword] ?? 0;
  const bidRelevance = (mine: Entry[]): number => {
    const best = most(mine.map(({ r }) => r));
    return best >= rules.meritRelevance ? best : 0;
  };
  const reach = Array.from({ length: graph.principals }, (_, principal) =>
    sum(
      rows.map((row, keyword) =>
        Math.floor(bidRelevance(row.filter((one) => one.principal === principal)) * supplyOf(keyword)),
      ),
    ),
  );
  const newcomerReach = Array.from({ length: graph.stores }, (_, store) =>
    sum(
      rows.flatMap((row, keyword) =>
        row.filter((one) => one.store === store).map(({ r }) => Math.floor(r * supplyOf(keyword))),
      ),
    ),
  );
  const units = new Float64Array(graph.edges);
  for (const [keyword, whole] of rows.entries()) {
    const row = seated(whole, rules.seatsPerPrincipal);
    const supply = supplyOf(keyword);
    const bidOf = (mine: Entry[]): number => {
      const principal = mine[0]?.principal ?? 0;
      const spread = Math.floor(bidRelevance(mine) * supply);
      return spread > 0 ? ((facts.principalMerit[principal] ?? 0) / (reach[principal] ?? 0)) * spread : 0;
    };
    const principals = groups(row, (one) => one.principal);
    const bids = sum(principals.map(bidOf));
    const value = facts.impressionValue[keyword] ?? 0;
    const clearing = bids > 1e-9 ? (rules.meritShare * supply) / bids : 0;
    const lambda = Math.min(clearing, value > 0 ? (rules.kappa / value) * 1e6 : clearing);

    for (const mine of principals) give(facts, rules, mine, lambda * bidOf(mine), rules.meritRelevance);
    const fresh = row.filter(({ store }) => facts.standing[store] === NEWCOMER);
    const wants = fresh.map(({ store, r }) => {
      const whole = newcomerReach[store] ?? 0;
      return whole > 0 ? ((facts.newcomerNeed[store] ?? 0) / whole) * Math.floor(r * supply) : 0;
    });
    const filled = filledTo(wants, rules.newcomerShare * supply);
    for (const [at, one] of fresh.entries()) one.amount += filled[at] ?? 0;
    const draws = facts.drawsPerKeyword;
    const chosen = [...facts.explorers.slice(keyword * draws, (keyword + 1) * draws)]
      .map((edge) => row.find((one) => one.edge === edge))
      .filter((one) => one !== undefined);
    for (const one of chosen) one.amount += (rules.explorationShare * supply) / draws;
    const budget =
      supply - lambda * bids - sum(filled) - (chosen.length * rules.explorationShare * supply) / draws;

    const seats = groups(row, (one) => one.seat);
    const weights = sum(seats.map((seat) => most(seat.map(({ w }) => w))));
    for (const seat of seats) {
      const due = weights > 0 ? (budget * most(seat.map(({ w }) => w))) / weights : 0;
      const members = groups(seat, (one) => one.principal);
      const meritOf = (mine: Entry[]): number => facts.principalMerit[mine[0]?.principal ?? 0] ?? 0;
      const merits = sum(members.map(meritOf));
      const bests = sum(members.map((mine) => most(mine.map(({ w }) => w))));
      for (const mine of members) {
        const byWeight = bests > 0 ? most(mine.map(({ w }) => w)) / bests : 0;
        const share =
          merits > 0
            ? (1 - rules.noMeritShare) * (meritOf(mine) / merits) + rules.noMeritShare * byWeight
            : byWeight;
        give(facts, rules, mine, due * share, 0);
      }
    }
    ditherRow(row, (principal) => facts.dither[principal] ?? 0, rules.ditherAmplitude);
    if (isOverCap(row, rules, supply))
      throw new RangeError('This market needs caps, which are not known here.');
    for (const [at, whole] of largestRemainders(row, weights > 0 ? supply : null).entries())
      units[row[at]?.edge ?? 0] = whole;
  }
  return units;
}

/** Whether the caps of seats have anything to do here. */
function isOverCap(row: Entry[], { positionShares }: AllotmentRules, supply: number): boolean {
  return groups(row, ({ seat }) => seat)
    .map((mine) => sum(mine.map(({ amount }) => amount)))
    .sort((a, b) => b - a)
    .some((_, at, totals) => {
      const share = positionShares[Math.min(positionShares.length - 1, at + 1)] ?? 1;
      return sum(totals.slice(0, at + 1)) > supply * share * (1 + 1e-9);
    });
}

/** The N seats of each principal in which it is most relevant. */
function seated(row: Entry[], allowed: number): Entry[] {
  return groups(row, ({ principal }) => principal).flatMap((mine) =>
    groups(mine, ({ seat }) => seat)
      .sort((a, b) => most(b.map(({ r }) => r)) - most(a.map(({ r }) => r)))
      .slice(0, allowed)
      .flat()
      .sort((a, b) => a.edge - b.edge),
  );
}

function entriesOf({ graph, facts }: AllotmentMarket, rules: AllotmentRules, keyword: number): Entry[] {
  const shown: Entry[] = [];
  for (let edge = graph.rowStart[keyword] ?? 0; edge < (graph.rowStart[keyword + 1] ?? 0); edge++) {
    const store = graph.edgeStore[edge] ?? 0;
    const r = graph.edgeRelevance[edge] ?? 0;
    if (facts.standing[store] === HIDDEN) continue;
    const w = (r * Math.max(0.001, facts.quality[store] ?? 0)) ** rules.organicExponent;
    shown.push({
      edge,
      store,
      principal: graph.storePrincipal[store] ?? 0,
      seat: graph.edgeSeat[edge] ?? 0,
      r,
      w,
      amount: 0,
    });
  }
  const best = most(shown.map(({ r }) => r));
  return shown.filter(({ r }) => r > 0 && r >= best * rules.servingRelevance);
}

/** Shares what a principal gets among its stores that are relevant enough. */
function give(facts: AllotmentFacts, rules: AllotmentRules, mine: Entry[], due: number, floor: number): void {
  const those = mine.filter(({ r }) => r >= floor);
  const all = facts.principalMerit[mine[0]?.principal ?? 0] ?? 0;
  const share = (one: Entry, base: number): number => {
    const seat = those.filter(({ seat }) => seat === one.seat).map(({ r }) => r);
    return one.r * (facts.storeMerit[one.store] ?? 0) + (base * one.r * most(seat)) / sum(seat);
  };
  const shares = those.map((one) => share(one, rules.noMeritShare * all));
  const used = sum(shares) > 0 ? shares : those.map((one) => share(one, 1));
  const whole = sum(used);
  for (const [at, one] of those.entries()) one.amount += whole > 0 ? (due * (used[at] ?? 0)) / whole : 0;
}

function filledTo(wants: number[], pool: number): number[] {
  if (sum(wants) <= pool) return wants;
  let low = 0;
  let high = pool;
  for (let step = 0; step < 200; step++) {
    const level = (low + high) / 2;
    if (sum(wants.map((want) => Math.min(want, level))) > pool) high = level;
    else low = level;
  }
  return wants.map((want) => Math.min(want, low));
}

function ditherRow(row: Entry[], drawOf: (principal: number) => number, amplitude: number): void {
  const whole = sum(row.map(({ amount }) => amount));
  const mean = whole > 0 ? sum(row.map(({ amount, principal }) => amount * drawOf(principal))) / whole : 0;
  for (const one of row)
    one.amount *= 1 + (amplitude * (drawOf(one.principal) - mean)) / (1 + Math.abs(mean));
}

function largestRemainders(row: Entry[], supply: number | null): number[] {
  const target = supply ?? Math.round(sum(row.map(({ amount }) => amount)));
  const whole = row.map(({ amount }) => Math.floor(amount));
  const order = row
    .map(({ amount }, at) => ({ at, rest: amount - Math.floor(amount) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, Math.max(0, target - sum(whole)))) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}
