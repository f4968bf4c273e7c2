import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { nilUuid } from '../kernel/ids.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import { refundSettledEntries, unappliedRefundEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import { giveBack, type PaymentRow, type RefundRow } from './payments.repository.ts';
import type { ProviderRefund } from './provider/port.ts';

/** How long after an attempt without a clear answer the provider is asked again: 10 s, doubled up to an hour. */
const retryMs = (failures: number): number => Math.min(3_600_000, 10_000 * 2 ** failures);
/** Refusals after which a person has to look at it. */
const mostRefusals = 8;

export interface NewRefund {
  storeId: string | null;
  orderId: string | null;
  payment: PaymentRow;
  amountMinor: bigint;
  reason: string;
}

/**
 * Records that a part of a captured payment goes back. Money from a balance is back at once; for the rest a sweep asks the provider.
 * The caller has the payment locked, and books why the money goes (`orderRefund`, `unappliedRefund`); this books how.
 *
 * @returns the refund's id
 */
export async function createRefund(market: Market, tx: Tx, ctx: Ctx, refund: NewRefund): Promise<string> {
  const { payment, amountMinor } = refund;
  const id = ctx.ids.next(ctx.now);
  const fromBalance = payment.provider === 'balance';
  await tx
    .updateTable('payment')
    .set((eb) => ({
      refunded_minor: eb('refunded_minor', '+', amountMinor),
      ...(refund.orderId === null ? {} : { returned_minor: eb('returned_minor', '+', amountMinor) }),
    }))
    .where('id', '=', payment.id)
    .execute();
  await tx
    .insertInto('refund')
    .values({
      id,
      store_id: refund.storeId,
      order_id: refund.orderId,
      payment_id: payment.id,
      amount_minor: amountMinor,
      state: fromBalance ? 'succeeded' : 'created',
      reason: refund.reason,
      provider_ref: null,
      next_attempt_at: fromBalance ? null : ctx.now,
      created_at: ctx.now,
      settled_at: fromBalance ? ctx.now : null,
    })
    .execute();
  if (fromBalance) await bookSettled(market, tx, ctx, id, payment, amountMinor);
  return id;
}

/** Sends back money that came for no live order. */
export async function refundUnapplied(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  { unappliedMinor, differenceMinor }: { unappliedMinor: bigint; differenceMinor: bigint },
  reason: 'capturedTooLate' | 'overpaid' | 'checkoutCancelled',
): Promise<void> {
  const amountMinor = unappliedMinor + differenceMinor;
  const refundId = await createRefund(market, tx, ctx, {
    storeId: null,
    orderId: null,
    payment,
    amountMinor,
    reason,
  });
  await post(tx, ctx, market.policy.at(ctx.now).number, [
    {
      id: ctx.ids.next(ctx.now),
      storeId: nilUuid,
      kind: 'unappliedRefund',
      currency: payment.currency,
      orderId: null,
      paymentId: payment.id,
      refundId,
      entries: unappliedRefundEntries(
        payment.checkout_id as string,
        payment.provider,
        unappliedMinor,
        differenceMinor,
      ),
    },
  ]);
  await appendEvent(tx, ctx, {
    subjectType: 'payment',
    subjectId: payment.id,
    type: 'payment.refunding',
    data: { refundId, amountMinor: Number(amountMinor), reason },
  });
}

async function bookSettled(
  market: Market,
  tx: Tx,
  ctx: Ctx,
  refundId: string,
  payment: PaymentRow,
  amountMinor: bigint,
): Promise<void> {
  const userId = payment.user_id;
  if (payment.provider === 'balance' && userId !== null)
    await giveBack(tx, userId, payment.currency, amountMinor);
  await post(tx, ctx, market.policy.at(ctx.now).number, [
    {
      id: ctx.ids.next(ctx.now),
      storeId: nilUuid,
      kind: 'refundSettled',
      currency: payment.currency,
      orderId: null,
      paymentId: payment.id,
      refundId,
      entries: refundSettledEntries({ provider: payment.provider, userId }, amountMinor),
    },
  ]);
}

