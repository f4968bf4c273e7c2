import { refundParts as partsOfRefund, refundByPayment } from '@hazumi/policy';
import { clawBackForRefund } from '../incentive/incentive.clawback.ts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { Problem } from '../kernel/problem.ts';
import { type Entry, orderRefundEntries, type SaleAmounts } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { createRefund } from '../payments/payments.refunds.ts';
import { lockCapturedPayments } from '../payments/payments.repository.ts';
import type { OrderLineRow, OrderRow } from './orders.repository.ts';

/** How much of one line goes back. */
export interface LineRefund {
  line: OrderLineRow;
  amountMinor: bigint;
}

const refundedOf = (line: OrderLineRow): bigint => line.refunded_goods_minor + line.refunded_freight_minor;
const leftOf = (line: OrderLineRow): bigint => line.goods_minor + line.freight_minor - refundedOf(line);

/** All that is left of these lines. */
export function allThatIsLeft(lines: readonly OrderLineRow[]): LineRefund[] {
  return lines
    .map((line) => ({ line, amountMinor: leftOf(line) }))
    .filter((refund) => refund.amountMinor > 0n);
}

/**
 * Amounts asked for by line; one line named twice is one refund of both.
 *
 * @throws Problem refund_too_large where a line has less left, invalid_request where there is no such line
 */
export function refundsAsked(
  lines: readonly OrderLineRow[],
  asked: readonly { lineNo: number; amountMinor: number }[],
): LineRefund[] {
  const byLine = new Map<number, bigint>();
  for (const one of asked) byLine.set(one.lineNo, (byLine.get(one.lineNo) ?? 0n) + BigInt(one.amountMinor));
  return [...byLine].map(([lineNo, amountMinor]) => {
    const line = lines.find((candidate) => candidate.line_no === lineNo);
    if (line === undefined)
      throw new Problem('invalid_request', { pointer: '/body/lines', detail: `There is no line ${lineNo}.` });
    if (amountMinor > leftOf(line)) {
      throw new Problem('refund_too_large', {
        pointer: '/body/lines',
        data: { lineNo, leftMinor: Number(leftOf(line)) },
      });
    }
    return { line, amountMinor };
  });
}

/**
 * Gives back parts of a paid order, in the order's transaction: lines and order remember it, the ledger books sale, tax and fee back in
 * proportion, the payments of the checkout are drawn on in proportion to what is left of each, and what the order had earned is taken
 * back. The checkout and the order must be locked.
 *
 * @returns whether all of the order has gone back now
 */
export async function refundLines(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  order: OrderRow,
  refunds: readonly LineRefund[],
  reason: string,
): Promise<boolean> {
  const amount = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0n);
  if (amount === 0n) return order.refunded_minor === order.total_minor;
  const sale: SaleAmounts = {
    storeId: order.store_id,
    goodsMinor: 0n,
    goodsTaxMinor: 0n,
    freightMinor: 0n,
    freightTaxMinor: 0n,
    feeMinor: 0n,
    discountMinor: 0n,
  };
  for (const refund of refunds) {
    const part = partOf(market, ctx, refund);
    sale.goodsMinor += part.goodsMinor;
    sale.freightMinor += part.freightMinor;
    sale.goodsTaxMinor += part.goodsTaxMinor;
    sale.freightTaxMinor += part.freightTaxMinor;
    sale.feeMinor += part.feeMinor;
    sale.discountMinor += part.discountMinor;
    await tx
      .updateTable('order_line')
      .set((eb) => ({
        refunded_goods_minor: eb('refunded_goods_minor', '+', part.goodsMinor),
        refunded_freight_minor: eb('refunded_freight_minor', '+', part.freightMinor),
        refunded_fee_minor: eb('refunded_fee_minor', '+', part.feeMinor),
      }))
      .where('store_id', '=', order.store_id)
      .where('order_id', '=', order.id)
      .where('line_no', '=', refund.line.line_no)
      .execute();
  }
  const drawn = await drawOnPayments(market, tx, ctx, order, amount, reason);
  await post(tx, ctx, order.policy_version, [
    {
      id: ctx.ids.next(ctx.now),
      storeId: order.store_id,
      kind: 'orderRefund',
      currency: order.currency,
      orderId: order.id,
      paymentId: null,
      refundId: drawn[0]?.id ?? null,
      entries: withClearings(orderRefundEntries('', sale), drawn),
    },
  ]);
  order.refunded_minor += amount;
  await tx
    .updateTable('orders')
    .set((eb) => ({ refunded_minor: order.refunded_minor, version: eb('version', '+', 1) }))
    .where('store_id', '=', order.store_id)
    .where('id', '=', order.id)
    .execute();
  await appendEvent(tx, ctx, {
    storeId: order.store_id,
    subjectType: 'order',
    subjectId: order.id,
    type: 'order.refunded',
    data: { amountMinor: Number(amount), currency: order.currency, reason, feeMinor: Number(sale.feeMinor) },
  });
  const isWhole = order.refunded_minor === order.total_minor;
  await clawBackForRefund(market, tx, ctx, { storeId: order.store_id, orderId: order.id }, isWhole);
  return isWhole;
}

/**
 * What a refund on a line consists of, by the policy's rule. The tax of the freight is taken apart, because another account owes it, and
 * so is the coupon's part of the goods: both are shares of the line as its tax is.
 */
function partOf(market: Market, ctx: Ctx, { line, amountMinor }: LineRefund) {
  const before = refundedOf(line);
  const totals = (taxMinor: bigint) => ({
    goodsMinor: line.goods_minor,
    freightMinor: line.freight_minor,
    taxMinor,
    feeMinor: line.fee_minor,
    totalMinor: line.goods_minor + line.freight_minor,
  });
  const policy = market.policy.at(ctx.now).document;
  const part = partsOfRefund(totals(line.goods_tax_minor), before, amountMinor, policy);
  const freightTaxMinor = partsOfRefund(totals(line.freight_tax_minor), before, amountMinor, policy).taxMinor;
  const discountMinor = partsOfRefund(totals(line.discount_minor), before, amountMinor, policy).taxMinor;
  return { ...part, goodsTaxMinor: part.taxMinor, freightTaxMinor, discountMinor };
}

interface Drawn {
  id: string;
  provider: string;
  amountMinor: bigint;
}

async function drawOnPayments(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  order: OrderRow,
  amount: bigint,
  reason: string,
): Promise<Drawn[]> {
  const payments = await lockCapturedPayments(tx, order.checkout_id);
  // An excess has its own refund already; only what counted towards the checkout goes back for an order.
  const shares = refundByPayment(
    amount,
    payments.map((payment) => payment.applied_minor - payment.returned_minor),
  );
  const drawn: Drawn[] = [];
  for (const [at, payment] of payments.entries()) {
    const amountMinor = shares[at] as bigint;
    if (amountMinor === 0n) continue;
    const of = { storeId: order.store_id, orderId: order.id };
    const id = await createRefund(market, tx, ctx, { ...of, payment, amountMinor, reason });
    drawn.push({ id, provider: payment.provider, amountMinor });
  }
  return drawn;
}

/** The one clearing entry of a refund, divided over those who pay it out. */
function withClearings(entries: readonly Entry[], drawn: readonly Drawn[]): Entry[] {
  return [
    ...drawn.map(({ provider, amountMinor }) => ({
      account: 'refundClearing' as const,
      owner: provider,
      amountMinor: -amountMinor,
    })),
    ...entries.filter((entry) => entry.account !== 'refundClearing'),
  ];
}
