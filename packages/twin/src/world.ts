/**
 * The state of a market as one block of shared memory: an array a quantity, an entry a store. A row is the store at a slot
 * of a principal, `row = principal x slots + slot`, whether or not it has opened; its chance is keyed by that identity, so
 * a scenario that brings somebody earlier, later or not at all leaves everybody else's chance alone.
 *
 * During a day a row is written only by the thread that has its block, and a block holds whole principals.
 */
import { principalCount, type Scenario, slotCount } from './scenario.ts';

export const PROSPECT = 0;
export const OPEN = 1;
export const CLOSED = 2;
export const BANNED = 3;

/** Blocks are this many rows, so that the arrays of one fit into a core's own cache; sums are taken block by block. */
export const ROWS_A_BLOCK = 512;

/** Whole numbers a store. */
export const INTEGERS = [
  'state',
  'openedDay',
  'endedDay',
  'firstPaidDay',
  'lastOrderDay',
  /** Not shown and not admitted before this day. */
  'sanctionedUntil',
  /** Days in a row with a deposit shortfall. */
  'shortfallDays',
  /** Days in a row in which the deposit could be lowered. */
  'excessDays',
  'category',
  'flags',
  /** What its random numbers are keyed by: see `entityOf`. */
  'entity',
] as const;

/** Real numbers a store. Money in minor units; `28`, `30` and `90` are exponentially weighted sums of about so many days. */
export const REALS = [
  // What a store is: drawn once from its identity.
  'ability',
  'orderValue',
  'talent',
  /** What the same exposure brings it, 1 the median. */
  'appeal',
  // What it has become.
  'contacts',
  'fatigue',
  'quality',
  'score',
  'refundShare',
  'capacity',
  'load',
  'investment',
  /** spending^xi, kept because it changes once a week. */
  'toolPower',
  'externalVisits',
  'exposure',
  'clicks28',
  'orders28',
  'buyers28',
  'orders90',
  /** Goods value of today's private orders on the platform, fakes included, less refunds. */
  'privateSales',
  'turnover30',
  'turnover',
  'profit28',
  'effectiveWeight',
  'fakeRate',
  'fraud',
  /** Merit that a yuan of kept fee is worth today. */
  'meritShare',
  'merit',
  // Where its money is.
  'cash',
  'pending',
  'deposit',
  'pendingRebate',
  'monthRebate',
  // Today's flows, handed from step to step.
  'privateOrders',
  'publicOrders',
  'externalOrders',
  'creatorOrders',
  'fakeOrders',
  'outsideOrders',
  'toolCost',
  'entryCost',
  'creatorWeight',
  'feeShare',
  /** Share of private sales that goes through the platform, as the merchant chose it this week. */
  'route',
  'rebateShare',
  // Totals over the run.
  'sumPrivate',
  'sumOutside',
  'sumPublic',
  'sumExternal',
  'sumCreator',
  'sumFake',
  'sumImpressions',
  'sumMerit',
  'sumInvestment',
  'sumVisits',
  'sumFees',
  'sumRebates',
  'sumProfit',
  'sumRefunds',
  'sumEffective',
  'sumOpenDays',
  'earlyOrders',
  'exposure28',
  'gmv28',
] as const;

export const HAS_INSURANCE = 1;
export const WOULD_WASH = 2;
export const IS_EMPTY = 4;
/** The store was effective on its sixtieth day. */
export const EFFECTIVE_AT_60 = 8;
/** The store had an order within its first 14 days. */
export const FIRST_ORDER_IN_TIME = 16;

type Integers = { readonly [K in (typeof INTEGERS)[number]]: Int32Array };
type Reals = { readonly [K in (typeof REALS)[number]]: Float64Array };