/** The one door for what a provider says of a refund; idempotent like its sibling for payments. */
export async function applyRefundState(
  market: Market,
  ctx: Ctx,
  refundId: string,
  said: ProviderRefund,
): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    const refund = await tx
      .selectFrom('refund')
      .selectAll()
      .where('id', '=', refundId)
      .forUpdate()
      .executeTakeFirst();
    if (refund === undefined || refund.state === 'succeeded') return;
    // An old attempt's failure says nothing of the attempt under way.
    if (said.status !== 'succeeded' && said.reference !== referenceOf(refund)) return;
    const payment = await tx
      .selectFrom('payment')
      .selectAll()
      .where('id', '=', refund.payment_id)
      .executeTakeFirstOrThrow();
    if (said.status === 'succeeded') {
      await tx
        .updateTable('refund')
        .set({ state: 'succeeded', provider_ref: said.id, settled_at: ctx.now, next_attempt_at: null })
        .where('id', '=', refundId)
        .execute();
      await bookSettled(market, tx, ctx, refundId, payment, refund.amount_minor);
    } else if (said.status === 'pending') {
      await tx
        .updateTable('refund')
        .set({
          state: 'pending',
          provider_ref: said.id,
          next_attempt_at: new Date(ctx.now.getTime() + retryMs(refund.failed_attempts)),
        })
        .where('id', '=', refundId)
        .execute();
      return;
    } else await noteRefusal(tx, ctx, refund);
    await appendEvent(tx, ctx, {
      storeId: refund.store_id ?? undefined,
      subjectType: refund.order_id === null ? 'payment' : 'order',
      subjectId: refund.order_id ?? refund.payment_id,
      type: said.status === 'succeeded' ? 'refund.succeeded' : 'refund.refused',
      data: { refundId, amountMinor: Number(refund.amount_minor) },
    });
  });
}

/** The next attempt goes out under a new reference; after too many the refund is `failed` and waits for a person. */
async function noteRefusal(tx: Tx, ctx: Ctx, refund: RefundRow): Promise<void> {
  const failures = refund.failed_attempts + 1;
  const isOver = failures >= mostRefusals;
  await tx
    .updateTable('refund')
    .set({
      state: isOver ? 'failed' : 'created',
      failed_attempts: failures,
      provider_ref: null,
      next_attempt_at: isOver ? null : new Date(ctx.now.getTime() + retryMs(failures)),
    })
    .where('id', '=', refund.id)
    .execute();
}

/** Our name for an attempt at the provider. Only a definite refusal makes a new one, so an unclear answer never pays twice. */
function referenceOf(refund: Pick<RefundRow, 'id' | 'failed_attempts'>): string {
  return `${refund.id}.${refund.failed_attempts}`;
}

/** The refund in a provider's reference. */
export function refundIdOf(reference: string): string {
  return reference.split('.')[0] as string;
}

/** Asks providers to give back what is due, outside any transaction. */
export function refundSweep(market: Market): Sweep {
  return {
    name: 'refunds',
    everyMs: 1000,
    async run(ctx) {
      // Whoever moves the time of the next attempt has the row for now; if it dies, the row is due again by itself.
      const due = await market.db
        .updateTable('refund')
        .set({ next_attempt_at: new Date(ctx.now.getTime() + 60_000) })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('refund')
            .select('id')
            .where('state', 'in', ['created', 'pending'])
            .where('next_attempt_at', '<=', ctx.now)
            .orderBy('next_attempt_at')
            .limit(20)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute();
      await Promise.all(due.map((refund) => sendRefund(market, ctx, refund)));
      return due.length;
    },
  };
}

async function sendRefund(market: Market, ctx: Ctx, refund: RefundRow): Promise<void> {
  const payment = await market.db
    .selectFrom('payment')
    .selectAll()
    .where('id', '=', refund.payment_id)
    .executeTakeFirstOrThrow();
  const provider = market.providers.get(payment.provider);
  if (provider === undefined || payment.provider_ref === null)
    throw new Error(`payment ${payment.id} has no provider to refund it`);
  await ctx.points.hit('refund.created');
  const answer =
    refund.provider_ref !== null
      ? await provider.getRefund(refund.provider_ref)
      : await provider.refund({
          paymentId: payment.provider_ref,
          reference: referenceOf(refund),
          amountMinor: refund.amount_minor,
        });
  await ctx.points.hit('refund.asked');
  if (answer.ok) return applyRefundState(market, ctx, refund.id, answer.value);
  market.log.warn(
    { refundId: refund.id, code: answer.code, detail: answer.detail },
    'a refund was not taken',
  );
  // An unclear answer leaves the reference as it is: the row falls due again by itself.
  if (answer.retry) return;
  await inTransaction(market.db, async (tx) => {
    const locked = await tx
      .selectFrom('refund')
      .selectAll()
      .where('id', '=', refund.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (locked.state === 'created' && locked.failed_attempts === refund.failed_attempts)
      await noteRefusal(tx, ctx, locked);
  });
}
