/**
 * Step 4: creators sell goods of admitted stores. They choose by commission times conversion; the more of the market is
 * admitted, the more they find to sell; where all sell the same goods, part of the sales only moves between them.
 */
import { admissionGaps, power } from '@hazumi/policy';
import { conversionOf } from '../constants.ts';
import { M } from '../market.ts';
import { poisson, STREAM, uniform } from '../random.ts';
import { decidesToday, type Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { HAS_INSURANCE, IS_EMPTY } from '../world.ts';

const DRAW_CREATORS = 3;

export function sellThroughCreators(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c } = run;
  const { openRows, quality, orderValue, creatorWeight, creatorOrders } = world;
  const allWeights = world.market[M.creatorWeight] as number;
  const total =
    c.creatorTotal * (1 - c.creatorConflict) * Math.sqrt(world.market[M.creatorCoverage] as number);
  const end = from + (world.openCount[block] as number);
  let orders = 0;
  let gmv = 0;
  let weights = 0;
  let admittedAbility = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const isInsured = ((world.flags[row] as number) & HAS_INSURANCE) !== 0;
    const conversion = conversionOf(quality[row] as number) * (isInsured ? 1 + c.insuranceLift : 1);
    // Chosen yesterday, by what was seen yesterday: so the weights sum to what they are divided by.
    const chosen = creatorWeight[row] as number;
    let sold = 0;
    if (chosen > 0 && allWeights > 0 && day >= (world.sanctionedUntil[row] as number)) {
      sold = poisson(
        total * (chosen / allWeights) * conversion,
        uniform(c.seed, STREAM.days, world.entity[row] as number, day, DRAW_CREATORS),
      );
    }
    creatorOrders[row] = sold;
    const value = sold * (orderValue[row] as number);
    world.sumCreator[row] = (world.sumCreator[row] as number) + value;
    orders += sold;
    gmv += value;

    // Creators look through the goods on offer once a week.
    if (decidesToday(world.entity[row] as number, day))
      creatorWeight[row] = isOffered(run, row, day, isInsured)
        ? (world.ability[row] as number) * power(c.commissionShare * conversion, c.creatorExponent)
        : 0;
    const weight = creatorWeight[row] as number;
    weights += weight;
    if (weight > 0) admittedAbility += world.ability[row] as number;
  }
  addTally(world, block, T.creatorOrders, orders);
  addTally(world, block, T.creatorGmv, gmv);
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
