import type { AnswerInput, ordersEndpoints } from '@hazumi/contracts';
import { orderStates, type PolicyDocument } from '@hazumi/policy';
import type { OrderLineRow } from './orders.repository.ts';
import type { OrderState } from './orders.tables.ts';
import type { Viewer } from './orders.viewer.ts';

export type OrderAction = AnswerInput<(typeof ordersEndpoints)['getMyOrder']>['actions'][number];

/** What decides the actions of an order. */
export interface ActionFacts {
  state: OrderState;
  refundedMinor: bigint;
  totalMinor: bigint;
  /** its checkout waits for payment, and its time is not over */
  canBePaid: boolean;
  isAnyShipped: boolean;
  isAnyLeft: boolean;
  isAnyOnTheWay: boolean;
}

/**
 * What this viewer may do with an order now. It is what buttons are made from: an endpoint decides again, under the order's lock,
 * by the same table of states.
 */
export function orderActions(facts: ActionFacts, viewer: Viewer, policy: PolicyDocument): OrderAction[] {
  switch (viewer.kind) {
    case 'operator':
      return [];
    case 'buyer':
      return buyerActions(facts, policy);
    case 'staff': {
      const actions: OrderAction[] = [];
      if (viewer.permissions.has('orders.handle')) actions.push(...handlingActions(facts));
      if (viewer.permissions.has('money.refund') && isRefundable(facts)) actions.push('refund');
      return actions;
    }
  }
}

function buyerActions(facts: ActionFacts, policy: PolicyDocument): OrderAction[] {
  const actions: OrderAction[] = [];
  if (facts.state === 'unpaid' && facts.canBePaid) actions.push('pay');
  const isCancellable =
    facts.state === 'unpaid' ||
    (facts.state === 'paid' && policy.orders.buyerMayCancelPaid && !facts.isAnyShipped);
  if (isCancellable && orderStates.canTransition(facts.state, 'cancelled', 'buyer')) actions.push('cancel');
  if (orderStates.canTransition(facts.state, 'complete', 'buyer')) actions.push('confirmReceipt');
  return actions;
}

function handlingActions(facts: ActionFacts): OrderAction[] {
  const actions: OrderAction[] = [];
  if (orderStates.canTransition(facts.state, 'shipped', 'merchant') && facts.isAnyLeft) actions.push('ship');
  if (facts.isAnyOnTheWay) actions.push('deliver');
  if (orderStates.canTransition(facts.state, 'stockOutCancelled', 'merchant') && !facts.isAnyShipped)
    actions.push('cancel');
  return actions;
}

function isRefundable(facts: ActionFacts): boolean {
  const isPaid = ['paid', 'partShipped', 'shipped', 'complete'].includes(facts.state);
  return isPaid && facts.refundedMinor < facts.totalMinor;
}

type Left = Pick<
  OrderLineRow,
  | 'quantity'
  | 'shipped_quantity'
  | 'returned_quantity'
  | 'goods_minor'
  | 'freight_minor'
  | 'refunded_goods_minor'
  | 'refunded_freight_minor'
>;

/** Pieces of a line that are still to be shipped. A line that was paid for and has been refunded in full waits for nothing. */
export function piecesLeft(line: Left): number {
  const paid = line.goods_minor + line.freight_minor;
  if (paid > 0n && line.refunded_goods_minor + line.refunded_freight_minor >= paid) return 0;
  return Math.max(0, line.quantity - line.returned_quantity - line.shipped_quantity);
}
