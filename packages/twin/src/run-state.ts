/** What every step of a day is given: the state, the scenario's numbers ready for use, and what the links pass on. */
import type { AllotmentMarket } from '@hazumi/policy';
import type { Constants } from './constants.ts';
import type { TwinRules } from './rules.ts';
import type { Scenario } from './scenario.ts';
import type { Taps } from './taps.ts';
import type { World } from './world.ts';

export interface Run {
  readonly scenario: Scenario;
  readonly world: World;
  readonly constants: Constants;
  readonly rules: TwinRules;
  readonly taps: Taps;
  readonly allotment: AllotmentMarket;
}

/**
 * A step of the day on the open stores of one block, which are listed from place `from` of `openRows` on. It writes those
 * rows and the block's tallies, nothing else.
 */
export type Step = (run: Run, day: number, block: number, from: number) => void;

/** Merchants decide once a week, each on a day of its own; chances a day become chances a week. */
export const WEEK = 7;

export function decidesToday(entity: number, day: number): boolean {
  return (entity + day) % WEEK === 0;
}
