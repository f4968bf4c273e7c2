/**
 * Step 4: creators sell goods of admitted stores. They choose by commission times conversion; the more of the market is
 * admitted, the more they find to sell; where all sell the same goods, part of the sales only moves between them.
 */
import { admissionGaps, power } from '@hazumi/policy';
import { blockColumn } from '../columns.ts';
import { conversionOf } from '../constants.ts';
import { drawSomeCounts } from '../counts.ts';
import { M } from '../market.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { HAS_INSURANCE, IS_EMPTY, ROWS_A_BLOCK } from '../world.ts';

const DRAW_CREATORS = 3;
/** The stores that creators chose: their rows and identities; the mean first, then the count. */
const chosenRows = new Int32Array(ROWS_A_BLOCK);
const entities = new Int32Array(ROWS_A_BLOCK);
const sold = blockColumn();

export function sellThroughCreators(run: Run, day: number, block: number, from: number): void {
  const { constants: c, world } = run;
  const count = world.openCount[block] as number;
  const chosen = choose(run, day, from, count);
  drawSomeCounts(c.seed, day, DRAW_CREATORS, entities, chosen, sold);
  book(run, block, chosen);
  offer(run, day, block, from);
  weigh(run, block, from, count);
}

/** Of whom creators sell today, and how much on average; answers how many stores it is. */
function choose({ world, constants: c }: Run, day: number, from: number, count: number): number {
  const { openRows, entity, quality, flags, sanctionedUntil, creatorWeight, creatorOrders } = world;
  const { insuranceLift } = c;
  const hasInsurance = HAS_INSURANCE;
  const allWeights = world.market[M.creatorWeight] as number;
  const total =
    c.creatorTotal * (1 - c.creatorConflict) * Math.sqrt(world.market[M.creatorCoverage] as number);
  let chosen = 0;
  for (let at = from; at < from + count; at++) {
    const row = openRows[at] as number;
    creatorOrders[row] = 0;
    // Weighed yesterday, by what was seen yesterday: so the weights sum to what they are divided by.
    const weight = creatorWeight[row] as number;
    if (!(weight > 0 && allWeights > 0) || day < (sanctionedUntil[row] as number)) continue;
    const insured = ((flags[row] as number) & hasInsurance) !== 0 ? 1 + insuranceLift : 1;
    chosenRows[chosen] = row;
    entities[chosen] = entity[row] as number;
    sold[chosen++] = total * (weight / allWeights) * (conversionOf(quality[row] as number) * insured);
  }
  return chosen;
}

function book({ world }: Run, block: number, chosen: number): void {
  const { orderValue, creatorOrders, sumCreator } = world;
  let orders = 0;
  let gmv = 0;
  for (let at = 0; at < chosen; at++) {
    const count = sold[at] as number;
    if (count === 0) continue;
    const row = chosenRows[at] as number;
    const value = count * (orderValue[row] as number);
    creatorOrders[row] = count;
    sumCreator[row] = (sumCreator[row] as number) + value;
    orders += count;
    gmv += value;
  }
  addTally(world, block, T.creatorOrders, orders);
  addTally(world, block, T.creatorGmv, gmv);
}

/** Creators look through the goods on offer once a week. */
function offer(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, deciders } = run;
  const end = from + (run.deciderCount[block] as number);
  for (let at = from; at < end; at++) {
    const row = deciders[at] as number;
    const isInsured = ((world.flags[row] as number) & HAS_INSURANCE) !== 0;
    const conversion = conversionOf(world.quality[row] as number) * (isInsured ? 1 + c.insuranceLift : 1);
    world.creatorWeight[row] = isOffered(run, row, day, isInsured)
      ? (world.ability[row] as number) * power(c.commissionShare * conversion, c.creatorExponent)
      : 0;
  }
}

/** What tomorrow's creators choose by. */
function weigh({ world }: Run, block: number, from: number, count: number): void {
  const { openRows, ability, creatorWeight } = world;
  let weights = 0;
  let admittedAbility = 0;
  for (let at = from; at < from + count; at++) {
    const row = openRows[at] as number;
    const weight = creatorWeight[row] as number;
    if (!(weight > 0)) continue;
    weights += weight;
    admittedAbility += ability[row] as number;
  }
  addTally(world, block, T.creatorWeight, weights);
  addTally(world, block, T.abilityAdmitted, admittedAbility);
}

function isOffered({ world, rules }: Run, row: number, day: number, isInsured: boolean): boolean {
  if (((world.flags[row] as number) & IS_EMPTY) !== 0) return false;
  const cleanDays = day < (world.sanctionedUntil[row] as number) ? 0 : Number.POSITIVE_INFINITY;
  const isDepositInOrder = world.shortfallDays[row] === 0;
  return (
    admissionGaps(world.score[row] as number, isInsured, isDepositInOrder, cleanDays, rules.alliance) === 0
  );
}
