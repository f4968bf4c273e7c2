/** What a finished run answers, read out of its state. */
import { createHash } from 'node:crypto';
import {
  type PrincipalColumn,
  type PrincipalTable,
  type Series,
  type StoreTable,
  seriesNames,
} from './result.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

export function seriesOf({ days }: Scenario, world: World): Series {
  const entries = seriesNames.map((name, index) => [
    name,
    world.series.slice(index * days, (index + 1) * days),
  ]);
  return Object.fromEntries(entries) as Series;
}

/** From which array of the state each column is summed over a principal's stores. */
const SUMS = {
  privateGmv: 'sumPrivate',
  outsideGmv: 'sumOutside',
  publicGmv: 'sumPublic',
  externalGmv: 'sumExternal',
  creatorGmv: 'sumCreator',
  fakeGmv: 'sumFake',
  impressions: 'sumImpressions',
  meritImpressions: 'sumMerit',
  investment: 'sumInvestment',
  externalVisits: 'sumVisits',
  fees: 'sumFees',
  rebatesPaid: 'sumRebates',
  profit: 'sumProfit',
  refunds: 'sumRefunds',
  effectiveDays: 'sumEffective',
  openDays: 'sumOpenDays',
} as const satisfies Partial<Record<PrincipalColumn, keyof World>>;

export function principalTable(world: World): PrincipalTable {
  const { principals, slots, rows } = world;
  const columns = Object.entries(SUMS).map(([column, source]) => {
    const values = new Float64Array(principals);
    for (let row = 0; row < rows; row++) {
      const principal = Math.floor(row / slots);
      values[principal] = (values[principal] as number) + (world[source][row] as number);
    }
    return [column, values];
  });
  const ability = new Float64Array(principals);
  const stores = new Float64Array(principals);
  for (let row = 0; row < rows; row++) {
    const principal = Math.floor(row / slots);
    if (row % slots === 0) ability[principal] = world.ability[row] as number;
    if ((world.sumOpenDays[row] as number) > 0) stores[principal] = (stores[principal] as number) + 1;
  }
  return { count: principals, ability, stores, ...Object.fromEntries(columns) } as PrincipalTable;
}

export function storeTable(world: World): StoreTable {
  const gmv = Float64Array.from(
    { length: world.rows },
    (_, row) =>
      (world.sumPrivate[row] as number) +
      (world.sumPublic[row] as number) +
      (world.sumExternal[row] as number) +
      (world.sumCreator[row] as number),
  );
  return {
    count: world.rows,
    principal: Int32Array.from({ length: world.rows }, (_, row) => Math.floor(row / world.slots)),
    state: world.state.slice(),
    openedDay: world.openedDay.slice(),
    endedDay: world.endedDay.slice(),
    earlyOrders: world.earlyOrders.slice(),
    lastOrderDay: world.lastOrderDay.slice(),
    gmv,
    score: world.score.slice(),
  };
}

/** SHA-256 over all state and series. */
export function worldDigest({ buffer }: World): string {
  return createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
}
