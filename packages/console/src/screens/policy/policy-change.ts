import type { BodyInput, endpoints } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { pathOfPointer, valueAt } from '../../forms/pointer.ts';
import { type Draft, draftOf, draftPointer, valueOfDraft } from './policy-draft.ts';
import type { PolicyField } from './policy-schema.ts';

/** What the form of a new version holds: the fields that were touched, by pointer, and when and why. */
export interface VersionDraft {
  fields: Record<string, Draft>;
  reason: string;
  /** empty: at once; else a local date and time, as the browser's field writes it */
  startsAt: string;
}
export const newVersionDraft: VersionDraft = { fields: {}, reason: '', startsAt: '' };

type Document = Record<string, unknown>;
type Body = BodyInput<typeof endpoints.createPolicyVersion>;

/** Pointer of a field's draft in the form: the field's own pointer is one key there. */
export const fieldPointer = (path: string): string =>
  `/fields/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** The touched fields whose value differs from the document's, or that do not say a value yet. */
export function changedFields(
  draft: VersionDraft,
  fields: readonly PolicyField[],
  document: Document,
): PolicyField[] {
  return fields.filter((field) => {
    const touched = draft.fields[field.path];
    if (touched === undefined) return false;
    const list = new FaultList();
    const value = valueOfDraft(field.shape, touched, '', list);
    return !list.isEmpty || !same(value, valueAt(document, field.path));
  });
}

/** The draft of a field: what was typed, or else what the document says. */
export const draftOfField = (draft: VersionDraft, field: PolicyField, document: Document): Draft =>
  draft.fields[field.path] ?? draftOf(field.shape, valueAt(document, field.path));

/**
 * The request that makes the next version: a change for each field that differs, made to the version that will be in force then; refused
 * where somebody made another version meanwhile.
 *
 * @param newestSeen number of the newest version that the author has seen
 */
export function newVersionBody(
  draft: VersionDraft,
  fields: readonly PolicyField[],
  document: Document,
  newestSeen: number,
): Converted<Body> {
  const list = new FaultList();
  const changed = changedFields(draft, fields, document);
  const changes = changed.map((field) => {
    const typed = draftOfField(draft, field, document);
    return { path: field.path, value: valueOfDraft(field.shape, typed, fieldPointer(field.path), list) };
  });
  if (changes.length === 0) list.add('', 'unchanged');
  const starts = draft.startsAt === '' ? undefined : new Date(draft.startsAt);
  if (starts !== undefined && Number.isNaN(starts.getTime())) list.add('/startsAt', 'instant');
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: {
      changes,
      reason: draft.reason,
      newestSeen,
      ...(starts === undefined ? {} : { startsAt: starts.toISOString() }),
    },
    draftPointer: (pointer) => pointerInDraft(pointer, draft, changed, fields, document),
  };
}

/** `/changes/2/value/books` or `/document/fees/byCategoryPpm/books` as the input in which it was typed. */
function pointerInDraft(
  pointer: string,
  draft: VersionDraft,
  changed: readonly PolicyField[],
  fields: readonly PolicyField[],
  document: Document,
): string {
  const [kind, ...rest] = pathOfPointer(pointer);
  if (kind === 'changes') {
    const field = changed[Number(rest[0])];
    return field === undefined ? pointer : placeIn(field, rest.slice(2), draft, document);
  }
  const field = fields.find(({ path }) => path === `/${rest[0]}/${rest[1]}`);
  return kind === 'document' && field !== undefined
    ? placeIn(field, rest.slice(2), draft, document)
    : pointer;
}

function placeIn(
  field: PolicyField,
  rest: readonly string[],
  draft: VersionDraft,
  document: Document,
): string {
  return fieldPointer(field.path) + draftPointer(field.shape, draftOfField(draft, field, document), rest);
}
