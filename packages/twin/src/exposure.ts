/** The market as the policy's allotment sees it: keywords, who is relevant to what, and what changes from day to day. */
import {
  type AllotmentGraph,
  type AllotmentMarket,
  buildGraph,
  createFacts,
  createResult,
  drawExplorers,
  HIDDEN,
  MAX_SUPPLY,
  MICRO,
  NEWCOMER,
  newcomerNeed as needOfNewcomer,
  power,
  type RowWork,
  SHOWN,
} from '@hazumi/policy';
import { M } from './market.ts';
import { STREAM, uniforms } from './random.ts';
import type { Run } from './run-state.ts';
import { type Scenario, slotCount, storeRows } from './scenario.ts';
import { traitsOf } from './traits.ts';
import { entityOf, IS_EMPTY, OPEN, type World } from './world.ts';

/** Relevances lie between this and 1: what a store lists at all, it lists for a reason. */
const LEAST_RELEVANCE = 0.5;
const pair = new Float64Array(2);

/** Share of the supply that each keyword has: Zipf. */
export function keywordShares({ size, parameters }: Scenario): Float64Array {
  const shares = Float64Array.from({ length: size.keywords }, (_, keyword) =>
    power(keyword + 1, -parameters.keywordExponent),
  );
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / whole);
}

/** Who is relevant to what. Stores look for keywords where the supply is, so that none starts hopeless. */
export function exposureGraph(scenario: Scenario): AllotmentGraph {
  const { parameters: p, seed, size } = scenario;
  const slots = slotCount(scenario);
  const rows = storeRows(scenario);
  const each = Math.min(Math.round(p.keywordsPerStore), size.keywords);
  const cumulative = cumulated(keywordShares(scenario));
  const storePrincipal = new Uint32Array(rows);
  const storeCluster = new Uint32Array(rows);
  const edgeKeyword = new Uint32Array(rows * each);
  const edgeStore = new Uint32Array(rows * each);
  const edgeRelevance = new Float64Array(rows * each);
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    const principal = Math.floor(row / slots);
    const slot = row - principal * slots;
    const isCopy = slot > 0 && p.splitIsDistinct === 0 && traitsOf(scenario, principal).splits < p.splitShare;
    storePrincipal[row] = p.principalsAreKnown === 1 ? principal : row;
    storeCluster[row] = isCopy && p.duplicatesAreKnown === 1 ? principal * slots : row;
    const entity = entityOf(principal, isCopy ? 0 : slot);
    const taken = new Set<number>();
    for (let draw = 0; taken.size < each; draw++) {
      uniforms(seed, STREAM.traits, entity, 1, draw, pair);
      // Many draws without a new one: few keywords hold nearly everything; take the next that is free.
      let keyword = draw < 50 ? indexOf(cumulative, pair[0] as number) : draw % size.keywords;
      while (draw >= 50 && taken.has(keyword)) keyword = (keyword + 1) % size.keywords;
      if (taken.has(keyword)) continue;
      taken.add(keyword);
      edgeKeyword[edges] = keyword;
      edgeStore[edges] = row;
      edgeRelevance[edges] = LEAST_RELEVANCE + (1 - LEAST_RELEVANCE) * (pair[1] as number);
      edges += 1;
    }
  }
  const principals = p.principalsAreKnown === 1 ? rows / slots : rows;
  return buildGraph(
    {
      keywords: size.keywords,
      principals,
      storePrincipal,
      storeCluster,
      edgeKeyword,
      edgeStore,
      edgeRelevance,
    },
    { shared: true },
  );
}

/** @param world holds the explorers, which stay for weeks and belong to the state of the run. */
export function exposureMarket(graph: AllotmentGraph, { explorers }: World): AllotmentMarket {
  return {
    graph,
    facts: { ...createFacts(graph, 1, { shared: true }), explorers },
    result: createResult(graph, { shared: true }),
  };
}

/** Today's supply of the keywords `from` to `to`, and what an impression is worth there. */
export function fillKeywords(run: Run, shares: Float64Array, from: number, to: number): void {
  const { supply, impressionValue } = run.allotment.facts;
  const whole = (run.world.market[M.supply] as number) * MICRO;
  const worth = run.constants.priceCapIsOn === 1 ? (run.world.market[M.impressionValue] as number) : 0;
  for (let keyword = from; keyword < to; keyword++) {
    supply[keyword] = Math.min(MAX_SUPPLY, Math.floor(whole * (shares[keyword] as number)));
    impressionValue[keyword] = worth;
  }
}

/**
 * What the allotment has to know of the stores of a block, and of their principals. The dither stays for a period, so it
 * is only drawn when one begins, or a run. Answers the merit of the day.
 */
