/**
 * The policy document: every number of the market's rules, in groups of fields. Each field is declared once, in
 * `document/<group>.ts`; this file puts the groups together, infers the type and reads documents.
 */
import * as z from 'zod';
import { afterSales } from './document/after-sales.ts';
import { alliance } from './document/alliance.ts';
import { allotment } from './document/allotment.ts';
import { api } from './document/api.ts';
import { attribution } from './document/attribution.ts';
import { catalogue } from './document/catalogue.ts';
import { CHECKS } from './document/checks.ts';
import { contacts } from './document/contacts.ts';
import { coupons } from './document/coupons.ts';
import { currencies } from './document/currencies.ts';
import { deposit } from './document/deposit.ts';
import { dither } from './document/dither.ts';
import { effectiveStore } from './document/effective-store.ts';
import { experiments } from './document/experiments.ts';
import { fees } from './document/fees.ts';
import { fraud } from './document/fraud.ts';
import { governance } from './document/governance.ts';
import { guardrails } from './document/guardrails.ts';
import { hoarding } from './document/hoarding.ts';
import { idempotency } from './document/idempotency.ts';
import { incentive } from './document/incentive.ts';
import { insurance } from './document/insurance.ts';
import { licences } from './document/licences.ts';
import { media } from './document/media.ts';
import { orders } from './document/orders.ts';
import { payments } from './document/payments.ts';
import { reviews } from './document/reviews.ts';
import { score } from './document/score.ts';
import { search } from './document/search.ts';
import { settlement } from './document/settlement.ts';
import { signIn } from './document/sign-in.ts';
import { stores } from './document/stores.ts';
import { tax } from './document/tax.ts';
import { type Fault, faultsOf, NOT_AN_OBJECT, UNKNOWN_FIELD } from './fields/faults.ts';
import type { Field, Group, ValueOf } from './fields/field.ts';
import { toPointer } from './fields/pointer.ts';

/** All groups, in the order in which a form shows them. */
export const GROUPS = {
  currencies,
  licences,
  stores,
  catalogue,
  media,
  orders,
  hoarding,
  payments,
  fees,
  tax,
  afterSales,
  insurance,
  reviews,
  settlement,
  deposit,
  coupons,
  contacts,
  attribution,
  incentive,
  alliance,
  score,
  effectiveStore,
  allotment,
  dither,
  governance,
  fraud,
  experiments,
  guardrails,
  search,
  signIn,
  idempotency,
  api,
} as const;

export type GroupName = keyof typeof GROUPS;
export type PolicyDocument = {
  readonly [G in GroupName]: {
    readonly [F in keyof (typeof GROUPS)[G]['fields']]: ValueOf<(typeof GROUPS)[G]['fields'][F]>;
  };
};

/** The groups without their exact types, for code that treats every field alike. */
export const groupEntries: readonly (readonly [GroupName, Group])[] = Object.entries(GROUPS) as [
  GroupName,
  Group,
][];

const groupSchemas = new Map<GroupName, z.ZodType>(
  groupEntries.map(([name, { fields }]) => [
    name,
    z.strictObject(mapValues(fields, (declared: Field) => declared.schema)),
  ]),
);

/** The whole document as one zod schema; missing groups and fields take their defaults. */
export const documentSchema: z.ZodType = z.strictObject(
  Object.fromEntries([...groupSchemas].map(([name, schema]) => [name, schema.prefault({})])),
);

export type ParsedDocument =
  | {
      readonly ok: true;
      /** Complete and frozen, at every depth. */
      readonly document: PolicyDocument;
      /** JSON Pointers of the fields that the input lacked and that took their defaults. */
      readonly filled: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads a document of any age: fields that it lacks take their defaults, fields that nobody knows are refused.
 * Reports all faults at once: those of every field, and of every cross-field check whose groups are sound.
 */
export function parseDocument(input: unknown): ParsedDocument {
  if (!isRecord(input)) return { ok: false, faults: [{ path: '', reason: NOT_AN_OBJECT }] };
  const faults: Fault[] = unknownKeys(input);
  const filled: string[] = [];
  const parsed: Partial<Record<GroupName, unknown>> = {};
  for (const [name, { fields }] of groupEntries) {
    const value = Object.hasOwn(input, name) ? input[name] : {};
    const result = groupSchemas.get(name)?.safeParse(value);
    if (result === undefined) continue;
    if (result.success) parsed[name] = result.data;
    else faults.push(...faultsOf(result.error.issues, [name]));
    if (isRecord(value))
      for (const field of Object.keys(fields))
        if (value[field] === undefined) filled.push(toPointer([name, field]));
  }
  for (const check of CHECKS)
    if (check.groups.every((name) => parsed[name] !== undefined))
      for (const path of check.faults(parsed as PolicyDocument)) faults.push({ path, reason: check.rule });
  if (faults.length > 0) return { ok: false, faults: onePerPath(faults) };
  return { ok: true, document: deepFreeze(structuredCopy(parsed)) as PolicyDocument, filled };
}

/** The document in which every field has its default. */
export const defaultDocument: PolicyDocument = readDefaults();

function readDefaults(): PolicyDocument {
  const result = parseDocument({});
  if (result.ok) return result.document;
  const reasons = result.faults.map(({ path, reason }) => `${path}: ${reason.en}`);
  throw new Error(`The defaults of the policy contradict its own schema. ${reasons.join(' ')}`);
}

/**
 * Unknown groups, and keys named `__proto__` at any depth: JSON can carry them, zod passes over them in silence, and
 * a document that is kept as evidence must not hold what nobody reads.
 */
function unknownKeys(input: Readonly<Record<string, unknown>>): Fault[] {
  const faults: Fault[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const unknown = path.length === 0 ? !Object.hasOwn(GROUPS, key) : key === '__proto__';
      if (unknown) faults.push({ path: toPointer([...path, key]), reason: UNKNOWN_FIELD });
      else visit(item, [...path, key]);
    }
  };
  visit(input, []);
  return faults;
}

/** The first fault at each place: what is unknown to two looks is still one fault. */
function onePerPath(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }, index) => faults.findIndex((other) => other.path === path) === index);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** A copy of plain data, so that freezing the result never freezes a declared default or the caller's input. */
function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  return isRecord(value) ? mapValues(value, structuredCopy) : value;
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) deepFreeze(item);
    Object.freeze(value);
  }
  return value;
}
