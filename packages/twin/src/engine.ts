/**
 * One day of a run, for one of several threads: the ten steps in their order over the thread's own blocks, with the
 * production allotment between the second and the third. Threads meet where one needs what the others wrote; whatever is
 * summed is summed in an order that does not depend on who did it.
 */
import {
  type AllotmentMarket,
  type AllotmentPartial,
  allotRows,
  clearPartial,
  createWork,
  gatherNewcomers,
  gatherReach,
  gatherTotals,
  MICRO,
  measureReach,
  type RowWork,
} from '@hazumi/policy';
import type { Barrier } from './barrier.ts';
import { constantsOf } from './constants.ts';
import { enter } from './day/01-entry.ts';
import { sellPrivately } from './day/02-private.ts';
import { sellPublicly } from './day/03-public.ts';
import { sellThroughCreators } from './day/04-creators.ts';
import { serve } from './day/05-service.ts';
import { invest } from './day/06-investment.ts';
import { fake } from './day/07-fraud.ts';
import { sanction } from './day/08-sanctions.ts';
import { settle } from './day/08-settlement.ts';
import { judge } from './day/08-standing.ts';
import { leave } from './day/09-exit.ts';
import { closeDay } from './day/10-demand.ts';
import {
  explore,
  fillKeywords,
  fillStores,
  type KnownEdges,
  keywordShares,
  knownEdges,
  unserved,
} from './exposure.ts';
import { MARKET } from './market.ts';
import type { Recorder } from './recorder.ts';
import { seriesNames } from './result.ts';
import { twinRules } from './rules.ts';
import type { Run, Step } from './run-state.ts';
import type { Scenario } from './scenario.ts';
import { addTally, clearTallies, sumTallies, T, TALLY_SIZE } from './tally.ts';
import { fillTaps, makeTaps, type Tape } from './taps.ts';
import { layWorld, type World } from './world.ts';

/** The memory that all threads of a run share. */
export interface SharedRun {
  readonly world: SharedArrayBuffer;
  readonly taps: SharedArrayBuffer | null;
  readonly allotment: AllotmentMarket;
  /** One for each thread; the first thread's may be the result itself, to which the others' are then added. */
  readonly partials: readonly AllotmentPartial[];
  readonly tape: Tape | null;
  readonly recorder: Recorder | null;
  readonly barrier: SharedArrayBuffer;
  /** One word: 0 go on, 1 stop before the next day. */
  readonly control: SharedArrayBuffer;
}

/** What stands on the rows of a block alone, after the allotment. */
const LATER_STEPS: readonly Step[] = [
  sellPublicly,
  sellThroughCreators,
  serve,
  invest,
  fake,
  settle,
  judge,
  sanction,
  leave,
];

export function worldOf(scenario: Scenario, buffer?: SharedArrayBuffer): World {
  const sizes = {
    vestingDays: twinRules(scenario.policy).vestingDays,
    marketSize: MARKET.length,
    tallySize: TALLY_SIZE,
    seriesCount: seriesNames.length,
  };
  return layWorld(scenario, sizes, buffer);
}

/** One thread of a run. */
export class Worker {
  readonly run: Run;
  readonly #shared: SharedRun;
  readonly #barrier: Barrier;
  readonly #index: number;
  readonly #partial: AllotmentPartial;
  readonly #work: RowWork;
  readonly #shares: Float64Array;
  readonly #known: KnownEdges;
  readonly #sums = new Float64Array(TALLY_SIZE);
  readonly #blocks: readonly [number, number];
  readonly #keywords: readonly [number, number];
  readonly #rowsByEdges: readonly [number, number];
  readonly #principals: readonly [number, number];
  #hasDither = false;

  constructor(scenario: Scenario, shared: SharedRun, barrier: Barrier, index: number, workers: number) {
    const world = worldOf(scenario, shared.world);
    this.run = {
      scenario,
      world,
      constants: constantsOf(scenario),
      rules: twinRules(scenario.policy),
      taps: makeTaps(scenario, world, shared.taps),
      allotment: shared.allotment,
      deciders: new Int32Array(world.rows),
      deciderCount: new Int32Array(world.blocks),
    };
    this.#shared = shared;
    this.#barrier = barrier;
    this.#index = index;
    this.#partial = shared.partials[index] as AllotmentPartial;
    this.#work = createWork(shared.allotment.graph, shared.allotment.facts);
    this.#shares = keywordShares(scenario);
    this.#known = knownEdges(shared.allotment.graph);
    const { keywords, principals, rowStart } = shared.allotment.graph;
    this.#blocks = part(world.blocks, index, workers);
    this.#principals = part(principals, index, workers);
    this.#keywords = evenKeywords(rowStart, keywords, ROW_WORTH, index, workers);
    this.#rowsByEdges = evenKeywords(rowStart, keywords, 0, index, workers);
  }

