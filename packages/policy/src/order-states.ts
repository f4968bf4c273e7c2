/**
 * Rule: the states of an order, with the numeric codes of WeChat's shop API.
 *
 *     unpaid 10 -> paid 20 -> partShipped 21 -> shipped 30 -> complete 100
 *       |            |  \________________________^
 *       |            +-> stockOutCancelled 190
 *       +-> cancelled 250 <- paid          refunded 200 <- paid, partShipped, shipped, complete
 */
import { type Text, text } from './fields/text.ts';
import { type StateTable, stateTable } from './states.ts';

export type OrderState =
  | 'unpaid'
  | 'paid'
  | 'partShipped'
  | 'shipped'
  | 'complete'
  | 'stockOutCancelled'
  | 'refunded'
  | 'cancelled';

/** WeChat's number for each state (verified in its documentation). */
export const ORDER_CODES = {
  unpaid: 10,
  paid: 20,
  partShipped: 21,
  shipped: 30,
  complete: 100,
  stockOutCancelled: 190,
  refunded: 200,
  cancelled: 250,
} as const satisfies Readonly<Record<OrderState, number>>;

const NAMES: Readonly<Record<OrderState, Text>> = {
  unpaid: text('待付款', 'お支払い待ち', 'Awaiting payment'),
  paid: text('待发货', '発送準備中', 'Paid'),
  partShipped: text('部分发货', '一部発送済み', 'Partly shipped'),
  shipped: text('待收货', '発送済み', 'Shipped'),
  complete: text('已完成', '完了', 'Complete'),
  stockOutCancelled: text('缺货取消', '在庫切れのため取消', 'Cancelled, out of stock'),
  refunded: text('已退款', '返金済み', 'Refunded'),
  cancelled: text('已取消', 'キャンセル済み', 'Cancelled'),
};

/** A paid order that is cancelled before shipment is refunded in full; `refunded` is for after-sales of all goods. */
export const orderStates: StateTable<OrderState> = stateTable(NAMES, [
  { from: 'unpaid', to: 'paid', on: 'paymentCaptured', by: ['platform'] },
  { from: 'unpaid', to: 'cancelled', on: 'cancelledUnpaid', by: ['buyer', 'merchant', 'platform'] },
  { from: 'paid', to: 'partShipped', on: 'partShipped', by: ['merchant'] },
  { from: 'paid', to: 'shipped', on: 'shipped', by: ['merchant'] },
  { from: 'partShipped', to: 'shipped', on: 'restShipped', by: ['merchant'] },
  { from: 'shipped', to: 'complete', on: 'receiptConfirmed', by: ['buyer', 'platform'] },
  { from: 'paid', to: 'stockOutCancelled', on: 'cancelledOutOfStock', by: ['merchant', 'platform'] },
  { from: 'paid', to: 'cancelled', on: 'cancelledBeforeShipment', by: ['buyer', 'merchant', 'platform'] },
  { from: 'paid', to: 'refunded', on: 'allGoodsRefunded', by: ['platform'] },
  { from: 'partShipped', to: 'refunded', on: 'allGoodsRefunded', by: ['platform'] },
  { from: 'shipped', to: 'refunded', on: 'allGoodsRefunded', by: ['platform'] },
  { from: 'complete', to: 'refunded', on: 'allGoodsRefunded', by: ['platform'] },
]);

/** The state that a code of WeChat's stands for; null for one that no state has. */
export function orderStateOfCode(code: number): OrderState | null {
  return orderStates.states.find((state) => ORDER_CODES[state] === code) ?? null;
}

/** Whether an order in this state still has something to happen: a store that closes waits for these. */
export function isOpenOrder(state: OrderState): boolean {
  return state === 'unpaid' || state === 'paid' || state === 'partShipped' || state === 'shipped';
}
