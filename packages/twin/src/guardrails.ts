/** The guardrails of a finished run. */
import { gini, topShare } from '@hazumi/flywheel';
import type { Guardrails, Series } from './result.ts';
import type { Scenario } from './scenario.ts';
import { EFFECTIVE_AT_60, FIRST_ORDER_IN_TIME, OPEN, type World } from './world.ts';

const WINDOW = 28;

export function guardrailsOf({ days }: Scenario, world: World, series: Series): Guardrails {
  const { rows, state, openedDay, flags } = world;
  const exposures: number[] = [];
  const turnovers: number[] = [];
  let matured = 0;
  let effectiveAt60 = 0;
  let young = 0;
  let ordered = 0;
  let stores = 0;
  const holders = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const opened = openedDay[row] as number;
    const has = (flag: number): boolean => ((flags[row] as number) & flag) !== 0;
    if ((world.sumOpenDays[row] as number) > 0 && opened >= 0) {
      if (opened + 60 < days) {
        matured += 1;
        if (has(EFFECTIVE_AT_60)) effectiveAt60 += 1;
      }
      if (opened + 14 < days) {
        young += 1;
        if (has(FIRST_ORDER_IN_TIME)) ordered += 1;
      }
    }
    if (state[row] !== OPEN) continue;
    stores += 1;
    holders.add(Math.floor(row / world.slots));
    exposures.push(world.exposure28[row] as number);
    if ((world.effectiveWeight[row] as number) > 0.5) turnovers.push(world.turnover30[row] as number);
  }
  turnovers.sort((a, b) => a - b);
  const last = (name: keyof Series): number => sumOfLast(series[name], WINDOW);
  const real = last('privateGmv');
  return {
    effectiveShareAtDay60: effectiveAt60 / matured,
    storesPerPrincipal: stores / holders.size,
    medianTurnoverOfEffective: turnovers[Math.floor(turnovers.length / 2)] ?? Number.NaN,
    exposureGini: gini(exposures),
    exposureTopPercentShare: topShare(exposures, 0.01),
    newcomerFirstOrderShare: ordered / young,
    refundShare: last('refunds') / (real + last('publicGmv') + last('externalGmv') + last('creatorGmv')),
    washShare: last('fakeGmv') / (real + last('fakeGmv')),
    clawbackShare: last('clawbacks') / (last('rebates') + last('clawbacks')),
    subsidyPerEffectiveStoreDay: (last('subsidies') + last('rebatesPaid')) / last('effectiveStores'),
    routeShare: real / (real + last('outsideGmv')),
  };
}

function sumOfLast(values: Float64Array, days: number): number {
  let sum = 0;
  for (const value of values.subarray(Math.max(0, values.length - days))) sum += value;
  return sum;
}
