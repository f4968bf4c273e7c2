/**
 * Shapes: what the value of a policy field can look like. A shape is plain data (kind, unit, bounds) and carries the
 * zod schema made from it, so that validation, forms, JSON Schema and the diff read one and the same thing.
 */
import * as z from 'zod';
import { isCurrency } from '../currency.ts';
import { notesRegistry } from './notes.ts';
import type { Text } from './text.ts';

/** What a number counts. `ppm` is parts per million; `scoreMilli` thousandths of a point of the 0 to 5 score. */
export type Unit =
  | 'bytes'
  | 'characters'
  | 'count'
  | 'days'
  | 'hours'
  | 'minorUnits'
  | 'minutes'
  | 'number'
  | 'pixels'
  | 'points'
  | 'ppm'
  | 'scoreMilli'
  | 'seconds';

/** An amount as the document holds it: JSON has no bigint. `amountIn` (amounts.ts) leads to bigint. */
export interface MoneyValue {
  readonly currency: string;
  readonly amountMinor: number;
}

export interface IntegerShape {
  readonly kind: 'integer';
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
}
export interface DecimalShape {
  readonly kind: 'decimal';
  readonly unit: 'number';
  readonly min: number;
  readonly max: number;
}
export interface FlagShape {
  readonly kind: 'flag';
}
export interface ChoiceShape {
  readonly kind: 'choice';
  readonly options: Readonly<Record<string, Text>>;
}
export interface WordShape {
  readonly kind: 'word';
  readonly pattern: string;
}
export interface MoneyShape {
  readonly kind: 'money';
  readonly unit: 'minorUnits';
  readonly min: number;
  readonly max: number;
}
export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  readonly minItems: number;
  readonly maxItems: number;
}
export interface TableShape {
  readonly kind: 'table';
  /** Regular expression that every key matches. */
  readonly keyPattern: string;
  readonly value: Shape;
}
export interface RowShape {
  readonly kind: 'row';
  readonly columns: Readonly<Record<string, Column>>;
}
export interface Column<T = unknown> {
  readonly label: Text;
  readonly shape: Shape<T>;
}

/** A shape whose values are of type T, with the zod schema that says so. */
export type Shape<T = unknown> = (
  | IntegerShape
  | DecimalShape
  | FlagShape
  | ChoiceShape
  | WordShape
  | MoneyShape
  | ListShape
  | TableShape
  | RowShape
) & { readonly schema: z.ZodType<T> };

const integer =
  (unit: Unit) =>
  (min: number, max: number): Shape<number> => ({
    kind: 'integer',
    unit,
    min,
    max,
    schema: z.int().min(min).max(max),
  });

export const bytes = integer('bytes');
export const characters = integer('characters');
export const count = integer('count');
export const days = integer('days');
export const hours = integer('hours');
export const minutes = integer('minutes');
export const minorUnits = integer('minorUnits');
export const pixels = integer('pixels');
export const points = integer('points');
export const ppm = integer('ppm');
export const seconds = integer('seconds');

/** A part of a whole, in ppm from nothing to all of it. */
export const share = (): Shape<number> => ppm(0, 1_000_000);
/** A score of a store: thousandths of a point, 0 to 5 points. */
export const score = (min = 0): Shape<number> => integer('scoreMilli')(min, 5_000);

/** A number without a unit, such as an exponent or a weight of the fraud scorecard. */
export const decimal = (min: number, max: number): Shape<number> => ({
  kind: 'decimal',
  unit: 'number',
  min,
  max,
  schema: z.number().min(min).max(max),
});

export const flag = (): Shape<boolean> => ({ kind: 'flag', schema: z.boolean() });

/** One of a few named options; the names are what a form shows. */
export function choice<const T extends string>(options: Readonly<Record<T, Text>>): Shape<T> {
  return { kind: 'choice', options, schema: z.enum(Object.keys(options) as [T, ...T[]]) };
}

/** A short technical word, e.g. a media type. */
export const word = (pattern: RegExp): Shape<string> => ({
  kind: 'word',
  pattern: pattern.source,
  schema: z.string().regex(pattern),
});

/** The code of a currency of ISO 4217. */
export const currencyCode = (): Shape<string> => ({
  kind: 'word',
  pattern: '^[A-Z]{3}$',
  schema: z
    .string()
    .regex(/^[A-Z]{3}$/, { abort: true })
    .refine(isCurrency, { params: { fault: 'currency' } }),
});

const MAX_MONEY = 1_000_000_000_000_000;

/** An amount in minor units with its currency, from nothing to `max`. */
export const money = (max = MAX_MONEY): Shape<MoneyValue> => ({
  kind: 'money',
  unit: 'minorUnits',
  min: 0,
  max,
  schema: z.strictObject({ currency: currencyCode().schema, amountMinor: z.int().min(0).max(max) }),
});

export function list<T>(item: Shape<T>, minItems: number, maxItems: number): Shape<readonly T[]> {
  return { kind: 'list', item, minItems, maxItems, schema: z.array(item.schema).min(minItems).max(maxItems) };
}

/** Values by a key that is data itself, such as a category's slug or a currency. */
export function table<T>(keyPattern: RegExp, value: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    kind: 'table',
    keyPattern: keyPattern.source,
    value,
    schema: z.record(z.string().regex(keyPattern), value.schema),
  };
}

type Columns = Readonly<Record<string, Column>>;
type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** A few named values that belong together: one line of a table such as the deposit's tiers. */
export function row<const C extends Columns>(columns: C): Shape<RowOf<C>> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, column] of Object.entries(columns)) {
    shape[name] = column.shape.schema;
    notesRegistry.add(column.shape.schema, { label: column.label, unit: unitOf(column.shape) });
  }
  // zod infers a record of unknowns from the computed object; RowOf says which columns there are.
  return { kind: 'row', columns, schema: z.strictObject(shape) as unknown as z.ZodType<RowOf<C>> };
}

export function column<T>(label: Text, shape: Shape<T>): Column<T> {
  return { label, shape };
}

/** Keys of tables. */
export const CATEGORY_SLUG: RegExp = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const CURRENCY_KEY: RegExp = /^[A-Z]{3}$/;
export const COUNTRY_KEY: RegExp = /^[A-Z]{2}$/;
/** A country and a category of goods: 'JP/food'. */
export const COUNTRY_CATEGORY_KEY: RegExp = /^[A-Z]{2}\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** What the numbers in a value of this shape count; null for shapes without one single unit. */
export function unitOf(shape: Shape): Unit | null {
  switch (shape.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return shape.unit;
    case 'list':
      return unitOf(shape.item);
    case 'table':
      return unitOf(shape.value);
    default:
      return null;
  }
}