export function fillStores(run: Run, day: number, from: number, to: number, drawsDither: boolean): number {
  const { world, rules, constants: c } = run;
  const { standing, quality, storeMerit, principalMerit, newcomerNeed, dither } = run.allotment.facts;
  const { slots, state, sanctionedUntil, flags, score, merit, openedDay } = world;
  const { meritSpentADay } = rules;
  const { newcomerDays, newcomerSlotsPerPrincipal } = rules.allotment;
  const areKnown = c.principalsAreKnown === 1;
  const period = Math.floor(day / run.scenario.policy.dither.periodDays);
  // Named here, for the loop: what a module exports is read from its cell each time.
  const isOpen = OPEN;
  const isEmpty = IS_EMPTY;
  const hidden = HIDDEN;
  const shown = SHOWN;
  const newcomer = NEWCOMER;
  let merits = 0;
  for (let first = from; first < to; first += slots) {
    let whole = 0;
    let hasMature = false;
    let newcomers = 0;
    for (let row = first; row < first + slots; row++) {
      if (drawsDither && !areKnown) dither[row] = ditherDraw(c.seed, row, period);
      if (state[row] !== isOpen) {
        standing[row] = hidden;
        storeMerit[row] = 0;
        if (!areKnown) principalMerit[row] = 0;
        continue;
      }
      const isShown = day >= (sanctionedUntil[row] as number) && ((flags[row] as number) & isEmpty) === 0;
      quality[row] = shownQuality(score[row] as number);
      const own = (merit[row] as number) * meritSpentADay;
      storeMerit[row] = own;
      whole += own;
      if (!areKnown) principalMerit[row] = own;
      const isNew = day - (openedDay[row] as number) < newcomerDays;
      if (!isNew) hasMature = true;
      const mayBeNew = isNew && !hasMature && newcomers < newcomerSlotsPerPrincipal;
      if (mayBeNew) newcomers += 1;
      const need = mayBeNew ? needOf(run, row) : 0;
      newcomerNeed[row] = need;
      standing[row] = isShown ? (need > 0 ? newcomer : shown) : hidden;
    }
    if (areKnown) {
      const principal = slots === 1 ? first : first / slots;
      principalMerit[principal] = whole;
      if (drawsDither) dither[principal] = ditherDraw(c.seed, principal, period);
    }
    merits += whole;
  }
  return merits;
}

/** Micro-impressions that nobody gets: what the allotment could not fill, and what lies beyond what a keyword may hold. */
export function unserved(run: Run, shares: Float64Array): number {
  const whole = (run.world.market[M.supply] as number) * MICRO;
  let units = 0;
  for (const left of run.allotment.result.unfilled) units += left;
  for (const share of shares) units += Math.max(0, Math.floor(whole * share) - MAX_SUPPLY);
  return units;
}

/** A keyword's explorer is drawn anew every four weeks, the keywords one after the other. */
const EXPLORATION_DAYS = 28;

/** What is known of each edge; a thread fills the rows that it draws for, just before. */
export interface KnownEdges {
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  readonly clickRate: Float64Array;
}

export function knownEdges({ edges, keywords }: AllotmentGraph): KnownEdges {
  return {
    impressions: new Float64Array(edges),
    clicks: new Float64Array(edges),
    clickRate: new Float64Array(keywords),
  };
}

/**
 * Draws today's explorers among the keywords `from` to `to`. The twin counts what was shown and clicked by store, not by
 * keyword, so a store is taken to have had an equal part on each of its keywords.
 */
export function explore(
  run: Run,
  day: number,
  from: number,
  to: number,
  work: RowWork,
  known: KnownEdges,
): void {
  const { world, rules, allotment, constants: c } = run;
  if (rules.allotment.explorationShare === 0) return;
  const { edgeStore, rowStart } = allotment.graph;
  const parts = Math.max(1, Math.round(c.keywordsPerStore));
  for (let keyword = from; keyword < to; keyword++) {
    if ((keyword + day) % EXPLORATION_DAYS !== 0) continue;
    for (let edge = rowStart[keyword] as number; edge < (rowStart[keyword + 1] as number); edge++) {
      const store = edgeStore[edge] as number;
      known.impressions[edge] = (world.exposure28[store] as number) / parts;
      known.clicks[edge] = (world.clicks28[store] as number) / parts;
    }
    known.clickRate[keyword] = c.clickRate;
    drawExplorers(
      allotment,
      rules.allotment,
      known,
      () => stream(c.seed, keyword, day),
      keyword,
      keyword + 1,
      work,
    );
  }
}

/** Uniforms one after the other for one keyword and day. */
function stream(seed: number, keyword: number, day: number): () => number {
  const out = new Float64Array(2);
  let number = 0;
  return () => {
    // The counter's second word counts draws here; keyword and day make the first.
    if (number % 2 === 0)
      uniforms(seed, STREAM.exploration, keyword, day * 64 + (number >> 9), (number >> 1) & 255, out);
    return out[number++ % 2] as number;
  };
}

/** A store without a score is shown as one that is like its category. */
const UNRATED = 4;

function shownQuality(score: number): number {
  return Number.isNaN(score) ? UNRATED : score;
}

/** What the newcomer's stage still owes it, in micro-impressions: its tests count what public traffic brought so far. */
function needOf({ world, rules }: Run, row: number): number {
  const orders = (world.sumPublic[row] as number) / (world.orderValue[row] as number);
  const rate = world.market[M.utility] as number;
  return Math.floor(
    needOfNewcomer(world.sumImpressions[row] as number, orders, rate, rules.allotment) * MICRO,
  );
}

function ditherDraw(seed: number, principal: number, period: number): number {
  uniforms(seed, STREAM.nudges, principal, period, 100, pair);
  return 2 * (pair[0] as number) - 1;
}

function cumulated(shares: Float64Array): Float64Array {
  let sum = 0;
  return shares.map((share) => (sum += share));
}

/** The first index whose cumulated share reaches u. */
function indexOf(cumulative: Float64Array, u: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) < u) low = middle + 1;
    else high = middle;
  }
  return low;
}
