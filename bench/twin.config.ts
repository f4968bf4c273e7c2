/** What the C++ kernel has to know of the twin, written from the twin's own values: layout, constants, compiled rules. */
import type { Constants } from '../packages/twin/src/constants.ts';
import { MARKET } from '../packages/twin/src/market.ts';
import { STREAM } from '../packages/twin/src/random.ts';
import type { TwinRules } from '../packages/twin/src/rules.ts';
import { INTEGERS, REALS, type World } from '../packages/twin/src/world.ts';

interface Field {
  readonly name: string;
  readonly type: 'int32_t' | 'double';
  readonly offset: number;
  readonly bytes: number;
}

/** The arrays that the store-days write. */
export function stateFields(world: World): Field[] {
  const field = (name: string, array: Int32Array | Float64Array): Field => ({
    // What C++ already means something else by.
    name: name === 'state' ? 'state_' : name,
    type: array instanceof Int32Array ? 'int32_t' : 'double',
    offset: array.byteOffset,
    bytes: array.byteLength,
  });
  return [
    ...INTEGERS.map((name) => field(name, world[name])),
    ...REALS.map((name) => field(name, world[name])),
    field('openRows', world.openRows),
    field('openCount', world.openCount),
    field('retired', world.retired),
    field('rebateWeeks', world.rebateWeeks),
  ];
}

export function kernelConfig(
  world: World,
  rules: TwinRules,
  constants: Constants,
  run: { readonly days: number; readonly rounds: number },
): string {
  const { score, incentive, alliance, wash } = rules;
  const deposit = rules.deposits[0];
  if (deposit === undefined) throw new Error('There are no categories.');
  const scalars = {
    ...prefixed('C_', { ...constants, splitCost: 0 }),
    ...prefixed('R_', {
      keptFeeRate: incentive.keptFeeRate,
      capMinor: incentive.capMinor,
      admissionScore: alliance.admissionScore,
      isInsuranceRequired: alliance.isInsuranceRequired,
      isDepositRequired: alliance.isDepositRequired,
      cleanDays: alliance.cleanDays,
      ...score,
      settledADay: rules.settledADay,
      meritADay: rules.meritADay,
      meritNow: 1,
      honestFraud: rules.honestFraud,
      honestMerit: rules.honestMerit,
      caughtShare: rules.caughtShare,
      withheldShare: deposit.withheldShare,
      releaseMargin: deposit.releaseMargin,
      releaseDays: deposit.releaseDays,
      stakePerReward: deposit.stakePerReward,
    }),
    ...prefixed('W_', wash),
  };
  const fees = rules.fees.map((fee) =>
    row([
      fee.standardRate,
      fee.firstStoreRate,
      fee.firstStoreDaysFromFirstPaid,
      fee.firstStoreDaysFromOpening,
      fee.firstStoreTurnoverCapMinor,
    ]),
  );
  const effective = rules.effective.map((one) =>
    row([
      one.windowDays,
      one.inStockDays,
      one.orders,
      one.buyers,
      one.feeFloorMinor,
      one.onTimeShare,
      one.minimumScore,
      one.fraudLimit,
    ]),
  );
  return [
    '#pragma once',
    '#include <cstdint>',
    `#define FIELDS(X) ${stateFields(world)
      .map(({ type, name, offset }) => `X(${type}, ${name}, ${offset})`)
      .join(' ')}`,
    ...MARKET.map((name, index) => `constexpr int M_${name} = ${index};`),
    `constexpr int MARKET_SIZE = ${MARKET.length}, ROWS = ${world.rows}, BLOCKS = ${world.blocks};`,
    `constexpr int DAYS = ${run.days}, ROUNDS = ${run.rounds}, VESTING_WEEKS = ${world.vestingWeeks};`,
    `constexpr uint32_t SEED = ${constants.seed}u, STREAM_DAYS = ${STREAM.days}u;`,
    `constexpr int BLOCK_START[] = ${row(world.blockStart)};`,
    ...Object.entries(scalars).map(
      ([name, value]) => `constexpr double ${name} = ${literal(Number(value))};`,
    ),
    'struct FeeRules { double standardRate, firstRate, daysFromFirstPaid, daysFromOpening, cap; };',
    `constexpr FeeRules FEES[] = {${fees.join(', ')}};`,
    'struct EffectiveRules { double windowDays, inStockDays, orders, buyers, feeFloor, onTimeShare, minimumScore, fraudLimit; };',
    `constexpr EffectiveRules EFFECTIVE[] = {${effective.join(', ')}};`,
    `constexpr double DEPOSIT_BASE[] = ${row(rules.deposits.map(({ baseMinor }) => baseMinor))};`,
    `constexpr int TIERS = ${deposit.tierFromMinor.length};`,
    `constexpr double TIER_FROM[] = ${row(deposit.tierFromMinor)};`,
    `constexpr double TIER_REQUIRED[] = ${row(deposit.tierRequiredMinor)};`,
    `constexpr double VESTS[] = ${row(rules.vestsInWeek)};`,
    '',
  ].join('\n');
}

function prefixed(prefix: string, values: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => typeof value === 'number' || typeof value === 'boolean')
      .map(([name, value]) => [prefix + name, Number(value)]),
  );
}

function row(values: Iterable<number>): string {
  return `{${Array.from(values, literal).join(', ')}}`;
}

/** The shortest decimal that reads back as the same double. */
function literal(value: number): string {
  return Number.isFinite(value) ? String(value) : 'std::numeric_limits<double>::infinity()';
}