  /**
   * Takes part in a day. All threads of the run must call it for the same day, and meet once more before the next: the first
   * of them closes the day when the others are done.
   */
  day(day: number): void {
    this.trade(day);
    this.tell(day);
    this.#barrier.wait();
    this.reach(day);
    this.#barrier.wait();
    this.rate();
    this.#barrier.wait();
    this.allot();
    this.#barrier.wait();
    this.total();
    this.finish(day);
    this.#barrier.wait();
    if (this.#index === 0) this.close(day);
  }

  // The parts of a day, in their order. `day` calls them; a benchmark may, to time them one by one.

  /** Steps 1 and 2. */
  trade(day: number): void {
    const { run } = this;
    const { scenario, world, taps } = run;
    const { tape, recorder } = this.#shared;
    this.#eachBlock((block, from, to) => {
      clearTallies(world, block);
      if (taps.active.length > 0) fillTaps(scenario, world, taps, tape, day, from, to);
      recorder?.record(world, taps, day, from, to);
      enter(run, day, block, from, to);
      sellPrivately(run, day, block, from);
    });
  }

  /** What the allotment has to know of today's stores and keywords. */
  tell(day: number): void {
    const { run } = this;
    const { scenario, world } = run;
    const drawsDither = !this.#hasDither || day % scenario.policy.dither.periodDays === 0;
    this.#hasDither = true;
    this.#eachBlock((block, from, to) =>
      addTally(world, block, T.meritToday, fillStores(run, day, from, to, drawsDither)),
    );
    fillKeywords(run, this.#shares, ...this.#keywords);
  }

  // The passes of the policy's allotment.

  reach(day: number): void {
    const { allotment, rules } = this.run;
    clearPartial(this.#partial);
    explore(this.run, day, ...this.#rowsByEdges, this.#work, this.#known);
    measureReach(allotment, rules.allotment, ...this.#rowsByEdges, this.#partial);
  }

  rate(): void {
    const { allotment } = this.run;
    const { partials } = this.#shared;
    gatherReach(allotment, ...this.#principals, partials);
    gatherNewcomers(allotment, ...this.#rows(), partials);
  }

  allot(): void {
    const { allotment, rules } = this.run;
    allotRows(allotment, rules.allotment, ...this.#keywords, this.#work, this.#partial);
  }

  total(): void {
    gatherTotals(this.run.allotment, ...this.#rows(), this.#shared.partials);
  }

  /** Steps 3 to 9. */
  finish(day: number): void {
    this.#eachBlock((block, from) => {
      for (const step of LATER_STEPS) step(this.run, day, block, from);
    });
  }

  /** Step 10. */
  close(day: number): void {
    const { world } = this.run;
    sumTallies(world, this.#sums);
    this.#sums[T.unservedImpressions] = unserved(this.run, this.#shares) / MICRO;
    closeDay(this.run, day, this.#sums);
  }

  #eachBlock(work: (block: number, from: number, to: number) => void): void {
    const { blockStart } = this.run.world;
    const [first, end] = this.#blocks;
    for (let block = first; block < end; block++)
      work(block, blockStart[block] as number, blockStart[block + 1] as number);
  }

  #rows(): [number, number] {
    const { blockStart } = this.run.world;
    return [blockStart[this.#blocks[0]] as number, blockStart[this.#blocks[1]] as number];
  }
}

/** The index-th of so many nearly equal parts of a range. */
function part(length: number, index: number, parts: number): [number, number] {
  return [Math.floor((length * index) / parts), Math.floor((length * (index + 1)) / parts)];
}

/** What a row's allotment costs beside its edges, in edges: caps and rounding are looked at row by row. As measured. */
const ROW_WORTH = 35;

/** The index-th part of the keywords: all parts have about as many edges, each row counting for so many more. */
function evenKeywords(
  rowStart: Uint32Array,
  keywords: number,
  rowWorth: number,
  index: number,
  parts: number,
): [number, number] {
  const workBefore = (keyword: number): number => (rowStart[keyword] as number) + rowWorth * keyword;
  const begin = (part: number): number => {
    const wanted = (workBefore(keywords) * part) / parts;
    let keyword = 0;
    while (keyword < keywords && workBefore(keyword) < wanted) keyword += 1;
    return keyword;
  };
  return [begin(index), index + 1 === parts ? keywords : begin(index + 1)];
}
