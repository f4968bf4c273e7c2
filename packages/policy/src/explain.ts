/** What each field means: the material for forms, for the command line and for whoever asks why. */
import { type GroupName, groupEntries, type PolicyDocument } from './document.ts';
import {
  CONFIDENCES,
  type Confidence,
  type Field,
  type Group,
  SOURCES,
  type Source,
} from './fields/field.ts';
import { formatValue, UNIT_NAMES } from './fields/format.ts';
import { fromPointer, toPointer } from './fields/pointer.ts';
import {
  type ChoiceShape,
  type DecimalShape,
  type FlagShape,
  type IntegerShape,
  type MoneyShape,
  type Shape,
  type Unit,
  unitOf,
  type WordShape,
} from './fields/shape.ts';
import { composeText, type Text } from './fields/text.ts';

/** A shape as plain data, without its schema: kind, bounds, options, columns. It can be sent as JSON. */
export type PlainShape =
  | IntegerShape
  | DecimalShape
  | FlagShape
  | ChoiceShape
  | WordShape
  | MoneyShape
  | { readonly kind: 'list'; readonly item: PlainShape; readonly minItems: number; readonly maxItems: number }
  | { readonly kind: 'table'; readonly keyPattern: string; readonly value: PlainShape }
  | {
      readonly kind: 'row';
      readonly columns: Readonly<Record<string, { readonly label: Text; readonly shape: PlainShape }>>;
    };

/** Plain data throughout, so that a server can send it to a form. */
export interface FieldExplanation {
  /** JSON Pointer to the field. */
  readonly path: string;
  readonly group: Text;
  readonly label: Text;
  readonly description: Text;
  /** What a form needs to build its input. */
  readonly shape: PlainShape;
  readonly unit: Unit | null;
  readonly unitName: Text | null;
  readonly default: unknown;
  /** The default as a reader sees it. */
  readonly defaultText: Text;
  readonly source: Source;
  readonly sourceName: Text;
  readonly confidence: Confidence;
  readonly confidenceName: Text;
  readonly note: string | null;
}

export interface GroupExplanation {
  readonly path: string;
  readonly label: Text;
  readonly description: Text;
  readonly fields: readonly FieldExplanation[];
}

/** All groups with all fields, in the order of a form. */
export function describeDocument(): GroupExplanation[] {
  return groupEntries.map(([name, group]) => ({
    path: toPointer([name]),
    label: group.label,
    description: group.description,
    fields: Object.entries(group.fields).map(([fieldName, field]) =>
      explanation(toPointer([name, fieldName]), group, field),
    ),
  }));
}

/** The field that a JSON Pointer names or leads into: '/fees/byCategoryPpm/books' explains '/fees/byCategoryPpm'. */
export function explain(path: string): FieldExplanation | null {
  const [groupName, fieldName] = fromPointer(path) ?? [];
  if (groupName === undefined || fieldName === undefined) return null;
  const group = groupEntries.find(([name]) => name === groupName)?.[1];
  const field =
    group !== undefined && Object.hasOwn(group.fields, fieldName) ? group.fields[fieldName] : undefined;
  return group === undefined || field === undefined
    ? null
    : explanation(toPointer([groupName, fieldName]), group, field);
}

/** The value at a JSON Pointer; undefined where the document has none. */
export function valueAt(document: PolicyDocument, path: string): unknown {
  let value: unknown = document;
  for (const key of fromPointer(path) ?? [null]) {
    if (key === null || typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** The JSON Pointer to a field, checked by the compiler: `fieldPath('fees', 'standardPpm')`. */
export function fieldPath<G extends GroupName>(group: G, field: keyof PolicyDocument[G] & string): string {
  return toPointer([group, field]);
}

function explanation(path: string, group: Group, field: Field): FieldExplanation {
  const unit = unitOf(field.shape);
  return {
    path,
    group: group.label,
    label: field.label,
    description: field.description,
    shape: plainShape(field.shape),
    unit,
    unitName: unit === null ? null : UNIT_NAMES[unit],
    default: field.default,
    defaultText: composeText((locale) => formatValue(field.shape, field.default, locale)),
    source: field.source,
    sourceName: SOURCES[field.source],
    confidence: field.confidence,
    confidenceName: CONFIDENCES[field.confidence],
    note: field.note ?? null,
  };
}

function plainShape(shape: Shape): PlainShape {
  switch (shape.kind) {
    case 'list':
      return {
        kind: 'list',
        item: plainShape(shape.item),
        minItems: shape.minItems,
        maxItems: shape.maxItems,
      };
    case 'table':
      return { kind: 'table', keyPattern: shape.keyPattern, value: plainShape(shape.value) };
    case 'row': {
      const columns = Object.entries(shape.columns).map(([name, column]) => [
        name,
        { label: column.label, shape: plainShape(column.shape) },
      ]);
      return { kind: 'row', columns: Object.fromEntries(columns) };
    }
    default: {
      const { schema: _, ...plain } = shape;
      return plain;
    }
  }
}
