import type { WashOrder } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { nilUuid } from '../kernel/ids.ts';
import type { Market } from '../market.ts';
import { writeBuyerLinks } from '../principals/principals.repository.ts';
import { principalsOfParties, recomputePrincipals } from '../principals/principals.service.ts';
import { isWeaklyTied, weakTies } from '../principals/principals.weak.ts';
import {
  closeDay,
  insertScores,
  latestScores,
  lockDueDay,
  openFirstDay,
  ordersByHour,
  type PrivateOrderRow,
  privateOrders,
} from './fraud.repository.ts';
import { type ScoredStore, scoreStores } from './fraud.scores.ts';

const dayMs = 86_400_000;

/**
 * Closes every day that is over, the oldest first: notes what its buyers are known by, finds anew who is one and the same, and scores
 * the stores that had private orders within the window. A day that another process is closing is left to it.
 *
 * @returns how many days were closed
 */
export async function closeDays(market: Market, ctx: Ctx): Promise<number> {
  await openFirstDay(market.db, ctx.now);
  let closed = 0;
  while (await inTransaction(market.db, (tx) => closeOne(market, tx, ctx))) closed += 1;
  return closed;
}

async function closeOne(market: Market, tx: Tx, ctx: Ctx): Promise<boolean> {
  const day = await lockDueDay(tx, ctx.now);
  if (day === undefined) return false;
  const start = new Date(day.until.getTime() - dayMs);
  const fresh = await writeBuyerLinks(tx, day.isFirst ? null : start, day.until);
  // The policy that held as the day ended, however late it is closed.
  const { number, document } = market.policy.at(new Date(day.until.getTime() - 1));
  // Owners are followed as they change (principalsSweep). What buyers are known by makes a difference only where the policy says that it
  // merges; and another policy may say so.
  const mayMerge =
    fresh > 0 && document.fraud.strongLinks.some((kind) => kind === 'device' || kind === 'returnAddress');
  if (mayMerge || number !== day.policyBefore) await recomputePrincipals(market, tx, ctx);
  const from = new Date(day.until.getTime() - document.effectiveStore.windowDays * dayMs);
  const orders = await privateOrders(tx, from, day.until);
  const stores = orders.length === 0 ? [] : await storesOf(tx, orders, document);
  const hours = orders.length === 0 ? new Map() : hourShares(await ordersByHour(tx, from, day.until));
  const scores = scoreStores(stores, hours, document);
  await insertScores(tx, day.day, scores, number);
  await closeDay(tx, day.day, ctx.now, scores.length, number);
  return true;
}

const categoryOf = (row: { category_id: string | null }): string => row.category_id ?? nilUuid;

async function storesOf(
  tx: Tx,
  rows: readonly PrivateOrderRow[],
  policy: Parameters<typeof weakTies>[1],
): Promise<ScoredStore[]> {
  const principals = await principalsOfParties(
    tx,
    rows.flatMap(({ buyer, licence_id }) => [buyer, licence_id]),
  );
  const ties = await weakTies(tx, policy);
  const of = (party: string): string => principals.get(party) ?? party;
  const washOrder = (row: PrivateOrderRow): WashOrder => ({
    buyerPrincipal: of(row.buyer),
    addressKey: row.address_key,
    paidAt: row.paid_at,
    hourOfDay: row.paid_at.getUTCHours(),
    amountMinor: row.goods_minor,
    pagesSeen: row.contacts,
    hasWeakLink: isWeaklyTied(ties, of(row.buyer), of(row.licence_id)),
  });
  return [...Map.groupBy(rows, ({ store_id }) => store_id)].map(([storeId, own]) => {
    const first = own[0] as PrivateOrderRow;
    return {
      storeId,
      categoryId: categoryOf(first),
      currency: first.currency,
      orders: own.map(washOrder),
    };
  });
}

function hourShares(
  rows: readonly { category_id: string | null; hour: number; orders: number }[],
): Map<string, readonly number[]> {
  return new Map(
    [...Map.groupBy(rows, categoryOf)].map(([category, own]) => {
      const total = own.reduce((sum, { orders }) => sum + orders, 0);
      const shares = Array.from({ length: 24 }, () => 0);
      for (const { hour, orders } of own) shares[hour] = orders / total;
      return [category, shares];
    }),
  );
}

/**
 * The chance that a store's private sales are made up, as the last closed day found it; a store that has had none is not in the map.
 */
export function fraudOfStores(db: Db | Tx, now: Date): Promise<ReadonlyMap<string, number>> {
  return latestScores(db, null, now);
}
