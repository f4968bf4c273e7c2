/** What every store is from the start, drawn from its identity, and the state of those already open on day 0. */
import { effectiveWeight, exp, power, requiredDeposit } from '@hazumi/policy';
import type { Constants } from './constants.ts';
import { M } from './market.ts';
import { normal, STREAM, uniforms } from './random.ts';
import { CATEGORIES, type TwinRules } from './rules.ts';
import { type Scenario, slotCount } from './scenario.ts';
import { entityOf, HAS_INSURANCE, IS_EMPTY, OPEN, PRINCIPAL_SLOT, WOULD_WASH, type World } from './world.ts';

/** What a principal is; the same in every scenario of a seed. */
export interface Traits {
  ability: number;
  orderValue: number;
  talent: number;
  category: number;
  /** Uniforms whose comparison with a parameter decides, so that a larger share only ever adds to who has it. */
  opens: number;
  washes: number;
  insures: number;
  splits: number;
  age: number;
}

const pair = new Float64Array(2);
const MINOR = 100;
/** Talent of most stores, and how far stores differ; with it the share of well-rated stores. */
const TALENT = 0.75;
const TALENT_SPREAD = 0.12;
/** How much slower than its contacts the hands of a larger store grow. */
const CAPACITY_EXPONENT = 0.9;
/** Nothing on offer is clicked so much more often than the rest. */
const MOST_APPEAL = 20;
const OLDEST_DAYS = 700;
const YOUNGEST_DAYS = 30;

export function traitsOf(scenario: Scenario, principal: number): Traits {
  const { parameters: p, seed } = scenario;
  const entity = entityOf(principal, PRINCIPAL_SLOT);
  const draw = (number: number): void => uniforms(seed, STREAM.traits, entity, 0, number, pair);
  draw(0);
  const ability = exp(p.abilitySpread * normal(pair[0] as number));
  const orderValue = p.orderValueYuan * MINOR * exp(p.orderValueSpread * normal(pair[1] as number));
  draw(1);
  const talent = TALENT + TALENT_SPREAD * normal(pair[0] as number);
  const category = Math.floor((pair[1] as number) * CATEGORIES.length);
  draw(2);
  const [opens, washes] = [pair[0] as number, pair[1] as number];
  draw(3);
  const [insures, splits] = [pair[0] as number, pair[1] as number];
  draw(4);
  return {
    ability,
    orderValue: Math.max(MINOR, orderValue),
    talent: Math.min(0.98, Math.max(0.1, talent)),
    category,
    opens,
    washes,
    insures,
    splits,
    age: pair[0] as number,
  };
}

/** Fills a new world: day 0 before its first step. */
export function populate(scenario: Scenario, world: World, rules: TwinRules, constants: Constants): void {
  const slots = slotCount(scenario);
  const splitStores = Math.min(Math.round(scenario.parameters.splitStores), rules.storesPerLicence, slots);
  world.explorers.fill(-1);
  world.endedDay.fill(-1);
  world.lastOrderDay.fill(-1);
  world.firstPaidDay.fill(-1);
  world.openedDay.fill(-1);
  world.score.fill(Number.NaN);
  world.fraud.fill(rules.honestFraud);
  world.meritShare.fill(rules.honestMerit);
  let money = 0;
  let abilityOpen = 0;
  for (let principal = 0; principal < world.principals; principal++) {
    const traits = traitsOf(scenario, principal);
    const isSplit = traits.splits < constants.splitShare;
    const stores = isSplit ? splitStores : 1;
    const isAdded = principal >= scenario.size.principals;
    const isOpen = !isAdded && traits.opens < constants.initialOpenShare;
    for (let slot = 0; slot < slots; slot++) {
      const row = principal * slots + slot;
      settleIn(world, row, slot, traits, constants, isSplit ? stores : 1, isAdded);
      if (!isOpen || slot >= stores) continue;
      open(world, row, traits, rules, constants);
      money += world.deposit[row] as number;
      abilityOpen += world.ability[row] as number;
    }
  }
  const { market } = world;
  const dailyProfit = constants.contacts * constants.contactOrderRate * profitPerOrder(constants);
  market[M.users] = constants.users0;
  market[M.profitPerAbility] = abilityOpen > 0 ? dailyProfit : 0;
  market[M.creatorCoverage] = 1;
  market[M.leakGain] = 1;
  market[M.utility] = constants.utilityReference;
  market[M.impressionValue] =
    constants.utilityReference * constants.orderValueYuan * MINOR * constants.marginShare;
  market[M.refundLimit] = 1;
  market[M.merchantsMoney] = money;
}

/** What an order leaves a merchant in the mean, before fees: for the expectations of day 0 only. */
function profitPerOrder(c: Constants): number {
  return Math.max(0, c.orderValueYuan * MINOR * c.marginShare - c.logistics);
}

function settleIn(
  world: World,
  row: number,
  slot: number,
  traits: Traits,
  c: Constants,
  parts: number,
  isAdded: boolean,
): void {
  const isEmpty = isAdded && c.addedAreReal === 0;
  // A business split over several stores has its contacts once; a further store of the same owner wins its own.
  const scale = parts > 1 ? 1 / parts : slot === 0 ? 1 : 0.3;
  world.entity[row] = entityOf(Math.floor(row / world.slots), slot);
  world.ability[row] = traits.ability * scale;
  world.orderValue[row] = traits.orderValue;
  world.talent[row] = traits.talent;
  world.appeal[row] = Math.min(MOST_APPEAL, power(traits.ability, c.appealExponent));
  world.quality[row] = traits.talent;
  world.category[row] = traits.category;
  world.contacts[row] = isEmpty ? 0 : c.contacts * c.newcomerContacts * traits.ability * scale;
  world.capacity[row] = c.capacityOrders * power(traits.ability * scale, CAPACITY_EXPONENT);
  world.flags[row] =
    (traits.insures < c.insuranceUptake ? HAS_INSURANCE : 0) |
    (traits.washes < c.washShare ? WOULD_WASH : 0) |
    (isEmpty ? IS_EMPTY : 0);
}

/** A store that has traded before day 0: its windows hold what a trade of its size leaves in them. */
function open(world: World, row: number, traits: Traits, rules: TwinRules, c: Constants): void {
  world.contacts[row] = (world.contacts[row] as number) / c.newcomerContacts;
  const daily = (world.contacts[row] as number) * c.contactOrderRate * c.routeShare;
  const value = traits.orderValue;
  world.state[row] = OPEN;
  world.openedDay[row] = -Math.floor(YOUNGEST_DAYS + traits.age * (OLDEST_DAYS - YOUNGEST_DAYS));
  world.firstPaidDay[row] = world.openedDay[row] as number;
  world.orders28[row] = daily * 28;
  world.buyers28[row] = daily * 28;
  world.orders90[row] = daily * 90;
  world.turnover30[row] = daily * value * 30;
  world.gmv28[row] = (daily / c.routeShare) * value * 28;
  world.profit28[row] = (daily / c.routeShare) * (value * c.marginShare - c.logistics) * 28;
  const effective = rules.effective[traits.category];
  world.effectiveWeight[row] =
    effective === undefined ? 0 : effectiveWeight(daily * 28, daily * 28, rules.honestFraud, effective);
  const deposits = rules.deposits[traits.category];
  world.deposit[row] =
    deposits === undefined ? 0 : requiredDeposit(world.turnover30[row] as number, 0, deposits);
}
