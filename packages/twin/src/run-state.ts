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
  /**
   * The rows of the merchants who decide today, listed as `openRows` are: from the first place of their block on, in order of
   * row. Step 1 lists them for its own thread, so that what is done weekly is looked for once a day and not in each step.
   */
  readonly deciders: Int32Array;
  /** How many they are, block by block. */
  readonly deciderCount: Int32Array;
}

/**
 * A step of the day on the open stores of one block, which are listed from place `from` of `openRows` on. It writes those
 * rows and the block's tallies, nothing else.
 */
export type Step = (run: Run, day: number, block: number, from: number) => void;

/** Merchants decide once a week, each on a day of its own; chances a day become chances a week. */
export const WEEK = 7;

export function decidesToday(entity: number, day: number): boolean {
  // Written out: V8 divides by a constant of the module that is exported as by any number, at ten times the cost.
  return (entity + day) % 7 === 0;
}
