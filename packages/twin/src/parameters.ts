/**
 * Every parameter of the twin beside the policy, each with its default, unit, range, and whether it is measured, fitted,
 * assumed, or what an experiment sets. Defaults are the calibrated ones (see docs/twin.md for the fit).
 */
import type { Text } from '@hazumi/policy';
import { merchants } from './parameters/merchants.ts';
import type { Parameter } from './parameters/parameter.ts';
import { platform } from './parameters/platform.ts';
import { trade } from './parameters/trade.ts';

export type { Parameter } from './parameters/parameter.ts';

const declared = { ...merchants, ...trade, ...platform };

export type ParameterName = keyof typeof declared;
export type Parameters = { readonly [P in ParameterName]: number };

export const PARAMETERS: Readonly<Record<ParameterName, Parameter>> = declared;
export const parameterNames = Object.keys(declared) as ParameterName[];

/** Every parameter at its default. */
export const defaultParameters: Parameters = Object.fromEntries(
  parameterNames.map((name) => [name, PARAMETERS[name].default]),
) as unknown as Parameters;

/** A parameter of a scenario that left the range in which the twin was calibrated. */
export interface OutsideRange {
  readonly name: ParameterName;
  readonly label: Text;
  readonly value: number;
  readonly range: readonly [low: number, high: number];
}

/** The parameters outside the calibrated range; none means that the scenario may be read with the fit in mind. */
export function outsideCalibration(parameters: Parameters): OutsideRange[] {
  const outside: OutsideRange[] = [];
  for (const name of parameterNames) {
    const { calibrated, label } = PARAMETERS[name];
    const value = parameters[name];
    if (calibrated !== null && (value < calibrated[0] || value > calibrated[1]))
      outside.push({ name, label, value, range: calibrated });
  }
  return outside;
}
