/** Step 3: what the allotment gave is seen, clicked and bought; external visitors buy; contacts grow by both. */
import {
  DITHER_COLUMN,
  EXPLORATION_COLUMN,
  MERIT_COLUMN,
  MICRO,
  NEWCOMER_COLUMN,
  ORGANIC_COLUMN,
  TOTAL_COLUMNS,
} from '@hazumi/policy';
import { blockColumn } from '../columns.ts';
import { conversionOf } from '../constants.ts';
import { drawCounts } from '../counts.ts';
import { M } from '../market.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { HAS_INSURANCE } from '../world.ts';

const DRAW_PUBLIC = 2;
const KEEP_28 = 1 - 1 / 28;
/** Orders of each store, from clicks and from visits: the mean first, then the count. */
const bought = blockColumn();
const came = blockColumn();

export function sellPublicly(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c } = run;
  const count = world.openCount[block] as number;
  see(run, block, from, count);
  click(run, day, block, from, count);
  drawCounts(world, c.seed, day, DRAW_PUBLIC, from, count, bought, came);
  book(run, block, from, count);
}

/** Exposure as the allotment gave it. */
function see(
  { world, constants: c, taps, allotment }: Run,
  block: number,
  from: number,
  count: number,
): void {
  const { openRows, exposure, exposure28, clicks28, sumImpressions, sumMerit } = world;
  const { exposureToInvestment } = taps;
  const { totals } = allotment.result;
  const { clickRate } = c;
  // Named here, for the loop: what a module exports is read from its cell each time.
  const columns = TOTAL_COLUMNS;
  const ofMerit = MERIT_COLUMN;
  const ofNewcomers = NEWCOMER_COLUMN;
  const ofExploration = EXPLORATION_COLUMN;
  const ofOrganic = ORGANIC_COLUMN;
  const ofDither = DITHER_COLUMN;
  const micro = MICRO;
  let organic = 0;
  let merit = 0;
  let newcomer = 0;
  let exploration = 0;
  for (let at = from; at < from + count; at++) {
    const row = openRows[at] as number;
    const column = row * columns;
    const byMerit = totals[column + ofMerit] as number;
    const byNewcomer = totals[column + ofNewcomers] as number;
    const byExploration = totals[column + ofExploration] as number;
    // The dither moves what is due to a store on all pools; it sums to nothing over a keyword and is counted as organic.
    const byOrganic = (totals[column + ofOrganic] as number) + (totals[column + ofDither] as number);
    organic += byOrganic;
    merit += byMerit;
    newcomer += byNewcomer;
    exploration += byExploration;
    const impressions = (byOrganic + byMerit + byNewcomer + byExploration) / micro;

    // The link from exposure to investment passes on yesterday's exposure; it must be read before today's is written.
    const seenClicks = (exposureToInvestment[row] as number) * clickRate;
    clicks28[row] = (clicks28[row] as number) * KEEP_28 + seenClicks;
    exposure[row] = impressions;
    exposure28[row] = (exposure28[row] as number) * KEEP_28 + impressions;
    sumImpressions[row] = (sumImpressions[row] as number) + impressions;
    sumMerit[row] = (sumMerit[row] as number) + byMerit / micro;
  }
  addTally(world, block, T.organicImpressions, organic / MICRO);
  addTally(world, block, T.meritImpressions, merit / MICRO);
  addTally(world, block, T.newcomerImpressions, newcomer / MICRO);
  addTally(world, block, T.explorationImpressions, exploration / MICRO);
}

/** Clicks and visits, and what they would buy on average. */
function click(run: Run, day: number, block: number, from: number, count: number): void {
  const { world, constants: c } = run;
  const { openRows, quality, orderValue, exposure, toolPower, appeal, flags, sanctionedUntil } = world;
  const { externalToEffective } = run.taps;
  const { toolReturn, clickRate, insuranceLift, clickOrderRate, visitOrderRate, marginShare } = c;
  const leakGain = world.market[M.leakGain] as number;
  const hasInsurance = HAS_INSURANCE;
  let allClicks = 0;
  let seenVisits = 0;
  let worth = 0;
  for (let at = 0; at < count; at++) {
    const row = openRows[from + at] as number;
    const conversion = conversionOf(quality[row] as number);
    const lift = 1 + toolReturn * (toolPower[row] as number);
    const clicks =
      (exposure[row] as number) * Math.min(1, clickRate * conversion * lift * (appeal[row] as number));
    const insured = ((flags[row] as number) & hasInsurance) !== 0 ? 1 + insuranceLift : 1;
    const visits = externalToEffective[row] as number;
    seenVisits += visits;
    bought[at] = clicks * clickOrderRate * leakGain * insured;
    came[at] = day < (sanctionedUntil[row] as number) ? 0 : visits * visitOrderRate * conversion;
    allClicks += clicks;
    worth += clicks * clickOrderRate * (orderValue[row] as number) * marginShare;
  }
  addTally(world, block, T.clicks, allClicks);
  addTally(world, block, T.seenVisits, seenVisits);
  addTally(world, block, T.impressionWorth, worth);
}

function book({ world, constants: c }: Run, block: number, from: number, count: number): void {
  const { openRows, orderValue, contacts, publicOrders, externalOrders, sumPublic, sumExternal } = world;
  const { contactsPerOrder, contactDecay } = c;
  let orders = 0;
  let gmv = 0;
  let allExternal = 0;
  let externalGmv = 0;
  let allContacts = 0;
  for (let at = 0; at < count; at++) {
    const row = openRows[from + at] as number;
    const fromClicks = bought[at] as number;
    const fromVisits = came[at] as number;
    publicOrders[row] = fromClicks;
    externalOrders[row] = fromVisits;
    const known = contacts[row] as number;
    contacts[row] = known + contactsPerOrder * (fromClicks + fromVisits) - contactDecay * known;
    allContacts += known;
    if (fromClicks + fromVisits === 0) continue;
    const value = orderValue[row] as number;
    sumPublic[row] = (sumPublic[row] as number) + fromClicks * value;
    sumExternal[row] = (sumExternal[row] as number) + fromVisits * value;
    orders += fromClicks;
    gmv += fromClicks * value;
    allExternal += fromVisits;
    externalGmv += fromVisits * value;
  }
  addTally(world, block, T.publicOrders, orders);
  addTally(world, block, T.publicGmv, gmv);
  addTally(world, block, T.externalOrders, allExternal);
  addTally(world, block, T.externalGmv, externalGmv);
  addTally(world, block, T.contacts, allContacts);
}
