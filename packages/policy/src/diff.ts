/** What differs between two documents, row by row, as a person reads it. */
import { canonicalJson } from './canonical-json.ts';
import { groupEntries, type PolicyDocument } from './document.ts';
import { formatValue } from './fields/format.ts';
import { toPointer } from './fields/pointer.ts';
import { type Shape, type Unit, unitOf } from './fields/shape.ts';
import type { Locale } from './fields/text.ts';

export interface DiffRow {
  /** JSON Pointer to what differs: a field, an entry of a table, or a row of a list. */
  readonly path: string;
  /** Group, field and, in a table or a list, the entry: 'Fees › Rate by category › books'. */
  readonly label: string;
  readonly unit: Unit | null;
  /** The values themselves; undefined where an entry was not there before, or is not there after. */
  readonly before: unknown;
  readonly after: unknown;
  readonly formatted: { readonly before: string; readonly after: string };
}

const ABSENT = '–';

/** The rows in which `after` differs from `before`, in the order of the document. */
export function diff(before: PolicyDocument, after: PolicyDocument, locale: Locale): DiffRow[] {
  return groupEntries.flatMap(([groupName, group]) => {
    const old: Readonly<Record<string, unknown>> = before[groupName];
    const fresh: Readonly<Record<string, unknown>> = after[groupName];
    return Object.entries(group.fields).flatMap(([fieldName, { label, shape }]) =>
      compare(shape, old[fieldName], fresh[fieldName], {
        path: [groupName, fieldName],
        labels: [group.label[locale], label[locale]],
        locale,
      }),
    );
  });
}

interface Place {
  readonly path: readonly string[];
  readonly labels: readonly string[];
  readonly locale: Locale;
}

/** A table differs by key and a list of rows by position; anything else as a whole. */
function compare(shape: Shape, before: unknown, after: unknown, place: Place): DiffRow[] {
  if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after))
    return [];
  const entryShape = entries(shape);
  if (entryShape !== null && before !== undefined && after !== undefined) {
    const old = before as Readonly<Record<string, unknown>>;
    const fresh = after as Readonly<Record<string, unknown>>;
    const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
    if (shape.kind === 'table') keys.sort();
    return keys.flatMap((key) =>
      compare(entryShape, own(old, key), own(fresh, key), {
        ...place,
        path: [...place.path, key],
        labels: [...place.labels, shape.kind === 'list' ? String(Number(key) + 1) : key],
      }),
    );
  }
  const shown = (value: unknown) => (value === undefined ? ABSENT : formatValue(shape, value, place.locale));
  return [
    {
      path: toPointer(place.path),
      label: place.labels.join(' › '),
      unit: unitOf(shape),
      before,
      after,
      formatted: { before: shown(before), after: shown(after) },
    },
  ];
}

function entries(shape: Shape): Shape | null {
  if (shape.kind === 'table') return shape.value;
  return shape.kind === 'list' && shape.item.kind === 'row' ? shape.item : null;
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
