import { Problem } from './problem.ts';

/** An opaque cursor: the sort key of the last row of a page. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The sort key in a cursor; undefined where there is none.
 *
 * @throws Problem invalid_request for a text that is no cursor of `kinds` parts of the named kinds
 */
export function decodeCursor<const K extends readonly ('string' | 'number' | 'uuid' | 'instant')[]>(
  cursor: string | undefined,
  kinds: K,
): { [P in keyof K]: K[P] extends 'number' ? number : string } | undefined {
  if (cursor === undefined) return undefined;
  const refuse = () =>
    new Problem('invalid_request', {
      pointer: '/query/cursor',
      detail: 'This is not a cursor of this list.',
    });
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (!Array.isArray(key) || key.length !== kinds.length) throw refuse();
  const fits = kinds.every((kind, at) => {
    const part: unknown = key[at];
    if (kind === 'number') return Number.isSafeInteger(part);
    if (typeof part !== 'string' || part.length > 300 || part.includes('\u0000') || !part.isWellFormed())
      return false;
    if (kind === 'uuid') return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part);
    if (kind === 'instant')
      return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(part) && !Number.isNaN(Date.parse(part));
    return true;
  });
  if (!fits) throw refuse();
  return key as never;
}

/** Cuts `limit + 1` rows to a page and its next cursor. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => readonly (string | number)[],
  present: (row: R) => T,
): { data: T[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(present),
    nextCursor: last === undefined ? null : encodeCursor(keyOf(last)),
  };
}
