import { orderStates } from '@hazumi/policy';
import type { Updateable } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { OrderKey } from './orders.repository.ts';
import type { OrderState, OrderTables } from './orders.tables.ts';

export interface Move {
  key: OrderKey;
  from: OrderState;
  to: OrderState;
  /** what changes with the state, times above all */
  set?: Updateable<OrderTables['orders']>;
  event: { type: string; data?: Record<string, unknown> };
}

/**
 * Moves an order to another state and writes the event of it. Of two rivals that move it from the same state, one does; the other
 * gets false and has changed nothing.
 *
 * @throws Error for a move that the policy's table of states does not have: a bug of the caller
 */
export async function moveOrder(tx: Tx, ctx: Ctx, { key, from, to, set, event }: Move): Promise<boolean> {
  if (!orderStates.canTransition(from, to)) throw new Error(`an order never goes from ${from} to ${to}`);
  const moved = await tx
    .updateTable('orders')
    .set((eb) => ({ ...set, state: to, version: eb('version', '+', 1) }))
    .where('store_id', '=', key.storeId)
    .where('id', '=', key.orderId)
    .where('state', '=', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  await appendEvent(tx, ctx, {
    storeId: key.storeId,
    subjectType: 'order',
    subjectId: key.orderId,
    type: event.type,
    data: event.data ?? {},
  });
  return true;
}
