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
import { conversionOf } from '../constants.ts';
import { M } from '../market.ts';
import { poisson, STREAM, uniforms } from '../random.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { HAS_INSURANCE } from '../world.ts';

const DRAW_PUBLIC = 2;
const KEEP_28 = 1 - 1 / 28;
const pair = new Float64Array(2);

export function sellPublicly(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, taps } = run;
  const { openRows, contacts, quality, orderValue, exposure } = world;
  const { totals } = run.allotment.result;
  const leakGain = world.market[M.leakGain] as number;
  const end = from + (world.openCount[block] as number);
  let organic = 0;
  let merit = 0;
  let newcomer = 0;
  let exploration = 0;
  let allClicks = 0;
  let publicOrders = 0;
  let publicGmv = 0;
  let externalOrders = 0;
  let externalGmv = 0;
  let seenVisits = 0;
  let allContacts = 0;
  let worth = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const column = row * TOTAL_COLUMNS;
    const byMerit = totals[column + MERIT_COLUMN] as number;
    const byNewcomer = totals[column + NEWCOMER_COLUMN] as number;
    const byExploration = totals[column + EXPLORATION_COLUMN] as number;
    // The dither moves what is due to a store on all pools; it sums to nothing over a keyword and is counted as organic.
    const byOrganic =
      (totals[column + ORGANIC_COLUMN] as number) + (totals[column + DITHER_COLUMN] as number);
    organic += byOrganic;
    merit += byMerit;
    newcomer += byNewcomer;
    exploration += byExploration;
    const impressions = (byOrganic + byMerit + byNewcomer + byExploration) / MICRO;

    // The link from exposure to investment passes on yesterday's exposure; it must be read before today's is written.
    const seenClicks = (taps.exposureToInvestment[row] as number) * c.clickRate;
    world.clicks28[row] = (world.clicks28[row] as number) * KEEP_28 + seenClicks;
    exposure[row] = impressions;
    world.exposure28[row] = (world.exposure28[row] as number) * KEEP_28 + impressions;

    const conversion = conversionOf(quality[row] as number);
    const lift = 1 + c.toolReturn * (world.toolPower[row] as number);
    const clicks = impressions * Math.min(1, c.clickRate * conversion * lift * (world.appeal[row] as number));
    const insured = ((world.flags[row] as number) & HAS_INSURANCE) !== 0 ? 1 + c.insuranceLift : 1;
    const visits = taps.externalToEffective[row] as number;
    seenVisits += visits;

    uniforms(c.seed, STREAM.days, world.entity[row] as number, day, DRAW_PUBLIC, pair);
    const bought = poisson(clicks * c.clickOrderRate * leakGain * insured, pair[0] as number);
    const came =
      day < (world.sanctionedUntil[row] as number)
        ? 0
        : poisson(visits * c.visitOrderRate * conversion, pair[1] as number);
    const value = orderValue[row] as number;
    world.publicOrders[row] = bought;
    world.externalOrders[row] = came;
    const known = contacts[row] as number;
    contacts[row] = known + c.contactsPerOrder * (bought + came) - c.contactDecay * known;
    world.sumPublic[row] = (world.sumPublic[row] as number) + bought * value;
    world.sumExternal[row] = (world.sumExternal[row] as number) + came * value;
    world.sumImpressions[row] = (world.sumImpressions[row] as number) + impressions;
    world.sumMerit[row] = (world.sumMerit[row] as number) + byMerit / MICRO;
    allClicks += clicks;
    publicOrders += bought;
    publicGmv += bought * value;
    externalOrders += came;
    externalGmv += came * value;
    allContacts += known;
    worth += clicks * c.clickOrderRate * value * c.marginShare;
  }
  addTally(world, block, T.organicImpressions, organic / MICRO);
  addTally(world, block, T.meritImpressions, merit / MICRO);
  addTally(world, block, T.newcomerImpressions, newcomer / MICRO);
  addTally(world, block, T.explorationImpressions, exploration / MICRO);
  addTally(world, block, T.clicks, allClicks);
  addTally(world, block, T.publicOrders, publicOrders);
  addTally(world, block, T.publicGmv, publicGmv);
  addTally(world, block, T.externalOrders, externalOrders);
  addTally(world, block, T.externalGmv, externalGmv);
  addTally(world, block, T.seenVisits, seenVisits);
  addTally(world, block, T.contacts, allContacts);
  addTally(world, block, T.impressionWorth, worth);
}
