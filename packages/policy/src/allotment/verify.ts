/**
 * Recomputes a merchant's statement from its own facts and the public prices, with the same functions that made it, and
 * says where it differs. What it takes from the statement on trust are the sums of the seats that it shares with others;
 * every member of a seat is told the same.
 */
import { moveByDraws } from './dither.ts';
import { TOTAL_COLUMNS } from './market.ts';
import { newcomerDue, newcomerRateOf } from './newcomers.fill.ts';
import { meritRateOf } from './passes.ts';
import { type PublicPrices, pricesFaults } from './prices.ts';
import { LEAST_QUALITY, weightOf } from './row.read.ts';
import { addRow } from './row.totals.ts';
import { givePools } from './row.ts';
import { type AllotmentRules, allotmentRules, MICRO } from './rules.ts';
import { poolsAt, type Statement, type StatementRow } from './statement.ts';
import { createWork, type RowWork } from './work.ts';

export interface Difference {
  /** Where: a keyword and store, a store, or the documents themselves. */
  readonly where: string;
  readonly what: string;
}

export interface Verification {
  readonly differences: readonly Difference[];
  /** How many figures were recomputed. */
  readonly rows: number;
  readonly stores: number;
}

/** The facts of a statement as arrays, its stores in the order in which they stand there. */
interface Own {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly storeMerit: Float64Array;
  readonly principalMerit: Float64Array;
  readonly dither: Float64Array;
  readonly meritRate: Float64Array;
  readonly newcomerReach: Float64Array;
}

export function verifyStatement(statement: Statement, prices: PublicPrices): Verification {
  const differences: Difference[] = pricesFaults(prices).map((what) => ({ where: 'prices', what }));
  if (statement.pricesHash !== prices.hash)
    differences.push({ where: 'statement', what: `It was made for the prices ${statement.pricesHash}.` });
  const rules = allotmentRules(prices.policy);
  const byKeyword = Map.groupBy(statement.rows, ({ keyword }) => keyword);
  const own = ownFacts(statement, prices, rules, byKeyword);
  const totals = new Float64Array(statement.stores.length * TOTAL_COLUMNS);
  const work = createWork(
    { longestRow: Math.max(1, ...[...byKeyword.values()].map((rows) => longest(rows))) },
    statement,
  );
  for (const price of prices.keywords) {
    const rows = byKeyword.get(price.keyword) ?? [];
    byKeyword.delete(price.keyword);
    if (rows.length === 0) continue;
    if (
      price.impressionValue > 0 &&
      price.meritPrice * price.impressionValue > rules.kappa * MICRO * (1 + 1e-12)
    )
      differences.push({ where: price.keyword, what: 'Merit buys more than kappa of the fees behind it.' });
    const shown = rows.filter((row) => row.seat !== null);
    fillWork(work, shown, statement, own, rules, price);
    recompute(work, own, rules, price.supply);
    for (const [at, row] of shown.entries()) {
      const amount = work.amount[at] as number;
      const whole = Math.floor(amount);
      const rest = amount - whole;
      const least = rest > price.remainderCut ? whole + 1 : whole;
      const most = rest >= price.remainderCut ? whole + 1 : whole;
      work.units[at] = Math.min(most, Math.max(least, row.got));
      if (row.got < least || row.got > most)
        differences.push({
          where: `${row.keyword}, ${row.store}`,
          what: `got ${row.got} micro-impressions, recomputed ${least}`,
        });
    }
    addRow(work, totals, 1);
    for (const row of rows)
      differences.push(...faultsOfRow(row, price.leastRelevance, statement, rows, rules));
  }
  for (const [keyword] of byKeyword)
    differences.push({ where: keyword, what: 'The public prices do not know this keyword.' });
  for (const [index, { store, got }] of statement.stores.entries()) {
    const expected = poolsAt(totals, index);
    for (const pool of Object.keys(expected) as (keyof typeof expected)[])
      if (expected[pool] !== got[pool])
        differences.push({
          where: store,
          what: `${pool}: got ${got[pool]} micro-impressions, recomputed ${expected[pool]}`,
        });
  }
  return { differences, rows: statement.rows.length, stores: statement.stores.length };
}

const longest = (rows: readonly StatementRow[]): number =>
  Math.max(rows.length, ...rows.map(({ seat }) => (seat?.seat ?? 0) + 1));

