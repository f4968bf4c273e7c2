import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { confirmReceipt } from './orders.completion.ts';
import { presentOrder } from './orders.present.ts';
import { findOrder, findOrderOfBuyer, loadOrder, type OrderKey } from './orders.repository.ts';
import { deliverShipment, type ShipRequest, shipOrder } from './orders.shipping.ts';
import { buyersOf, buyerViewer, operatorViewer, type Viewer } from './orders.viewer.ts';

type Parts = Pick<Market, 'db' | 'policy'>;

/** An order as this viewer sees it now. @throws Problem not_found */
export async function showOrder(
  db: Db | Tx,
  ctx: Ctx,
  policy: Market['policy'],
  key: OrderKey,
  viewer: Viewer,
) {
  const loaded = await loadOrder(db, key);
  if (loaded === undefined) throw notFound();
  return presentOrder(loaded, { viewer, now: ctx.now, policy: policy.at(ctx.now) });
}

/** One of the shopper's own orders. @throws Problem not_found, also for somebody else's */
export async function showMyOrder({ db, policy }: Parts, ctx: Ctx, orderId: string) {
  return showOrder(db, ctx, policy, await myOrder(db, ctx, orderId), buyerViewer);
}

/** Any order of the market, for an operator. @throws Problem not_found */
export async function showMarketOrder({ db, policy }: Parts, ctx: Ctx, orderId: string) {
  const key = await findOrder(db, orderId);
  if (key === undefined) throw notFound();
  return showOrder(db, ctx, policy, key, operatorViewer);
}

/** @throws Problem not_found, also for somebody else's order; state_conflict */
export function confirmMyReceipt({ db, policy }: Parts, ctx: Ctx, orderId: string) {
  return inTransaction(db, async (tx) => {
    const key = await myOrder(tx, ctx, orderId);
    await confirmReceipt({ policy }, tx, ctx, key);
    return showOrder(tx, ctx, policy, key, buyerViewer);
  });
}

/** @throws Problem as `shipOrder` */
export async function shipStoreOrder(
  tx: Tx,
  ctx: Ctx,
  policy: Market['policy'],
  key: OrderKey,
  request: ShipRequest,
  viewer: Viewer,
) {
  await shipOrder(tx, ctx, key, request);
  return showOrder(tx, ctx, policy, key, viewer);
}

/** @throws Problem not_found */
export function deliverStoreShipment(
  { db, policy }: Parts,
  ctx: Ctx,
  key: OrderKey,
  shipmentId: string,
  viewer: Viewer,
) {
  return inTransaction(db, async (tx) => {
    await deliverShipment(tx, ctx, key, shipmentId);
    return showOrder(tx, ctx, policy, key, viewer);
  });
}

/** The key of one of the shopper's own orders. @throws Problem not_found */
export async function myOrder(db: Db | Tx, ctx: Ctx, orderId: string): Promise<OrderKey> {
  const buyers = buyersOf(ctx.actor);
  const key = buyers.length === 0 ? undefined : await findOrderOfBuyer(db, orderId, buyers);
  if (key === undefined) throw notFound();
  return key;
}
