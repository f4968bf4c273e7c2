/**
 * The twin's people without the twin's market: what merchants, contacts and shoppers of a scenario decide day by day, while what
 * becomes of it (exposure, orders, fees, merit, who is effective) is told by somebody else. A live market is driven by it.
 *
 * The state is the twin's own and so are the steps that decide: they are called here as a run calls them, a store at a time where
 * merchants are under different terms. Where a run would let its own rules answer, the caller writes the answer (`learn`) before the
 * next step reads it. So there is no second form of any behaviour, and none of any rule.
 */
import { createResult, ORGANIC_COLUMN, power, TOTAL_COLUMNS } from '@hazumi/policy';
import { type Constants, constantsOf } from './constants.ts';
import { enter } from './day/01-entry.ts';
import { sellPrivately } from './day/02-private.ts';
import { sellPublicly } from './day/03-public.ts';
import { serve } from './day/05-service.ts';
import { earnedAnOrder, invest } from './day/06-investment.ts';
import { leave } from './day/09-exit.ts';
import { closeDay, prepare } from './day/10-demand.ts';
import { worldOf } from './engine.ts';
import { exposureGraph, exposureMarket, keywordShares } from './exposure.ts';
import { M } from './market.ts';
import { poisson, STREAM, uniform } from './random.ts';
import { twinRules } from './rules.ts';
import { decidesToday, type Run } from './run-state.ts';
import { type Scenario, slotCount } from './scenario.ts';
import { clearTallies, sumTallies, T, TALLY_SIZE } from './tally.ts';
import { makeTaps } from './taps.ts';
import { populate } from './traits.ts';
import { OPEN, type World } from './world.ts';

const KEEP_28 = 1 - 1 / 28;
const KEEP_30 = 1 - 1 / 30;
/** Draws of a day that no step of the twin uses. */
const DRAW_WHOLE = 100;

/** Terms that differ from merchant to merchant: what an experiment offers each. All are nothing unless told. */
export interface Terms {
  /** What the platform adds to a contact's coupon, as a share of the coupon's discount; merchants pass it on. */
  readonly couponSupport: number;
  /** Share of a tool's price that the platform pays. */
  readonly toolCredit: number;
  /** What a visitor from outside earns the merchant besides, in minor units. */
  readonly visitBonus: number;
}

/** What came of a store's day in the market that is driven; money in minor units. */
export interface Outcome {
  /** Paid today on the platform, of all sources, less what was given back today. */
  readonly turnover: number;
  /** Fees that stay with the market. */
  readonly fees: number;
  /** Incentives vested and credits of experiments. */
  readonly received: number;
  /** Part in E* as the market judged it. */
  readonly effectiveWeight: number;
  /** Orders paid today on the platform. */
  readonly orders: number;
}

/** What a store's visitors do today. */
export interface Visitors {
  readonly clicks: number;
  /** Of those who clicked. */
  readonly orders: number;
  /** Visitors from outside, and the orders among them. */
  readonly visits: number;
  readonly visitOrders: number;
}

export interface MarketOutcome {
  /** Impressions that were given by merit, and the merit that they were given for, in minor units. */
  readonly meritImpressions: number;
  readonly merit: number;
}

export class Agents {
  readonly scenario: Scenario;
  readonly #run: Run & Deciders;
  readonly #constants: Constants;
  readonly #sums = new Float64Array(TALLY_SIZE);
  readonly #day = new Float64Array(TALLY_SIZE);

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const world = worldOf(scenario);
    const rules = twinRules(scenario.policy);
    this.#constants = constantsOf(scenario);
    populate(scenario, world, rules, this.#constants);
    const graph = exposureGraph(scenario);
    const market = exposureMarket(graph, world);
    this.#run = {
      scenario,
      world,
      rules,
      constants: this.#constants,
      taps: makeTaps(scenario, world, null),
      allotment: { ...market, result: createResult(graph) },
      deciders: new Int32Array(world.rows),
      deciderCount: new Int32Array(world.blocks),
    };
    prepare(this.#run, 0);
  }

  get rows(): number {
    return this.#run.world.rows;
  }

  principalOf(row: number): number {
    return Math.floor(row / slotCount(this.scenario));
  }

  isOpen(row: number): boolean {
    return this.#run.world.state[row] === OPEN;
  }

