import type pg from 'pg';
import { registerLedger } from './ledger/ledger.routes.ts';
import type { Market } from './market.ts';
import { registerCancellation } from './orders/cancellation.ts';
import { registerCheckout } from './orders/checkout.routes.ts';
import { registerOrders } from './orders/orders.routes.ts';
import { placementAnswer } from './orders/placement.answers.ts';
import { placementQueue } from './orders/placement.queue.ts';
import { registerPayments } from './payments/payments.routes.ts';

/** Mounts what trade consists of: checkout with its placement queue, orders, payments, ledger. */
export function registerTrade(
  market: Market,
  pool: pg.Pool,
  databaseUrl: string,
): { close(): Promise<void> } {
  const queue = placementQueue({
    databaseUrl,
    clock: market.clock,
    ids: market.ids,
    points: market.points,
    policy: market.policy,
    answerOf: placementAnswer,
  });
  registerCheckout(market, pool, queue);
  registerOrders(market);
  registerCancellation(market);
  registerPayments(market);
  registerLedger(market);
  return queue;
}
