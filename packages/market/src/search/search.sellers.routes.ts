import { searchEndpoints as endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { masked, presentCard as presentStore } from '../stores/stores.present.ts';
import { listOpenOf } from '../stores/stores.repository.ts';
import { readCursor, writeCursor } from './search.cursors.ts';
import type { LiveGoods } from './search.live.ts';
import {
  type AccountRow,
  accountsByBeginning,
  accountsOf,
  newestAccounts,
  sellingStoresOf,
  storesBySlug,
} from './search.sellers.repository.ts';
import type { FoundNames } from './search.sellers.ts';

/** How many names a list has at most, over all its pages. */
const mostNames = 200;

const presentAccount = (row: AccountRow) => ({
  id: toPublicId('licence', row.id),
  legalName: row.legal_name,
  country: row.country,
  registrationNumber: masked(row.registration_number),
  isVerified: row.is_verified,
  storeCount: row.store_count,
});

/**
 * Mounts stores and merchants by name. Names are found in memory as titles are; PostgreSQL has the last word on which of them sell,
 * and finds beginnings by itself while there is no index yet.
 */
export function registerSellers(market: Market, live: Pick<LiveGoods, 'current'>): void {
  const { db } = market;
  const textOf = (q: string, now: Date): string =>
    q.slice(0, market.policy.at(now).document.search.queryMaxCharacters).trim();

  register(market, endpoints.searchStores, async (ctx, { query }) => {
    const text = textOf(query.q, ctx.now);
    const found =
      live.current?.sellers.stores.find(text, mostNames) ??
      plain(text === '' ? [] : await storesBySlug(db, text, mostNames));
    return namedPage(found, query, (ids) => listOpenOf(db, ids), presentStore);
  });

  register(market, endpoints.searchAccounts, async (ctx, { query }) => {
    const text = textOf(query.q, ctx.now);
    if (text === '') {
      const before = decodeCursor(query.cursor, ['uuid'])?.[0];
      const rows = await newestAccounts(db, before, query.limit + 1);
      return { ...toPage(rows, query.limit, (row) => [row.id], presentAccount), corrections: [] };
    }
    const found =
      live.current?.sellers.accounts.find(text, mostNames) ??
      plain(await accountsByBeginning(db, text, mostNames));
    return namedPage(found, query, (ids) => accountsOf(db, ids), presentAccount);
  });

  register(market, endpoints.getAccount, async (_ctx, { params }) => {
    const licenceId = fromPublicId('licence', params.licenceId);
    const [account] = licenceId === undefined ? [] : await accountsOf(db, [licenceId]);
    if (account === undefined) throw notFound();
    return { ...presentAccount(account), stores: (await sellingStoresOf(db, account.id)).map(presentStore) };
  });
}

const plain = (ids: string[]): FoundNames => ({ ids, corrections: [] });

/** A page of found names: `read` gives those of them that may be shown, in the same order. */
async function namedPage<Row extends { id: string }, Shown>(
  { ids, corrections }: FoundNames,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  read: (ids: readonly string[]) => Promise<Row[]>,
  present: (row: Row) => Shown,
): Promise<{ data: Shown[]; nextCursor: string | null; corrections: FoundNames['corrections'] }> {
  const begun = readCursor(cursor, 'relevance');
  const place = begun === undefined ? -1 : ids.indexOf(begun.id);
  const from = begun?.by === 'place' && place < 0 ? begun.place : place + 1;
  // One more than a page, and then the next ones in the place of those that have stopped selling.
  const rows: Row[] = [];
  for (let at = from; at < ids.length && rows.length <= limit; at += limit + 1)
    rows.push(...(await read(ids.slice(at, at + limit + 1))));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(present),
    nextCursor:
      rows.length > limit && last !== undefined
        ? writeCursor({ sort: 'relevance' }, ids.indexOf(last.id) + 1, last.id)
        : null,
    corrections,
  };
}
