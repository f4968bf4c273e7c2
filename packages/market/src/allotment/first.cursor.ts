/**
 * Cursors of lists by time on whose first page some come first by turn: the later pages must leave those out, so the cursor names them by
 * short codes, before the place in the list itself. A list without turns has the plain cursor, and each takes the other's.
 */
import { badCursor } from '../search/search.cursors.ts';

/** So many of an id's last digits tell those of one list apart. */
const codeLength = 10;
const codeOf = (id: string): string => id.slice(-codeLength);

export interface Begun {
  /** whether this one stood on the first page by turn */
  wasFirst(id: string): boolean;
  /** how many did */
  firsts: number;
  codes: string;
  /** the place in the list by time; undefined: its beginning */
  inner: string | undefined;
}

/**
 * Where a list goes on.
 *
 * @param first ids that come first on the page that begins the list; a cursor knows its own
 * @throws Problem invalid_request for a text that is no such cursor
 */
export function beginAt(cursor: string | undefined, first: readonly string[]): Begun {
  const [codes, inner] = cursor === undefined ? [first.map(codeOf).join(''), undefined] : split(cursor);
  if (codes.length % codeLength !== 0 || !/^[0-9a-f]*$/.test(codes)) throw badCursor();
  const known = new Set(codes.match(new RegExp(`.{${codeLength}}`, 'g')) ?? []);
  return { wasFirst: (id) => known.has(codeOf(id)), firsts: known.size, codes, inner: inner || undefined };
}

function split(cursor: string): [string, string] {
  const dot = cursor.indexOf('.');
  return dot < 0 ? ['', cursor] : [cursor.slice(0, dot), cursor.slice(dot + 1)];
}

/** @param inner where the list by time goes on; undefined: at its beginning */
export const cursorAt = (codes: string, inner: string | undefined): string =>
  codes === '' && inner !== undefined ? inner : `${codes}.${inner ?? ''}`;
