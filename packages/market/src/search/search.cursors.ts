import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { Problem } from '../kernel/problem.ts';
import type { SearchRequest, SearchSort } from './search.port.ts';

/**
 * Where a list goes on: behind the goods that were shown last. Goods found in memory and by PostgreSQL have the same cursors, so that
 * the next page may be found by the other one: a process that was started anew has no index in memory yet.
 *
 * In a list by relevance the cursor names the last goods, and their place for the case that they are not in the list any more; in one by
 * a column, the last goods and their value, as a key.
 */
export type Begun =
  | { by: 'place'; place: number; id: string; isRelaxed: boolean; codes: string }
  | { by: 'key'; key: number | Date; id: string; isRelaxed: boolean };

/** @throws Problem where it is no cursor of a list that is sorted so */
export function readCursor(cursor: string | undefined, sort: SearchSort): Begun | undefined {
  if (cursor === undefined) return undefined;
  const [name, value, id] =
    sort === 'newest'
      ? (decodeCursor(cursor, ['string', 'instant', 'uuid']) ?? [])
      : (decodeCursor(cursor, ['string', 'number', 'uuid']) ?? []);
  if (name === undefined || value === undefined || id === undefined) throw badCursor();
  const [list, codes = ''] = name.split(' ');
  const isRelaxed = list === `${sort}-some`;
  if (list !== sort && !isRelaxed) throw badCursor();
  if (sort !== 'relevance')
    return { by: 'key', key: typeof value === 'number' ? value : new Date(value), id, isRelaxed };
  if (typeof value !== 'number' || value < 1) throw badCursor();
  return { by: 'place', place: value, id, isRelaxed, codes };
}

/**
 * @param value the place of the last goods, from 1, in a list by relevance; else what the list is sorted by
 * @param codes see `search.arranged.ts`
 */
export function writeCursor(
  { sort }: Pick<SearchRequest, 'sort'>,
  value: number | Date,
  id: string,
  { isRelaxed = false, codes = '' }: { isRelaxed?: boolean; codes?: string } = {},
): string {
  const list = isRelaxed ? `${sort}-some` : sort;
  return encodeCursor([
    codes === '' ? list : `${list} ${codes}`,
    typeof value === 'number' ? value : value.toISOString(),
    id,
  ]);
}

export const badCursor = (): Problem =>
  new Problem('invalid_request', { pointer: '/query/cursor', detail: 'This is not a cursor of this list.' });
