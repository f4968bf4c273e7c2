/**
 * Rule: after-sales. A buyer may ask for a refund, a return or an exchange within the return window and a few times an
 * item; the merchant answers in time or has agreed by its silence; a refusal opens the way to arbitration.
 */
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { type Text, text } from './fields/text.ts';
import { addDays, addHours } from './instants.ts';
import { returnWindowEndsAt } from './order-timers.ts';
import { type StateTable, stateTable } from './states.ts';

type Policy = Pick<PolicyDocument, 'afterSales'>;

export type AfterSaleKind = 'refundOnly' | 'returnAndRefund' | 'exchange';
export type AfterSaleState =
  | 'requested'
  | 'agreed'
  | 'refused'
  | 'arbitrating'
  | 'returning'
  | 'completed'
  | 'rejected'
  | 'withdrawn'
  | 'lapsed';

const NAMES: Readonly<Record<AfterSaleState, Text>> = {
  requested: text('待商家处理', '店舗の回答待ち', 'Waiting for the merchant'),
  agreed: text('商家已同意', '店舗が同意', 'Agreed'),
  refused: text('商家已拒绝', '店舗が拒否', 'Refused'),
  arbitrating: text('平台介入中', '運営が裁定中', 'In arbitration'),
  returning: text('退货途中', '返送中', 'On its way back'),
  completed: text('已完成', '完了', 'Completed'),
  rejected: text('平台裁定不支持', '裁定により却下', 'Rejected'),
  withdrawn: text('买家已撤销', '購入者が取り下げ', 'Withdrawn'),
  lapsed: text('逾期关闭', '期限切れ', 'Lapsed'),
};

/** The platform acts for a merchant that keeps silent, and for a time limit that has passed. */
export const afterSaleStates: StateTable<AfterSaleState> = stateTable(NAMES, [
  { from: 'requested', to: 'agreed', on: 'agreed', by: ['merchant', 'platform'] },
  { from: 'requested', to: 'refused', on: 'refused', by: ['merchant'] },
  { from: 'requested', to: 'withdrawn', on: 'withdrawn', by: ['buyer'] },
  { from: 'refused', to: 'arbitrating', on: 'arbitrationAsked', by: ['buyer'] },
  { from: 'refused', to: 'withdrawn', on: 'withdrawn', by: ['buyer'] },
  { from: 'refused', to: 'lapsed', on: 'lapsed', by: ['platform'] },
  { from: 'arbitrating', to: 'agreed', on: 'upheld', by: ['platform'] },
  { from: 'arbitrating', to: 'rejected', on: 'rejected', by: ['platform'] },
  { from: 'arbitrating', to: 'withdrawn', on: 'withdrawn', by: ['buyer'] },
  { from: 'agreed', to: 'returning', on: 'sentBack', by: ['buyer'] },
  { from: 'agreed', to: 'completed', on: 'completed', by: ['platform'] },
  { from: 'agreed', to: 'lapsed', on: 'lapsed', by: ['platform'] },
  { from: 'agreed', to: 'withdrawn', on: 'withdrawn', by: ['buyer'] },
  { from: 'returning', to: 'completed', on: 'received', by: ['merchant', 'platform'] },
  { from: 'returning', to: 'refused', on: 'returnRefused', by: ['merchant'] },
]);

export interface AfterSaleFacts {
  readonly kind: AfterSaleKind;
  readonly category: Category;
  /** Null while the goods are on their way or not sent yet. */
  readonly receivedAt: Date | null;
  /** Requests for the same item so far, whatever became of them. */
  readonly requestsOfItem: number;
  /** One of them is not over yet. */
  readonly hasOpenRequest: boolean;
}

export type AfterSaleDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'notReceived' | 'windowClosed' | 'openRequest' | 'tooManyRequests';
      /** JSON Pointer of the policy field that decided; null where no number does. */
      readonly field: string | null;
    };

/** Whether an after-sale may be asked for now. Before receipt only a refund makes sense. */
export function afterSaleRequest(facts: AfterSaleFacts, now: Date, policy: Policy): AfterSaleDecision {
  const { afterSales } = policy;
  if (facts.hasOpenRequest) return { allowed: false, reason: 'openRequest', field: null };
  if (facts.requestsOfItem >= afterSales.requestsPerItem)
    return {
      allowed: false,
      reason: 'tooManyRequests',
      field: fieldPath('afterSales', 'requestsPerItem'),
    };
  if (facts.receivedAt === null)
    return facts.kind === 'refundOnly'
      ? { allowed: true }
      : { allowed: false, reason: 'notReceived', field: null };
  if (now < returnWindowEndsAt(facts.receivedAt, facts.category, policy)) return { allowed: true };
  const own = byCategory(afterSales.returnWindowDaysByCategory, facts.category);
  return {
    allowed: false,
    reason: 'windowClosed',
    field:
      own === null
        ? fieldPath('afterSales', 'returnWindowDays')
        : toPointer(['afterSales', 'returnWindowDaysByCategory', own.slug]),
  };
}

/** By when the merchant must answer; its silence counts as consent from then on. */
export function answerDueAt(requestedAt: Date, { afterSales }: Policy): Date {
  return addHours(requestedAt, afterSales.sellerResponseHours);
}

/** By when the buyer must have sent the goods back; the request lapses then. */
export function returnDueAt(agreedAt: Date, { afterSales }: Policy): Date {
  return addDays(agreedAt, afterSales.returnShipmentDays);
}

/** Until when a refusal can be taken to arbitration. */
export function arbitrationEndsAt(refusedAt: Date, { afterSales }: Policy): Date {
  return addDays(refusedAt, afterSales.arbitrationDays);
}

/**
 * When the deposit of a closed store goes back: when the last after-sale window of its orders is over.
 *
 * @param windowsEndAt of all its orders (`returnWindowEndsAt`), and of their open arbitrations.
 */
export function depositReturnsAt(closedAt: Date, windowsEndAt: readonly Date[]): Date {
  return windowsEndAt.reduce((last, end) => (end > last ? end : last), closedAt);
}
