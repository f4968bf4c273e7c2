/** One keyword's row as a process serves it: the policy's lags, and beside them what was given, to the unit, by which they can be restored. */
import {
  allotRow,
  createServing,
  createWork,
  MICRO,
  resumeServing,
  type ServingRow,
  servePage,
} from '@hazumi/policy';
import type { BuiltDay } from './allotment.inputs.ts';

export interface LiveRow {
  keyword: string;
  serving: ServingRow;
  /** of each entry: its store */
  stores: readonly string[];
  entryOf: ReadonlyMap<string, number>;
  pages: number;
  /** of each entry: micro-impressions that it was given */
  given: Float64Array;
  /** what each position is worth, in micro-impressions */
  worth: readonly number[];
}

/** Takes up a row where this process' place left it. */
export function openRow(
  { inputs, market, rules }: BuiltDay,
  keywordAt: number,
  pages: number,
  given: ReadonlyMap<string, number>,
): LiveRow {
  const work = createWork(market.graph, market.facts);
  allotRow(market, rules, keywordAt, work);
  const serving = createServing(rules, market.facts.supply[keywordAt] as number, work);
  const stores = Array.from(serving.store, (at) => inputs.stores[at]?.id as string);
  const row: LiveRow = {
    keyword: inputs.keywords[keywordAt]?.name as string,
    serving,
    stores,
    entryOf: new Map(stores.map((id, entry) => [id, entry])),
    pages,
    given: Float64Array.from(stores, (id) => given.get(id) ?? 0),
    worth: Array.from(rules.positionWeights, (weight) => Math.round(weight * MICRO)),
  };
  resumeServing(serving, pages, row.given);
  return row;
}

/** Plans a page: the entries that it shows by the row, in order. What is planned counts as given until `settle` says otherwise. */
export function planPage(row: LiveRow, relevance: ArrayLike<number>): Uint32Array {
  const page = new Uint32Array(row.worth.length);
  const planned = page.subarray(0, servePage(row.serving, page, relevance));
  row.pages += 1;
  give(row, planned, 1);
  return planned;
}

/** Plans a page that shows the same again. */
export function repeatPage(row: LiveRow, planned: Uint32Array): void {
  row.pages += 1;
  give(row, planned, 1);
  resumeServing(row.serving, row.pages, row.given);
}

/** What a page would show now, without giving anything. */
export function peekPage(row: LiveRow, relevance: ArrayLike<number>): Uint32Array {
  const { lag, seatLag } = row.serving;
  const [lags, seatLags] = [lag.slice(), seatLag.slice()];
  const page = new Uint32Array(row.worth.length);
  const shown = servePage(row.serving, page, relevance);
  lag.set(lags);
  seatLag.set(seatLags);
  return page.subarray(0, shown);
}

/** What was really shown in place of what was planned; -1 where a position did not go by the row. Undefined: the page was never shown. */
export function settlePage(row: LiveRow, planned: Uint32Array, shown: readonly number[] | undefined): void {
  if (shown !== undefined && planned.every((entry, at) => entry === (shown[at] ?? -1))) return;
  give(row, planned, -1);
  if (shown === undefined) row.pages -= 1;
  else give(row, shown, 1);
  resumeServing(row.serving, row.pages, row.given);
}

function give({ given, worth }: LiveRow, entries: ArrayLike<number>, sign: 1 | -1): void {
  for (let position = 0; position < entries.length; position++) {
    const entry = entries[position] as number;
    if (entry >= 0) given[entry] = (given[entry] as number) + sign * (worth[position] as number);
  }
}
