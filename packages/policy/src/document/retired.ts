/**
 * Fields that documents of earlier versions have and this one has not. A stored document keeps them, because its digest
 * is over all of it; whoever reads it passes them over. A field is listed here when it is taken out, and stays listed.
 */
const RETIRED: readonly (readonly [group: string, field: string])[] = [
  // Operators must have a second factor: a rule of the house, which no number decides.
  ['signIn', 'operatorSecondFactor'],
];

/** A stored document without the fields that were retired since; the document itself stays as it is. */
export function withoutRetired(stored: unknown): unknown {
  if (!isRecord(stored)) return stored;
  const document: Record<string, unknown> = { ...stored };
  for (const [group, field] of RETIRED) {
    const fields = document[group];
    if (!isRecord(fields) || !Object.hasOwn(fields, field)) continue;
    const { [field]: _, ...rest } = fields;
    document[group] = rest;
  }
  return document;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
