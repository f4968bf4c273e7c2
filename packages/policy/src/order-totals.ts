/**
 * Rule: the sums of an order and of a checkout, and how payments and refunds are spread over them. All amounts are minor
 * units of one currency; every spread sums exactly, and nothing ever gets a negative part.
 */
import type { PolicyDocument } from './document.ts';
import { feeFor } from './fee.ts';
import {
  allocateWithin,
  divide,
  includedTax,
  refuseNegative,
  splitByLargestRemainder,
  sumMinor,
} from './money.ts';

export interface OrderLine {
  readonly unitPriceMinor: bigint;
  /** Pieces; a positive integer. */
  readonly quantity: number;
  /** Freight of the whole line. */
  readonly freightMinor: bigint;
  /** Rate of the tax contained in goods and freight (`taxRatePpm`). */
  readonly taxPpm: number;
  /** Frozen rate of the fee on the goods (`feeRate`). */
  readonly feePpm: number;
}

export interface Totals {
  readonly goodsMinor: bigint;
  readonly freightMinor: bigint;
  /** Contained in goods and freight, not added to them. */
  readonly taxMinor: bigint;
  /** What the platform keeps of the goods; the buyer does not see it. */
  readonly feeMinor: bigint;
  /** What the buyer pays: goods and freight. */
  readonly totalMinor: bigint;
}

/** @throws RangeError for a quantity that is no positive integer, or a negative amount. */
export function lineTotals(line: OrderLine, { fees }: Pick<PolicyDocument, 'fees'>): Totals {
  if (!Number.isSafeInteger(line.quantity) || line.quantity < 1)
    throw new RangeError(`A quantity must be a positive integer, not ${line.quantity}.`);
  if (line.unitPriceMinor < 0n || line.freightMinor < 0n)
    throw new RangeError('Price and freight must not be negative.');
  const goodsMinor = line.unitPriceMinor * BigInt(line.quantity);
  const totalMinor = goodsMinor + line.freightMinor;
  return {
    goodsMinor,
    freightMinor: line.freightMinor,
    taxMinor: includedTax(totalMinor, line.taxPpm),
    feeMinor: feeFor(goodsMinor, line.feePpm, fees.rounding),
    totalMinor,
  };
}

/** The totals of an order are the sums of its lines', and those of a checkout the sums of its orders'. */
export function addTotals(parts: readonly Totals[]): Totals {
  const sum = (amount: (part: Totals) => bigint) => sumMinor(parts.map(amount));
  return {
    goodsMinor: sum((part) => part.goodsMinor),
    freightMinor: sum((part) => part.freightMinor),
    taxMinor: sum((part) => part.taxMinor),
    feeMinor: sum((part) => part.feeMinor),
    totalMinor: sum((part) => part.totalMinor),
  };
}

/** Freight that a store asks for an order as a whole, over its lines in proportion to their goods. */
export function freightByLine(freightMinor: bigint, goodsMinor: readonly bigint[]): bigint[] {
  return splitByLargestRemainder(freightMinor, goodsMinor);
}

/**
 * Which payment paid how much of which order: `result[payment][order]`. Every payment is spent and every order paid
 * exactly. Each payment takes the same share of every order, as far as whole units allow, so that a refund of one order
 * gives back each means of payment in proportion.
 *
 * @throws RangeError when an amount is negative, or payments and orders do not sum to the same. What was captured beyond
 *   or below what was asked is named by `captureDifference` first and is not spread.
 */
export function allocatePayments(payments: readonly bigint[], orderTotals: readonly bigint[]): bigint[][] {
  refuseNegative(payments);
  refuseNegative(orderTotals);
  if (sumMinor(payments) !== sumMinor(orderTotals))
    throw new RangeError(`Payments of ${sumMinor(payments)} do not pay orders of ${sumMinor(orderTotals)}.`);
  let unpaid = [...orderTotals];
  return payments.map((payment) => {
    const parts = allocateWithin(payment, unpaid);
    unpaid = unpaid.map((rest, index) => rest - (parts[index] ?? 0n));
    return parts;
  });
}

/**
 * How much of a refund each line bears, in proportion to what of it can still be refunded.
 *
 * @throws RangeError for a refund larger than that, or a negative amount.
 */
export function refundByLine(refundMinor: bigint, refundableMinor: readonly bigint[]): bigint[] {
  return allocateWithin(refundMinor, refundableMinor);
}

/**
 * How much of a refund goes back to each payment, in proportion to what is left of each.
 *
 * @throws RangeError for a refund larger than what is left, or a negative amount.
 */
export function refundByPayment(refundMinor: bigint, leftMinor: readonly bigint[]): bigint[] {
  return allocateWithin(refundMinor, leftMinor);
}

export interface RefundParts {
  readonly goodsMinor: bigint;
  readonly freightMinor: bigint;
  /** Tax contained in the refund. */
  readonly taxMinor: bigint;
  /** Fee that the merchant gets back. */
  readonly feeMinor: bigint;
}

/**
 * What a refund on a line consists of, in proportion to the line. It is the difference between all refunds so far with
 * and without this one, so that however many steps lead to a full refund, their parts sum to the line's to the unit.
 *
 * @param refundedBefore minor units refunded on this line before.
 * @throws RangeError for a negative refund, or one beyond the line's total.
 */
export function refundParts(
  line: Totals,
  refundedBefore: bigint,
  refundMinor: bigint,
  { fees }: Pick<PolicyDocument, 'fees'>,
): RefundParts {
  refuseNegative([refundedBefore, refundMinor]);
  const refundedAfter = refundedBefore + refundMinor;
  if (refundedAfter > line.totalMinor)
    throw new RangeError(`Refunds of ${refundedAfter} exceed a line of ${line.totalMinor}.`);
  const part = (amount: bigint) =>
    line.totalMinor === 0n
      ? 0n
      : divide(amount * refundedAfter, line.totalMinor, 'halfUp') -
        divide(amount * refundedBefore, line.totalMinor, 'halfUp');
  const goodsMinor = part(line.goodsMinor);
  return {
    goodsMinor,
    // Goods grow by one unit at most for each unit refunded, so the rest, which is freight, never shrinks.
    freightMinor: refundMinor - goodsMinor,
    taxMinor: part(line.taxMinor),
    feeMinor: fees.returnedOnRefund ? part(line.feeMinor) : 0n,
  };
}