export interface World extends Integers, Reals {
  readonly rows: number;
  readonly principals: number;
  readonly slots: number;
  /** Rows `blockStart[b]` to `blockStart[b + 1]` are block b. */
  readonly blockStart: Int32Array;
  readonly blocks: number;
  /** The open rows of a block, from its first place on; step 1 lists them anew every day. */
  readonly openRows: Int32Array;
  readonly openCount: Int32Array;
  /** The edge that explores each keyword, or -1: see exposure.ts. */
  readonly explorers: Int32Array;
  /** What the stores of a block that are gone held when they went; it is theirs, and stays in the books. */
  readonly retired: Float64Array;
  /** Incentives by the week in which they cleared, a ring of `vestingWeeks` weeks: `week x rows + row`. */
  readonly rebateWeeks: Float64Array;
  readonly vestingWeeks: number;
  /** What yesterday's market was like, for everybody to see: see market.ts. */
  readonly market: Float64Array;
  /** Sums of each block, `tallySize` entries a block. */
  readonly tallies: Float64Array;
  readonly tallySize: number;
  /** The daily series, series by series. */
  readonly series: Float64Array;
  readonly buffer: SharedArrayBuffer;
}

export interface WorldSizes {
  readonly vestingDays: number;
  readonly marketSize: number;
  readonly tallySize: number;
  readonly seriesCount: number;
}

/** Lays the arrays out in `buffer`, or in a new one; the same sizes give the same layout, in every thread. */
export function layWorld(scenario: Scenario, sizes: WorldSizes, given?: SharedArrayBuffer): World {
  const principals = principalCount(scenario);
  const slots = slotCount(scenario);
  const rows = principals * slots;
  const vestingWeeks = Math.ceil(sizes.vestingDays / 7) + 1;
  const blockStart = blocksOf(principals, slots);
  const blocks = blockStart.length - 1;

  const { keywords } = scenario.size;
  const integers = ((INTEGERS.length + 1) * even(rows) + even(blocks) + even(keywords)) * 4;
  const reals =
    REALS.length * rows +
    rows * vestingWeeks +
    sizes.marketSize +
    blocks * (sizes.tallySize + 1) +
    sizes.seriesCount * scenario.days;
  const buffer = given ?? new SharedArrayBuffer(integers + reals * 8);
  let at = 0;
  const takeReals = (length: number): Float64Array => {
    const array = new Float64Array(buffer, at, length);
    at += length * 8;
    return array;
  };
  const takeIntegers = (length: number): Int32Array => {
    const array = new Int32Array(buffer, at, length);
    at += even(length) * 4;
    return array;
  };
  // Whole numbers first, in even counts, so that every real lies at a multiple of eight bytes.
  const wholes = Object.fromEntries(INTEGERS.map((name) => [name, takeIntegers(rows)])) as Integers;
  const openRows = takeIntegers(rows);
  const openCount = takeIntegers(blocks);
  const explorers = takeIntegers(keywords);
  return {
    ...wholes,
    ...(Object.fromEntries(REALS.map((name) => [name, takeReals(rows)])) as Reals),
    openRows,
    openCount,
    explorers,
    retired: takeReals(blocks),
    rebateWeeks: takeReals(rows * vestingWeeks),
    market: takeReals(sizes.marketSize),
    tallies: takeReals(blocks * sizes.tallySize),
    series: takeReals(sizes.seriesCount * scenario.days),
    rows,
    principals,
    slots,
    blockStart,
    blocks,
    vestingWeeks,
    tallySize: sizes.tallySize,
    buffer,
  };
}

/** What a store is keyed by in the counter of its random numbers; slot 31 is the principal itself. */
export function entityOf(principal: number, slot: number): number {
  return principal * 32 + slot;
}
export const PRINCIPAL_SLOT = 31;

function blocksOf(principals: number, slots: number): Int32Array {
  const each = Math.max(1, Math.floor(ROWS_A_BLOCK / slots));
  const blocks = Math.ceil(principals / each);
  return Int32Array.from({ length: blocks + 1 }, (_, block) => Math.min(principals, block * each) * slots);
}

function even(length: number): number {
  return length + (length % 2);
}