  /** The price of a store's goods, in minor units. */
  priceOf(row: number): number {
    return Math.round(this.#of('orderValue', row));
  }

  contactsOf(row: number): number {
    return this.#of('contacts', row);
  }

  /** The keywords for which a store has goods. */
  keywordsOf(row: number): number[] {
    const { edgeStore, rowStart, keywords } = this.#run.allotment.graph;
    const found: number[] = [];
    for (let keyword = 0; keyword < keywords; keyword++)
      for (let edge = rowStart[keyword] as number; edge < (rowStart[keyword + 1] as number); edge++)
        if (edgeStore[edge] === row) found.push(keyword);
    return found;
  }

  /** How much of what shoppers look for is each keyword; sums to 1. */
  keywordShares(): Float64Array {
    return keywordShares(this.scenario);
  }

  /** Impressions that shoppers have in them today. */
  get supply(): number {
    return this.#run.world.market[M.supply] as number;
  }

  /** Begins a day. Answers the stores that prospects and merchants open today. */
  open(day: number): number[] {
    const { world } = this.#run;
    const opened: number[] = [];
    for (let block = 0; block < world.blocks; block++) {
      const [from, to] = this.#range(block);
      clearTallies(world, block);
      enter(this.#run, day, block, from, to);
      for (let at = 0; at < (world.openCount[block] as number); at++) {
        const row = world.openRows[from + at] as number;
        if (world.openedDay[row] === day) opened.push(row);
      }
    }
    this.#sums.fill(0);
    this.#take();
    return opened;
  }

  openRows(): number[] {
    return Array.from({ length: this.rows }, (_, row) => row).filter((row) => this.isOpen(row));
  }

  /** How many of a store's contacts buy on the platform today. */
  contactOrders(day: number, row: number, { couponSupport }: Pick<Terms, 'couponSupport'>): number {
    const p = this.scenario.parameters;
    const share = p.hiddenCouponShare * (1 + couponSupport);
    const constants: Constants = {
      ...this.#constants,
      hiddenCouponShare: share,
      couponLift: power(1 - share, -p.priceElasticity) - 1,
    };
    this.#alone(day, row, (block, from) => sellPrivately({ ...this.#run, constants }, day, block, from));
    return this.#of('privateOrders', row);
  }

  /** The discount that contacts of a merchant under these terms are given. */
  couponShare({ couponSupport }: Pick<Terms, 'couponSupport'>): number {
    return this.scenario.parameters.hiddenCouponShare * (1 + couponSupport);
  }

  /** What comes of a day's impressions of a store, and of its work outside the platform. */
  visitors(day: number, row: number, impressions: number): Visitors {
    const { world, allotment } = this.#run;
    allotment.result.totals.fill(0, row * TOTAL_COLUMNS, (row + 1) * TOTAL_COLUMNS);
    allotment.result.totals[row * TOTAL_COLUMNS + ORGANIC_COLUMN] = impressions * 1_000_000;
    const before = this.#day[T.clicks] as number;
    this.#alone(day, row, (block, from) => sellPublicly(this.#run, day, block, from));
    const clicks = (this.#day[T.clicks] as number) - before;
    const entity = world.entity[row] as number;
    const { seed } = this.scenario;
    const visitOrders = this.#of('externalOrders', row);
    const orders = this.#of('publicOrders', row);
    return {
      clicks: Math.max(orders, poisson(clicks, uniform(seed, STREAM.days, entity, day, DRAW_WHOLE))),
      orders,
      visits: Math.max(
        visitOrders,
        poisson(this.#of('externalVisits', row), uniform(seed, STREAM.days, entity, day, DRAW_WHOLE + 1)),
      ),
      visitOrders,
    };
  }

  /** Whether this order, the nth of the store's day, is given back: a chance of the store's quality. */
  isGivenBack(day: number, row: number, nth: number): boolean {
    const { world } = this.#run;
    const draw = DRAW_WHOLE + 2 + (nth % 50);
    return (
      uniform(this.scenario.seed, STREAM.days, world.entity[row] as number, day, draw) <
      this.#of('refundShare', row)
    );
  }

  /** Spending on tools after this week's decision, in minor units a day. */
  spending(day: number, row: number, terms: Pick<Terms, 'toolCredit' | 'visitBonus'>): number {
    const earned = earnedAnOrder(this.#run, row);
    const constants: Constants = {
      ...this.#constants,
      toolCreditShare: terms.toolCredit,
      visitOrderRate: this.#constants.visitOrderRate + (earned > 0 ? terms.visitBonus / 100 / earned : 0),
    };
    this.#alone(day, row, (block, from) => serve(this.#run, day, block, from));
    this.#alone(day, row, (block, from) => invest({ ...this.#run, constants }, day, block, from));
    return this.#of('toolCost', row);
  }

  /** Tells a merchant what came of its day. It keeps its books by it: costs are its own, the rest is what the market says. */
  learn(row: number, outcome: Outcome, day: number): void {
    const { world } = this.#run;
    const c = this.#constants;
    const value = this.#of('orderValue', row);
    const outside = this.#of('outsideOrders', row);
    const sold = outcome.turnover + outside * value * (1 - this.#of('refundShare', row));
    const costs =
      sold * (1 - c.marginShare) + (outcome.orders + outside) * c.logistics + this.#of('toolCost', row);
    const profit = sold - outcome.fees + outcome.received - costs;
    world.effectiveWeight[row] = outcome.effectiveWeight;
    world.turnover[row] = this.#of('turnover', row) + outcome.turnover;
    world.turnover30[row] = this.#of('turnover30', row) * KEEP_30 + outcome.turnover;
    world.gmv28[row] = this.#of('gmv28', row) * KEEP_28 + sold;
    world.profit28[row] = this.#of('profit28', row) * KEEP_28 + profit;
    if (outcome.orders > 0 && (world.firstPaidDay[row] as number) < 0) world.firstPaidDay[row] = day;
    this.#add(T.profitOpen, this.#of('profit28', row) / 28);
    this.#add(T.abilityOpen, this.#of('ability', row));
  }

  /** Who gives up at the end of a day. */
  leaving(day: number): number[] {
    const before = this.openRows();
    for (const row of before) this.#alone(day, row, (block, from) => leave(this.#run, day, block, from));
    return before.filter((row) => !this.isOpen(row));
  }

  /** Ends a day: what everybody can see of it, and how many come tomorrow. */
  close(day: number, { meritImpressions, merit }: MarketOutcome): void {
    this.#add(T.organicImpressions, -meritImpressions);
    this.#add(T.meritImpressions, meritImpressions);
    this.#add(T.meritToday, merit);
    closeDay(this.#run, day, this.#day);
    this.#day.fill(0);
  }

  #of(name: Quantity, row: number): number {
    return this.#run.world[name][row] as number;
  }

  #range(block: number): [number, number] {
    const { blockStart } = this.#run.world;
    return [blockStart[block] as number, blockStart[block + 1] as number];
  }

  /** A step for one store: to the step it is the only open one of its block. */
  #alone(day: number, row: number, step: (block: number, from: number) => void): void {
    const { world, deciders, deciderCount } = this.#run;
    let block = 0;
    while ((world.blockStart[block + 1] as number) <= row) block += 1;
    const [from] = this.#range(block);
    clearTallies(world, block);
    const openRow = world.openRows[from] as number;
    const openCount = world.openCount[block] as number;
    world.openRows[from] = row;
    world.openCount[block] = 1;
    deciders[from] = row;
    deciderCount[block] = decidesToday(world.entity[row] as number, day) ? 1 : 0;
    step(block, from);
    world.openRows[from] = openRow;
    world.openCount[block] = openCount;
    this.#take();
  }

  /** Takes what steps have added up so far into the day's sums. */
  #take(): void {
    const { world } = this.#run;
    sumTallies(world, this.#sums);
    for (let name = 0; name < TALLY_SIZE; name++)
      this.#day[name] = (this.#day[name] as number) + (this.#sums[name] as number);
    for (let block = 0; block < world.blocks; block++) clearTallies(world, block);
  }

  #add(name: number, value: number): void {
    this.#day[name] = (this.#day[name] as number) + value;
  }
}

/** Who of a block decides today, as step 1 lists them for the other steps. */
interface Deciders {
  readonly deciders: Int32Array;
  readonly deciderCount: Int32Array;
}

/** The real numbers of the world that a row has. */
type Quantity = { [K in keyof World]: World[K] extends Float64Array ? K : never }[keyof World];
