/** Rule: when the proceeds of an order become the merchant's, and when and how they may be paid out. */
import { amountIn } from './amounts.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { addDays } from './instants.ts';

/** When the proceeds of a completed order are settled, unless an after-sale is open then. */
export function settlesAt(completedAt: Date, { settlement }: Pick<PolicyDocument, 'settlement'>): Date {
  return addDays(completedAt, settlement.holdDaysAfterCompletion);
}

export interface PayoutFacts {
  readonly amountMinor: bigint;
  /** Settled and not paid out. */
  readonly availableMinor: bigint;
  readonly currency: string;
  /** Payouts that the store asked for within the last 24 hours. */
  readonly payoutsToday: number;
  /** By the store's state, its deposit (`depositStage`) or a sanction. */
  readonly isFrozen: boolean;
}

export type PayoutDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'frozen' | 'tooLittle' | 'tooMuch' | 'tooOften';
      /** JSON Pointer of the policy field that decided; null where no number does. */
      readonly field: string | null;
    };

/** Whether a payout may be made. @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function payoutDecision(
  facts: PayoutFacts,
  policy: Pick<PolicyDocument, 'settlement' | 'currencies'>,
): PayoutDecision {
  const { payoutMinimum, payoutsPerDay } = policy.settlement;
  const refused = (reason: 'frozen' | 'tooLittle' | 'tooMuch' | 'tooOften', field: string | null = null) =>
    ({ allowed: false, reason, field }) as const;
  if (facts.isFrozen) return refused('frozen');
  if (facts.payoutsToday >= payoutsPerDay)
    return refused('tooOften', fieldPath('settlement', 'payoutsPerDay'));
  if (facts.amountMinor <= 0n || facts.amountMinor < amountIn(payoutMinimum, facts.currency, policy))
    return refused('tooLittle', fieldPath('settlement', 'payoutMinimum'));
  return facts.amountMinor > facts.availableMinor ? refused('tooMuch') : { allowed: true };
}
