/** A scenario: policy, parameters, size and seed, as a JSON file. Everything a run depends on stands in it. */
import { digest, type PolicyDocument, parseDocument } from '@hazumi/policy';
import * as z from 'zod';
import {
  defaultParameters,
  PARAMETERS,
  type ParameterName,
  type Parameters,
  parameterNames,
} from './parameters.ts';

/** Part of the permalink: results of different versions of the engine may not be compared. */
export const TWIN_VERSION = 1;

/** The links of the loop, in the order in which an impulse travels. */
export const LINKS = [
  'effectiveToPrivate',
  'privateToExposure',
  'exposureToInvestment',
  'investmentToExternal',
  'externalToEffective',
] as const;
export type Link = (typeof LINKS)[number];

/** What a shock multiplies. */
export const SHOCKED = ['demand', 'supply', 'entry', 'privateOrders'] as const;
export type Shocked = (typeof SHOCKED)[number];

export interface Shock {
  readonly on: Shocked;
  readonly fromDay: number;
  readonly days: number;
  readonly factor: number;
}

/** Multiplies what one link passes on, for a share of the merchants (chosen by identity), from a day on. */
export interface Injection {
  readonly link: Link;
  /** 0.01 adds one percent. */
  readonly share: number;
  /** Share of the principals that it reaches; 1 is all of them. */
  readonly treatedShare: number;
  readonly fromDay: number;
}

export interface ScenarioSize {
  /** Principals and prospects; each has up to `storesPerPrincipal` stores. */
  readonly principals: number;
  readonly storesPerPrincipal: number;
  readonly keywords: number;
  readonly creators: number;
}

export interface Scenario {
  readonly name: string;
  readonly seed: number;
  readonly days: number;
  readonly size: ScenarioSize;
  /** Complete: the file names what differs from the default document. */
  readonly policy: PolicyDocument;
  /** Complete: the file names what differs from the defaults. */
  readonly parameters: Parameters;
  /**
   * Links that pass on what they passed on without the scenario's injections and shocks: the loop cut there. The run
   * is then preceded by one without them, under the same chance.
   */
  readonly cuts: readonly Link[];
  readonly injections: readonly Injection[];
  readonly shocks: readonly Shock[];
}

const MAX_STORES = 4_000_000;
const share = z.number().min(0).max(1);
const day = z.int().min(0).max(3_650);

/** The file's form; policy and parameters name only what differs from their defaults. */
export const scenarioFileSchema = z.strictObject({
  name: z.string().min(1).max(200).default('Scenario'),
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  days: z.int().min(1).max(3_650).default(365),
  size: z
    .strictObject({
      principals: z.int().min(2).max(MAX_STORES).default(2_000),
      storesPerPrincipal: z.int().min(1).max(30).default(1),
      keywords: z.int().min(1).max(1_000_000).default(200),
      creators: z.int().min(0).max(1_000_000).default(100),
    })
    .prefault({}),
  policy: z.record(z.string(), z.unknown()).default({}),
  parameters: z
    .strictObject(
      Object.fromEntries(
        parameterNames.map((name) => {
          const [low, high] = PARAMETERS[name].range;
          return [name, z.number().min(low).max(high).optional()];
        }),
      ),
    )
    .prefault({}),
  cuts: z.array(z.enum(LINKS)).max(LINKS.length).default([]),
  injections: z
    .array(
      z.strictObject({
        link: z.enum(LINKS),
        share: z.number().min(-0.9).max(10).default(0.01),
        treatedShare: share.default(1),
        fromDay: day.default(0),
      }),
    )
    .max(20)
    .default([]),
  shocks: z
    .array(
      z.strictObject({
        on: z.enum(SHOCKED),
        fromDay: day,
        days: day,
        factor: z.number().min(0).max(100),
      }),
    )
    .max(20)
    .default([]),
});

/** What a scenario file may hold; all of it is optional. */
export type ScenarioFile = z.input<typeof scenarioFileSchema>;

/** Where a file is wrong, as a JSON Pointer, and why, in English. */
export interface ScenarioFault {
  readonly path: string;
  readonly reason: string;
}

export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly ScenarioFault[] };

/** Reads a scenario file; all faults at once, those of the policy with the reasons of the policy's own schema. */
export function parseScenario(input: unknown): ParsedScenario {
  const file = scenarioFileSchema.safeParse(input);
  if (!file.success)
    return {
      ok: false,
      faults: file.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, reason: message })),
    };
  const policy = parseDocument(file.data.policy);
  if (!policy.ok)
    return {
      ok: false,
      faults: policy.faults.map(({ path, reason }) => ({ path: `/policy${path}`, reason: reason.en })),
    };
  const given = Object.entries(file.data.parameters).filter(([, value]) => value !== undefined);
  const scenario: Scenario = {
    ...file.data,
    policy: policy.document,
    parameters: { ...defaultParameters, ...(Object.fromEntries(given) as Partial<Parameters>) },
  };
  const rows = storeRows(scenario);
  if (rows > MAX_STORES)
    return { ok: false, faults: [{ path: '/size', reason: `${rows} stores are more than ${MAX_STORES}.` }] };
  return { ok: true, scenario };
}

/**
 * A scenario of code, where a fault is a bug.
 *
 * @throws RangeError naming the first field that is wrong.
 */
export function scenario(file: ScenarioFile = {}): Scenario {
  const parsed = parseScenario(file);
  if (parsed.ok) return parsed.scenario;
  const [fault] = parsed.faults;
  throw new RangeError(`${fault?.path}: ${fault?.reason}`);
}

/** All principals of a run, those that an experiment adds included. */
export function principalCount({ size, parameters }: Pick<Scenario, 'size' | 'parameters'>): number {
  return size.principals + Math.round(size.principals * parameters.addedShare);
}

/** Stores of a principal that the run has room for. */
export function slotCount({ size, parameters }: Pick<Scenario, 'size' | 'parameters'>): number {
  return Math.max(
    size.storesPerPrincipal,
    parameters.splitShare > 0 ? Math.round(parameters.splitStores) : 1,
  );
}

export function storeRows(scenario: Pick<Scenario, 'size' | 'parameters'>): number {
  return principalCount(scenario) * slotCount(scenario);
}

/** SHA-256 over everything that the run depends on, the engine's version included. Names do not count. */
export function scenarioDigest(scenario: Scenario): string {
  const { name: _, ...rest } = scenario;
  return digest({ ...rest, version: TWIN_VERSION });
}

/** The same scenario under other parameters or another seed. */
export function withParameters(
  scenario: Scenario,
  changes: Partial<Record<ParameterName, number>>,
): Scenario {
  return { ...scenario, parameters: { ...scenario.parameters, ...changes } };
}
