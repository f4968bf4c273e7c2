/** How a claim about the market is put to the test: scenarios that differ in one thing, and what is compared between them. */
import type { Text, Unit } from '@hazumi/report';
import { PARAMETERS, type ParameterName } from '../parameters.ts';
import type { ScenarioFile } from '../scenario.ts';
import type { OutcomeName } from './outcomes.ts';

/** What each arm's run of one seed came to. */
export type Measured<Arm extends string = string> = Readonly<
  Record<Arm, Readonly<Record<OutcomeName | GainOutcome, number>>>
>;

/** Of arms that measure the loop's true gain; NaN elsewhere. `circle` is what comes back by every way, see gain.ts. */
export type GainOutcome = 'gain' | 'circle';

/** What is expected of an effect's mean: above zero, below zero, or too small to matter. */
export type Expected = '+' | '-' | '0';

export interface Effect<Arm extends string = string> {
  /** kebab-case, unique in the claim */
  readonly id: string;
  readonly name: Text;
  readonly unit: Unit;
  readonly expected: Expected;
  /**
   * The plan expects nothing of it ("open"): it is judged by what the article would need to be right.
   */
  readonly isOpen?: true;
  /** The article says nothing of it: it is told, and left out of the claim's verdict. */
  readonly isAside?: true;
  /** For `0`: effects within plus or minus this are none. Fixed before any run. */
  readonly margin?: number;
  /** The level to judge against where that is not zero: a gain feeds itself above 1. */
  readonly reference?: number;
  /** The effect of one seed, all arms under the same chance. */
  readonly of: (runs: Measured<Arm>) => number;
  /** Where given, effects are divided by its mean over the seeds: they become relative changes. */
  readonly relativeTo?: (runs: Measured<Arm>) => number;
}

/** The value of one parameter in all arms, to see whether an effect hangs on it. */
export interface Sensitivity {
  readonly parameter: ParameterName;
  /** the effect that is looked at; the first where missing */
  readonly effect?: string;
  /** the ends of its calibrated range and its default, or both positions of a switch, where missing */
  readonly values?: readonly number[];
}

export interface Claim<Arm extends string = string> {
  /** kebab-case: the name of its file */
  readonly id: string;
  /** the row of the plan */
  readonly claim: Text;
  /** the pair of scenarios, in words */
  readonly pair: Text;
  /** the assumption on which the answer hangs most, and why */
  readonly assumption: Text;
  readonly arms: Readonly<Record<Arm, ScenarioFile>>;
  /** arms that measure the loop's true gain (seven runs each), and for whom */
  readonly gains?: Readonly<Partial<Record<NoInfer<Arm>, 'platform' | 'merchant'>>>;
  readonly effects: readonly [Effect<NoInfer<Arm>>, ...Effect<NoInfer<Arm>>[]];
  readonly sensitivity: Sensitivity;
}

/** Declares a claim; the arms' names are checked against what the effects read. */
export function defineClaim<Arm extends string>(claim: Claim<Arm>): Claim {
  return claim as unknown as Claim;
}

export function text(zh: string, ja: string, en: string): Text {
  return { 'zh-CN': zh, ja, en };
}

/** The change from one arm to another, relative to the first arm's mean. */
export function change<Arm extends string>(
  from: Arm,
  to: Arm,
  outcome: OutcomeName,
): Pick<Effect<Arm>, 'of' | 'relativeTo'> {
  return {
    of: (runs) => runs[to][outcome] - runs[from][outcome],
    relativeTo: (runs) => runs[from][outcome],
  };
}

/** The change from one arm to another in the outcome's own unit: of shares, in points. */
export function difference<Arm extends string>(
  from: Arm,
  to: Arm,
  outcome: OutcomeName,
): Pick<Effect<Arm>, 'of'> {
  return { of: (runs) => runs[to][outcome] - runs[from][outcome] };
}

/** How much an outcome differs between two arms, as a logarithm: rows of different outcomes can be compared and subtracted. */
export function logRatio<Arm extends string>(
  runs: Measured<Arm>,
  from: Arm,
  to: Arm,
  outcome: OutcomeName,
): number {
  return Math.log(runs[to][outcome] / runs[from][outcome]);
}

/** The effect whose sensitivity is shown. */
export function sensitiveEffect({ effects, sensitivity, id }: Claim): Effect {
  const effect = sensitivity.effect ? effects.find((one) => one.id === sensitivity.effect) : effects[0];
  if (!effect) throw new RangeError(`The claim ${id} has no effect ${sensitivity.effect}.`);
  return effect;
}

/** The values that the parameter takes: not chosen by what comes out, but by what the parameter declares of itself. */
export function sensitivityValues({ sensitivity }: Claim): readonly number[] {
  if (sensitivity.values) return sensitivity.values;
  const { calibrated, range, default: usual } = PARAMETERS[sensitivity.parameter];
  if (!calibrated) return range;
  return [...new Set([calibrated[0], usual, calibrated[1]])];
}
