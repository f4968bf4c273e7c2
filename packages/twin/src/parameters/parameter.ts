/** How a parameter of the twin is declared: its default, unit, range, and how much is known of it. */
import type { Text } from '@hazumi/policy';

export type Unit =
  | 'share'
  | 'yuan'
  | 'perDay'
  | 'days'
  | 'count'
  | 'orders'
  | 'visits'
  | 'hours'
  | 'flag'
  | 'exponent'
  | 'factor'
  | 'logOdds';

export interface Parameter {
  readonly default: number;
  readonly unit: Unit;
  /** What the engine accepts, both ends included. */
  readonly range: readonly [low: number, high: number];
  /**
   * Where the calibration has looked. A scenario outside is run, and says so: its figures then lean on the model's form
   * alone. Null when the parameter is a switch or a treatment that an experiment is meant to move.
   */
  readonly calibrated: readonly [low: number, high: number] | null;
  /**
   * `measured`: read off public figures. `calibrated`: fitted, with others, so that the run meets public figures.
   * `assumed`: nobody has measured it; a conclusion that hangs on it is a conclusion about the assumption.
   * `treatment`: what an experiment sets.
   */
  readonly basis: 'measured' | 'calibrated' | 'assumed' | 'treatment';
  readonly source: string;
  readonly label: Text;
}

export function text(zh: string, ja: string, en: string): Text {
  return { 'zh-CN': zh, ja, en };
}

const UNBOUNDED = 1e9;

/** A parameter that nobody has measured; calibration may stray from half to twice the default unless told otherwise. */
export function assumed(
  value: number,
  unit: Unit,
  label: Text,
  source: string,
  more: Partial<Pick<Parameter, 'range' | 'calibrated' | 'basis'>> = {},
): Parameter {
  const range = more.range ?? (unit === 'share' ? [0, 1] : [0, UNBOUNDED]);
  const calibrated = more.calibrated ?? [value / 2, Math.min(range[1], value * 2)];
  return { default: value, unit, range, calibrated, basis: more.basis ?? 'assumed', source, label };
}

/** What an experiment sets; there is no range in which it would be calibrated. */
export function treatment(
  value: number,
  unit: Unit,
  range: readonly [number, number],
  label: Text,
  source: string,
): Parameter {
  return { default: value, unit, range, calibrated: null, basis: 'treatment', source, label };
}

/** A switch: 0 or 1. */
export function flag(value: 0 | 1, label: Text, source: string): Parameter {
  return treatment(value, 'flag', [0, 1], label, source);
}
