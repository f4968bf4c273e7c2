import { fromPublicId, ordersEndpoints } from '@hazumi/contracts';
import { register, registerIdempotent, reply } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { completionSweep } from './orders.completion.ts';
import { listOrders } from './orders.lists.ts';
import * as service from './orders.service.ts';
import { buyersOf, staffViewer } from './orders.viewer.ts';

const { listMyOrders, getMyOrder, confirmReceipt, listStoreOrders, listLicenceOrders, getStoreOrder } =
  ordersEndpoints;
const { shipOrder, deliverShipment, listMarketOrders, getMarketOrder } = ordersEndpoints;

/**
 * Mounts reading and handling of orders, and the sweep that completes them. Cancelling and refunding move money and stand in
 * `cancellation.ts`.
 */
export function registerOrders(market: Market): void {
  register(market, listMyOrders, (ctx, { query }) =>
    listOrders(market.db, { kind: 'buyers', buyers: buyersOf(ctx.actor) }, query),
  );
  register(market, getMyOrder, async (ctx, { params }) =>
    versioned(await service.showMyOrder(market, ctx, orderIdOf(params))),
  );
  register(market, confirmReceipt, (ctx, { params }) =>
    service.confirmMyReceipt(market, ctx, orderIdOf(params)),
  );

  register(market, listStoreOrders, (_, { scope, query }) =>
    listOrders(market.db, { kind: 'store', storeId: scope.storeId }, query),
  );
  register(market, listLicenceOrders, (_, { scope, query }) =>
    listOrders(market.db, { kind: 'licence', licenceId: scope.licenceId, storeIds: scope.storeIds }, query),
  );
  register(market, getStoreOrder, async (ctx, { params, scope }) => {
    const key = { storeId: scope.storeId, orderId: orderIdOf(params) };
    return versioned(await service.showOrder(market.db, ctx, market.policy, key, staffViewer(ctx, scope)));
  });
  registerIdempotent(market, shipOrder, (ctx, { params, scope, body }, tx) => {
    const key = { storeId: scope.storeId, orderId: orderIdOf(params) };
    return service.shipStoreOrder(tx, ctx, market.policy, key, body, staffViewer(ctx, scope));
  });
  register(market, deliverShipment, (ctx, { params, scope }) => {
    const shipmentId = fromPublicId('shipment', params.shipmentId);
    if (shipmentId === undefined) throw notFound();
    const key = { storeId: scope.storeId, orderId: orderIdOf(params) };
    return service.deliverStoreShipment(market, ctx, key, shipmentId, staffViewer(ctx, scope));
  });

  register(market, listMarketOrders, (_, { query }) => listOrders(market.db, { kind: 'market' }, query));
  register(market, getMarketOrder, (ctx, { params }) =>
    service.showMarketOrder(market, ctx, orderIdOf(params)),
  );

  market.sweeps.push(completionSweep(market));
}

/** The pattern of a path's id was checked before; it always names something. */
function orderIdOf(params: { orderId: string }): string {
  const orderId = fromPublicId('order', params.orderId);
  if (orderId === undefined) throw notFound();
  return orderId;
}

const versioned = <T extends { version: number }>(order: T) => reply(order, { version: order.version });
