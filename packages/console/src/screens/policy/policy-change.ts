import type { BodyInput, endpoints } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { pathOfPointer, valueAt } from '../../forms/pointer.ts';
import { type Draft, draftOf, draftPointer, valueOfDraft } from './policy-draft.ts';
import type { PolicyField } from './policy-schema.ts';

/** What the form of a draft holds: its name, why, and the fields that were touched, by pointer. */
export interface VersionDraft {
  name: string;
  reason: string;
  fields: Record<string, Draft>;
}
export const newVersionDraft: VersionDraft = { name: '', reason: '', fields: {} };

type Document = Record<string, unknown>;
type Body = Required<Pick<BodyInput<typeof endpoints.createPolicyDraft>, 'name' | 'reason' | 'changes'>>;

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

/** The fields in which another document differs, as the form holds them: what a draft has changed already. */
export function touchedFields(
  fields: readonly PolicyField[],
  document: Document,
  other: Document,
): VersionDraft['fields'] {
  return Object.fromEntries(
    fields
      .filter(({ path }) => !same(valueAt(document, path), valueAt(other, path)))
      .map((field) => [field.path, draftOf(field.shape, valueAt(other, field.path))]),
  );
}

/** The changes so far, as far as each says a value: what is shown while somebody types. */
export function changesSoFar(
  draft: VersionDraft,
  fields: readonly PolicyField[],
  document: Document,
): Body['changes'] {
  return changedFields(draft, fields, document).flatMap((field) => {
    const list = new FaultList();
    const value = valueOfDraft(field.shape, draftOfField(draft, field, document), '', list);
    return list.isEmpty ? [{ path: field.path, value }] : [];
  });
}

/** The request that keeps a draft: a change of the document for each field that differs. */
export function draftBody(
  draft: VersionDraft,
  fields: readonly PolicyField[],
  document: Document,
): Converted<Body> {
  const list = new FaultList();
  const changed = changedFields(draft, fields, document);
  const changes = changed.map((field) => {
    const typed = draftOfField(draft, field, document);
    return { path: field.path, value: valueOfDraft(field.shape, typed, fieldPointer(field.path), list) };
  });
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: { name: draft.name, reason: draft.reason, changes },
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
