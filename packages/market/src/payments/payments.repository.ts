import { type Selectable, sql } from 'kysely';
import type { Db, Tables, Tx } from '../kernel/database.ts';

export type PaymentRow = Selectable<Tables['payment']>;
export type RefundRow = Selectable<Tables['refund']>;
export type CheckoutRow = Selectable<Tables['checkout']>;

/** Locks a checkout until the transaction ends. Always taken before its payments and its orders. */
export function lockCheckout(tx: Tx, checkoutId: string): Promise<CheckoutRow | undefined> {
  return tx.selectFrom('checkout').selectAll().where('id', '=', checkoutId).forUpdate().executeTakeFirst();
}

export function lockPayment(tx: Tx, paymentId: string): Promise<PaymentRow | undefined> {
  return tx.selectFrom('payment').selectAll().where('id', '=', paymentId).forUpdate().executeTakeFirst();
}

export function findPayment(db: Db | Tx, paymentId: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payment').selectAll().where('id', '=', paymentId).executeTakeFirst();
}

export function paymentsOf(db: Db | Tx, checkoutId: string): Promise<PaymentRow[]> {
  return db.selectFrom('payment').selectAll().where('checkout_id', '=', checkoutId).orderBy('id').execute();
}

/** Payments of a checkout that can be given back, locked in key order. */
export function lockCapturedPayments(tx: Tx, checkoutId: string): Promise<PaymentRow[]> {
  return tx
    .selectFrom('payment')
    .selectAll()
    .where('checkout_id', '=', checkoutId)
    .where('state', '=', 'captured')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Takes from what a person can spend; false where it is too little. One conditional update: two spenders at once cannot both win. */
export async function spend(tx: Tx, userId: string, currency: string, amountMinor: bigint): Promise<boolean> {
  const result = await tx
    .updateTable('spendable_balance')
    .set((eb) => ({ amount_minor: eb('amount_minor', '-', amountMinor) }))
    .where('user_id', '=', userId)
    .where('currency', '=', currency)
    .where('amount_minor', '>=', amountMinor)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Adds to what a person can spend. */
export async function giveBack(tx: Tx, userId: string, currency: string, amountMinor: bigint): Promise<void> {
  await sql`insert into spendable_balance (user_id, currency, amount_minor) values (${userId}, ${currency}, ${amountMinor})
    on conflict (user_id, currency) do update set amount_minor = spendable_balance.amount_minor + excluded.amount_minor`.execute(
    tx,
  );
}
