/** How the payments of a record are made in the market: what is asked of the provider, and what it captures. */
import { captureDifference, type PolicyDocument, splitByLargestRemainder, sumMinor } from '@hazumi/policy';
import type { RecordPayment } from './record.ts';

export interface PlannedPayment {
  method: RecordPayment['method'];
  instalments: number;
  /** what the checkout asks for */
  askMinor: bigint;
  /** what is captured: the record's value, whatever was asked */
  captureMinor: bigint;
}

export interface PaymentPlan {
  payments: PlannedPayment[];
  /** what the record pays that cannot be taken: more vouchers than there is to pay */
  leftOverMinor: bigint;
  /** what nobody pays; the market ships nothing that is not paid */
  missingMinor: bigint;
}

/**
 * The payments of the record, in its order, made to fit what an order costs without bending any of them:
 *
 * - they come to the total: each is asked for as it stands;
 * - they come to more: payments in instalments carry the excess as their interest, in proportion; without such, the last card or slip
 *   captures more than was asked, and the market says what that is (rounding, overpaid). Vouchers are never charged more than is left;
 * - they come to less, within what the policy takes as rounding: the last card or slip is asked for the rest too and captures less;
 * - they come to less than that: what there is, is paid, and the order is never covered.
 */
export function planPayments(
  totalMinor: bigint,
  recorded: readonly RecordPayment[],
  policy: Pick<PolicyDocument, 'payments'>,
): PaymentPlan {
  const payments = recorded
    .filter((payment) => payment.amountMinor > 0n)
    .map(({ method, instalments, amountMinor }) => ({
      method,
      // Only cards are paid in instalments.
      instalments: method === 'card' ? instalments : 1,
      askMinor: amountMinor,
      captureMinor: amountMinor,
    }));
  const paidMinor = sumMinor(payments.map((payment) => payment.captureMinor));
  if (paidMinor < totalMinor) return coverShortfall(payments, totalMinor - paidMinor, policy);
  dropBeyondTotal(payments, shareExcess(payments, paidMinor - totalMinor));
  const needed = payments.filter((payment) => payment.askMinor > 0n);
  const takenMinor = sumMinor(needed.map((payment) => payment.captureMinor));
  return { payments: needed, leftOverMinor: paidMinor - takenMinor, missingMinor: 0n };
}

function coverShortfall(
  payments: PlannedPayment[],
  shortMinor: bigint,
  policy: Pick<PolicyDocument, 'payments'>,
): PaymentPlan {
  const last = payments.findLast((payment) => payment.method !== 'voucher');
  if (last !== undefined) {
    const { accepted } = captureDifference(
      {
        requestedMinor: last.captureMinor + shortMinor,
        capturedMinor: last.captureMinor,
        instalments: last.instalments,
      },
      policy,
    );
    if (accepted) {
      last.askMinor += shortMinor;
      return { payments, leftOverMinor: 0n, missingMinor: 0n };
    }
  }
  return { payments, leftOverMinor: 0n, missingMinor: shortMinor };
}

/** Lowers what is asked of cards and slips until the excess is shared out; returns what is left of it. */
function shareExcess(payments: readonly PlannedPayment[], excessMinor: bigint): bigint {
  let left = excessMinor;
  const lower = (payment: PlannedPayment, wanted: bigint): void => {
    // A payment asks for something: all but one unit can be excess.
    const by = wanted < payment.askMinor ? wanted : payment.askMinor - 1n;
    payment.askMinor -= by;
    left -= by;
  };
  const inInstalments = payments.filter((payment) => payment.method === 'card' && payment.instalments > 1);
  if (inInstalments.length > 0) {
    const shares = splitByLargestRemainder(
      excessMinor,
      inInstalments.map((payment) => payment.captureMinor),
    );
    for (const [at, payment] of inInstalments.entries()) lower(payment, shares[at] ?? 0n);
  }
  for (const payment of payments.toReversed()) {
    if (left > 0n && payment.method !== 'voucher') lower(payment, left);
  }
  return left;
}

/** Takes what is still too much from vouchers, the last first; were there more payments than units to pay, from others too. */
function dropBeyondTotal(payments: readonly PlannedPayment[], excessMinor: bigint): void {
  let left = excessMinor;
  const isVoucher = (payment: PlannedPayment): boolean => payment.method === 'voucher';
  const others = payments.filter((payment) => !isVoucher(payment)).toReversed();
  for (const payment of [...payments.filter(isVoucher).toReversed(), ...others]) {
    const by = left < payment.askMinor ? left : payment.askMinor;
    payment.askMinor -= by;
    payment.captureMinor -= by;
    left -= by;
  }
}
