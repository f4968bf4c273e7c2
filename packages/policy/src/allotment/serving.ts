/**
 * Serving by lag: what each page of results shows, so that every store gets what it is due and nobody has to count days.
 *
 * Each query adds to every entry's lag what is due to it from one page. The page takes the seats whose turn is most urgent,
 * in order; in a seat, the most urgent member. What a position is worth is then taken off. Lags are counted in impressions
 * of the first position. Relevance comes first: whoever is not relevant enough to this very query waits.
 *
 * Most urgent is who would soonest lag by a whole impression. Simply taking who lags most lets a small one among large
 * ones fall behind by more than one (found with pages of one position); with deadlines, as in Tijdeman's chairman
 * assignment (1980), none does. A seat is as urgent as its most urgent member, or as the seat is as a whole: a page shows it
 * only once, so a seat that is due on nearly every page must not wait for one of its many members to become urgent.
 */
import { type AllotmentRules, MICRO, pageWeight } from './rules.ts';
import type { RowWork } from './work.ts';

export interface ServingRow {
  readonly count: number;
  readonly seats: number;
  /** Of each entry: its store, its seat, what one page owes it, and by how much it lags. */
  readonly store: Uint32Array;
  readonly seat: Uint16Array;
  readonly due: Float64Array;
  readonly lag: Float64Array;
  readonly seatLag: Float64Array;
  /** Of each seat: the member that stands for it in this query, or -1. */
  readonly candidate: Int32Array;
  /** Of each entry and seat: how urgent its turn is; see `urgency`. */
  readonly urgency: Float64Array;
  readonly seatUrgency: Float64Array;
  readonly seatDue: Float64Array;
  /** The seats taken so far, the most urgent first. */
  readonly taken: Uint32Array;
  readonly positionWeights: Float64Array;
  readonly servingRelevance: number;
}

/** Prepares a row that `allotRow` has just allotted. Lags begin at 0; carry them over from the row before by store. */
export function createServing(rules: AllotmentRules, supply: number, work: RowWork): ServingRow {
  const { count, seats } = work;
  const perPage = supply > 0 ? pageWeight(rules) / supply : 0;
  const seat = work.seat.slice(0, count);
  const due = work.units.slice(0, count).map((units) => units * perPage);
  const seatDue = new Float64Array(seats);
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    seatDue[c] = (seatDue[c] as number) + (due[at] as number);
  }
  return {
    count,
    seats,
    store: work.store.slice(0, count),
    seat,
    due,
    lag: new Float64Array(count),
    seatLag: new Float64Array(seats),
    candidate: new Int32Array(seats),
    urgency: new Float64Array(count),
    seatUrgency: new Float64Array(seats),
    seatDue,
    taken: new Uint32Array(rules.positionWeights.length),
    positionWeights: rules.positionWeights,
    servingRelevance: rules.servingRelevance,
  };
}

/**
 * Takes up a row where it was left: the lags that so many pages leave, on which each entry was given so much.
 *
 * @param given of each entry, in micro-impressions
 */
export function resumeServing(row: ServingRow, pages: number, given: ArrayLike<number>): void {
  row.seatLag.fill(0);
  for (let at = 0; at < row.count; at++) {
    const lag = (row.due[at] as number) * pages - (given[at] as number) / MICRO;
    row.lag[at] = lag;
    const c = row.seat[at] as number;
    row.seatLag[c] = (row.seatLag[c] as number) + lag;
  }
}

/**
 * One page: writes the entries to show into `page`, by position, and answers how many there are.
 *
 * @param relevance of each entry to this query, 0 for what it does not find; without it all are relevant, as the rows of
 * an allotment are to their keyword.
 */
export function servePage(row: ServingRow, page: Uint32Array, relevance?: ArrayLike<number>): number {
  const { positionWeights, candidate, taken, lag, seatLag, seat, urgency, seatUrgency } = row;
  addDues(row);
  if (relevance === undefined) findCandidates(row);
  else findRelevant(row, relevance);
  const length = Math.min(positionWeights.length, page.length);
  let shown = 0;
  for (let c = 0; c < row.seats; c++) {
    const member = candidate[c] as number;
    if (member < 0) continue;
    // On a page of one position no seat could come twice: there the members alone count.
    const own =
      length > 1
        ? Math.max(seatUrgency[c] as number, urgency[member] as number)
        : (urgency[member] as number);
    seatUrgency[c] = own;
    if (shown === length && own <= (seatUrgency[taken[length - 1] as number] as number)) continue;
    let place = shown < length ? shown++ : length - 1;
    for (; place > 0 && (seatUrgency[taken[place - 1] as number] as number) < own; place--)
      taken[place] = taken[place - 1] as number;
    taken[place] = c;
  }
  for (let place = 0; place < shown; place++) {
    const at = candidate[taken[place] as number] as number;
    const weight = positionWeights[place] as number;
    page[place] = at;
    lag[at] = (lag[at] as number) - weight;
    const c = seat[at] as number;
    seatLag[c] = (seatLag[c] as number) - weight;
  }
  return shown;
}

/** Adds what one page owes, and says how urgent each seat is now. */
function addDues({ count, seats, due, lag, seatLag, urgency, seatUrgency, seatDue }: ServingRow): void {
  for (let c = 0; c < seats; c++) {
    const own = (seatLag[c] as number) + (seatDue[c] as number);
    seatLag[c] = own;
    seatUrgency[c] = urgencyOf(own, seatDue[c] as number);
  }
  for (let at = 0; at < count; at++) {
    const own = (lag[at] as number) + (due[at] as number);
    lag[at] = own;
    urgency[at] = urgencyOf(own, due[at] as number);
  }
}

/** Above 1e9: lags by an impression already. Above 1: lags, and the more the sooner it would. Up to 0: how far ahead it is. */
function urgencyOf(lag: number, due: number): number {
  if (lag <= 0) return lag;
  return lag < 1 ? 1 + due / (1 - lag) : 1e9 + lag;
}

/** The most urgent member of each seat; among equals the first. */
function findCandidates({ count, seat, urgency, candidate }: ServingRow): void {
  candidate.fill(-1);
  for (let at = 0; at < count; at++) {
    const c = seat[at] as number;
    const other = candidate[c] as number;
    if (other < 0 || (urgency[other] as number) < (urgency[at] as number)) candidate[c] = at;
  }
}

/** The same among those who are relevant enough to a query. */
function findRelevant(row: ServingRow, relevance: ArrayLike<number>): void {
  const { count, seat, urgency, candidate } = row;
  candidate.fill(-1);
  let best = 0;
  for (let at = 0; at < count; at++) best = Math.max(best, relevance[at] as number);
  const cut = Math.max(best * row.servingRelevance, Number.MIN_VALUE);
  for (let at = 0; at < count; at++) {
    if ((relevance[at] as number) < cut) continue;
    const c = seat[at] as number;
    const other = candidate[c] as number;
    if (other < 0 || (urgency[other] as number) < (urgency[at] as number)) candidate[c] = at;
  }
}
