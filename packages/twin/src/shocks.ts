/** The scenario's shocks: factors on what comes from outside the model, for some days. */
import type { Scenario, Shocked } from './scenario.ts';

export function shockOf({ shocks }: Scenario, on: Shocked, day: number): number {
  let factor = 1;
  for (const shock of shocks)
    if (shock.on === on && day >= shock.fromDay && day < shock.fromDay + shock.days) factor *= shock.factor;
  return factor;
}