/** Reach and merit rate from the merchant's own relevance and the public supply, as pass 1 of a build measures them. */
function ownFacts(
  statement: Statement,
  prices: PublicPrices,
  rules: AllotmentRules,
  byKeyword: ReadonlyMap<string, readonly StatementRow[]>,
): Own {
  const indexOf = new Map(statement.stores.map(({ store }, index) => [store, index]));
  const storeMerit = Float64Array.from(statement.stores, ({ merit }) => merit);
  const newcomerReach = new Float64Array(statement.stores.length);
  let reach = 0;
  for (const { keyword, supply, leastRelevance } of prices.keywords) {
    let best = 0;
    for (const { store, relevance } of byKeyword.get(keyword) ?? []) {
      const index = indexOf.get(store) ?? -1;
      if (!statement.stores[index]?.isShown || relevance < leastRelevance) continue;
      best = Math.max(best, relevance);
      if (statement.stores[index].newcomerNeed !== null)
        newcomerReach[index] = (newcomerReach[index] as number) + Math.floor(relevance * supply);
    }
    if (best >= rules.meritRelevance) reach += Math.floor(best * supply);
  }
  let merit = 0;
  for (const one of storeMerit) merit += one;
  return {
    indexOf,
    storeMerit,
    principalMerit: Float64Array.of(merit),
    dither: Float64Array.of(statement.ditherDraw),
    meritRate: Float64Array.of(meritRateOf(merit, reach)),
    newcomerReach,
  };
}

/** The merchant's entries of a keyword, as `readRow` would have left them, with the seats' sums that it was told. */
function fillWork(
  work: RowWork,
  shown: readonly StatementRow[],
  statement: Statement,
  own: Own,
  rules: AllotmentRules,
  price: PublicPrices['keywords'][number],
): void {
  Object.assign(work, {
    count: shown.length,
    newcomers: 0,
    explored: 0,
    meritPrice: price.meritPrice,
    organicPrice: price.organicPrice,
    ditherMean: price.ditherMean,
    isCapped: false,
  });
  const part = (rules.explorationShare * price.supply) / statement.drawsPerKeyword;
  for (const [at, { store, relevance, seat, draws }] of shown.entries()) {
    const index = own.indexOf.get(store) ?? 0;
    const facts = statement.stores[index];
    if (seat === null || facts === undefined) continue;
    work.store[at] = index;
    work.principal[at] = 0;
    work.seat[at] = seat.seat;
    work.relevance[at] = relevance;
    work.weight[at] = weightOf(relevance, Math.max(LEAST_QUALITY, facts.quality), rules.organicExponent);
    work.seatWeight[seat.seat] = seat.weight;
    work.seatMerit[seat.seat] = seat.merit;
    work.seatBest[seat.seat] = seat.best;
    work.capFactor[at] = seat.capFactor;
    if (seat.capFactor !== 1) work.isCapped = true;
    if (facts.newcomerNeed !== null) {
      const rate = newcomerRateOf(facts.newcomerNeed, own.newcomerReach[index] as number);
      const due = newcomerDue(rate, relevance, price.supply);
      work.newcomerAt[work.newcomers] = at;
      work.newcomer[work.newcomers++] = Math.min(due, price.newcomerLevel ?? Number.POSITIVE_INFINITY);
    }
    for (let draw = 0; draw < draws; draw++) {
      work.exploredAt[work.explored] = at;
      work.exploration[work.explored++] = part;
    }
  }
}

function recompute(work: RowWork, own: Own, rules: AllotmentRules, supply: number): void {
  givePools({ facts: own, result: own }, rules, supply, work);
  moveByDraws(own.dither, rules, work);
  if (!work.isCapped) return;
  for (let at = 0; at < work.count; at++)
    work.amount[at] = (work.amount[at] as number) * (work.capFactor[at] as number);
}

/** Whether a row was rightly shown or not. */
function faultsOfRow(
  row: StatementRow,
  leastRelevance: number,
  statement: Statement,
  rows: readonly StatementRow[],
  rules: AllotmentRules,
): Difference[] {
  const where = `${row.keyword}, ${row.store}`;
  const store = statement.stores.find((one) => one.store === row.store);
  if (store === undefined) return [{ where, what: 'The statement does not know this store.' }];
  const isRelevant = row.relevance >= leastRelevance;
  if (row.seat !== null && !(store.isShown && isRelevant))
    return [{ where, what: 'shown, but not relevant enough' }];
  if (row.seat !== null) return [];
  if (row.got !== 0) return [{ where, what: `not shown, but got ${row.got} micro-impressions` }];
  if (row.reason === 'hidden' && store.isShown)
    return [{ where, what: 'said to be hidden, but may be shown' }];
  if (row.reason === 'notRelevant' && isRelevant) return [{ where, what: 'said not to be relevant, but is' }];
  if (row.reason !== 'siblingsHoldSeats') return [];
  const held = rows.filter(({ seat }) => seat !== null);
  const seats = new Set(held.map(({ seat }) => seat?.seat)).size;
  const isBetter = held.every(
    (sibling) =>
      Math.max(
        ...held.filter(({ seat }) => seat?.seat === sibling.seat?.seat).map(({ relevance }) => relevance),
      ) >= row.relevance,
  );
  return seats === rules.seatsPerPrincipal && isBetter
    ? []
    : [{ where, what: 'left out for its siblings, but they do not hold all seats with more relevance' }];
}
