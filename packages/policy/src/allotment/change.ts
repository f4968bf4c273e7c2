/**
 * Changes between builds. Each touches only the rows that can come out otherwise, and leaves exactly what a full build
 * would have made: what is summed over rows is whole numbers, so that a row can be taken away again and put back.
 *
 * A build must have been made with the same market and rules. One change at a time: not for several threads.
 */
import { type AllotmentRoom, createRoom } from './build.ts';
import { type AllotmentColumns, columnsOf } from './graph.ts';
import type { AllotmentMarket } from './market.ts';
import { newcomerRateOf } from './newcomers.fill.ts';
import { allotRows, measureReach, meritRateOf } from './passes.ts';
import { addRow } from './row.totals.ts';
import { allotRow } from './row.ts';
import type { AllotmentRules } from './rules.ts';

export interface AllotmentChanger {
  readonly market: AllotmentMarket;
  readonly rules: AllotmentRules;
  readonly columns: AllotmentColumns;
  readonly room: AllotmentRoom;
}

export const createChanger = (market: AllotmentMarket, rules: AllotmentRules): AllotmentChanger => ({
  market,
  rules,
  columns: columnsOf(market.graph),
  room: createRoom(market),
});

/** Sets the merit of one store, and so that of its principal. Answers how many rows were made anew. */
export function changeMerit(changer: AllotmentChanger, store: number, merit: number): number {
  const { facts, result, graph } = changer.market;
  const principal = graph.storePrincipal[store] as number;
  const keywords = [...keywordsOfPrincipals(changer, [principal])];
  takeAway(changer, keywords);
  facts.storeMerit[store] = merit;
  let sum = 0;
  for (const sibling of storesOfPrincipal(changer, principal)) sum += facts.storeMerit[sibling] as number;
  facts.principalMerit[principal] = sum;
  result.meritRate[principal] = meritRateOf(sum, result.reach[principal] as number);
  putBack(changer, keywords);
  return keywords.length;
}

/** Sets a store's quality. Answers how many rows were made anew. */
export function changeQuality(changer: AllotmentChanger, store: number, quality: number): number {
  return changeFacts(changer, [...keywordsOfStore(changer, store)], () => {
    changer.market.facts.quality[store] = quality;
  });
}

/** Shows or hides a store, or makes it a newcomer with this need. Answers how many rows were made anew. */
export function changeStanding(
  changer: AllotmentChanger,
  store: number,
  standing: number,
  newcomerNeed = 0,
): number {
  return changeFacts(changer, [...keywordsOfStore(changer, store)], () => {
    changer.market.facts.standing[store] = standing;
    changer.market.facts.newcomerNeed[store] = newcomerNeed;
  });
}

/**
 * Sets the relevance of one edge. Answers how many rows were made anew.
 *
 * @throws RangeError for a relevance outside 0..1, or an edge that is none of the keyword's.
 */
export function changeRelevance(
  changer: AllotmentChanger,
  keyword: number,
  edge: number,
  relevance: number,
): number {
  const { graph } = changer.market;
  if (!(relevance >= 0 && relevance <= 1))
    throw new RangeError(`A relevance lies between 0 and 1, not at ${relevance}.`);
  if (!(edge >= (graph.rowStart[keyword] ?? 0) && edge < (graph.rowStart[keyword + 1] ?? 0)))
    throw new RangeError(`Edge ${edge} is none of keyword ${keyword}.`);
  return changeFacts(changer, [keyword], () => {
    graph.edgeRelevance[edge] = relevance;
  });
}

/** Sets the supply of a keyword and what an impression is worth there. Answers how many rows were made anew. */
export function changeSupply(
  changer: AllotmentChanger,
  keyword: number,
  supply: number,
  impressionValue: number,
): number {
  const { facts } = changer.market;
  return changeFacts(changer, [keyword], () => {
    facts.supply[keyword] = supply;
    facts.impressionValue[keyword] = impressionValue;
  });
}

/**
 * Any change of facts that only the rows `direct` read. Where it moves what a principal's merit or a newcomer's need
 * spreads over, all their other rows follow.
 */
function changeFacts(changer: AllotmentChanger, direct: readonly number[], change: () => void): number {
  const { market, rules } = changer;
  const { graph, facts, result } = market;
  const stores = storesOfRows(changer, direct);
  const principals = [...new Set(stores.map((store) => graph.storePrincipal[store] as number))];
  const reachBefore = principals.map((principal) => result.reach[principal] as number);
  const ratesBefore = stores.map((store) => result.newcomerRate[store] as number);

  takeAway(changer, direct);
  for (const keyword of direct) measureReach(market, rules, keyword, keyword + 1, result, -1);
  change();
  for (const keyword of direct) measureReach(market, rules, keyword, keyword + 1, result, 1);

  const moved = principals.filter((principal, at) => result.reach[principal] !== reachBefore[at]);
  const rates = stores.map((store) =>
    newcomerRateOf(facts.newcomerNeed[store] as number, result.newcomerReach[store] as number),
  );
  const follow = keywordsOfPrincipals(changer, moved);
  for (const [at, store] of stores.entries())
    if (rates[at] !== ratesBefore[at])
      for (const keyword of keywordsOfStore(changer, store)) follow.add(keyword);
  for (const keyword of direct) follow.delete(keyword);
  const others = [...follow];

  // The rows that follow go as they came, with the old rates of principals and newcomers.
  takeAway(changer, others);
  for (const [at, store] of stores.entries()) result.newcomerRate[store] = rates[at] as number;
  for (const principal of moved)
    result.meritRate[principal] = meritRateOf(
      facts.principalMerit[principal] as number,
      result.reach[principal] as number,
    );
  putBack(changer, direct);
  putBack(changer, others);
  return direct.length + others.length;
}

function takeAway({ market, rules, room }: AllotmentChanger, keywords: readonly number[]): void {
  for (const keyword of keywords) {
    allotRow(market, rules, keyword, room.work);
    addRow(room.work, market.result.totals, -1);
  }
}

function putBack({ market, rules, room }: AllotmentChanger, keywords: readonly number[]): void {
  for (const keyword of keywords) allotRows(market, rules, keyword, keyword + 1, room.work, market.result);
}

function storesOfPrincipal({ columns }: AllotmentChanger, principal: number): Uint32Array {
  return columns.principalStore.subarray(
    columns.principalStart[principal],
    columns.principalStart[principal + 1],
  );
}

function keywordsOfStore({ columns }: AllotmentChanger, store: number): Uint32Array {
  return columns.keyword.subarray(columns.start[store], columns.start[store + 1]);
}

function keywordsOfPrincipals(changer: AllotmentChanger, principals: readonly number[]): Set<number> {
  const keywords = new Set<number>();
  for (const principal of principals)
    for (const store of storesOfPrincipal(changer, principal))
      for (const keyword of keywordsOfStore(changer, store)) keywords.add(keyword);
  return keywords;
}

function storesOfRows({ market: { graph } }: AllotmentChanger, keywords: readonly number[]): number[] {
  const stores = new Set<number>();
  for (const keyword of keywords)
    for (let edge = graph.rowStart[keyword] as number; edge < (graph.rowStart[keyword + 1] as number); edge++)
      stores.add(graph.edgeStore[edge] as number);
  return [...stores];
}
