import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';
import type { AccountKind, Transaction } from './ledger.postings.ts';

/**
 * Writes transactions. Idempotent by what they are about: a capture, a paid order, a refund is booked once, and a second try
 * fails on the unique index rather than book twice.
 */
export async function post(
  tx: Tx,
  ctx: Pick<Ctx, 'now'>,
  policyVersion: number,
  transactions: readonly Transaction[],
): Promise<void> {
  if (transactions.length === 0) return;
  await tx
    .insertInto('ledger_transaction')
    .values(
      transactions.map((transaction) => ({
        store_id: transaction.storeId,
        id: transaction.id,
        kind: transaction.kind,
        order_id: transaction.orderId,
        payment_id: transaction.paymentId,
        refund_id: transaction.refundId,
        policy_version: policyVersion,
        at: ctx.now,
      })),
    )
    .execute();
  // One statement for all entries: the balance is checked by statement.
  await tx
    .insertInto('ledger_entry')
    .values(
      transactions.flatMap((transaction) =>
        transaction.entries.map((entry, at) => ({
          store_id: transaction.storeId,
          transaction_id: transaction.id,
          entry_no: at + 1,
          account: entry.account,
          owner: entry.owner,
          currency: transaction.currency,
          amount_minor: entry.amountMinor,
          at: ctx.now,
        })),
      ),
    )
    .execute();
}

export interface AccountSum {
  account: AccountKind;
  owner: string;
  currency: string;
  debitMinor: bigint;
  creditMinor: bigint;
}

/** What one owner has in these accounts, to the last committed entry: the rolled-up balance and what came after it. */
export async function accountSums(
  db: Db | Tx,
  accounts: readonly AccountKind[],
  owner: string,
): Promise<AccountSum[]> {
  const { rows } = await sql<AccountSum>`
    select account, owner, currency, sum(debit) as "debitMinor", sum(credit) as "creditMinor" from (
      select account, owner, currency, debit_minor as debit, credit_minor as credit
        from ledger_balance where account = any(${accounts}) and owner = ${owner}
      union all
      select account, owner, currency, greatest(amount_minor, 0), greatest(-amount_minor, 0)
        from ledger_entry
        where account = any(${accounts}) and owner = ${owner} and xid >= (select xid from ledger_rollup)
    ) part group by account, owner, currency order by account, currency`.execute(db);
  return rows.map((row) => ({
    ...row,
    debitMinor: BigInt(row.debitMinor),
    creditMinor: BigInt(row.creditMinor),
  }));
}

/** Debits and credits of every kind of account and currency, read from the entries themselves, not from rolled-up balances. */
export async function trialBalance(
  db: Db | Tx,
): Promise<{ account: AccountKind; currency: string; debitMinor: bigint; creditMinor: bigint }[]> {
  const { rows } = await sql<{
    account: AccountKind;
    currency: string;
    debitMinor: bigint;
    creditMinor: bigint;
  }>`
    select account, currency, sum(greatest(amount_minor, 0)) as "debitMinor", sum(greatest(-amount_minor, 0)) as "creditMinor"
    from ledger_entry group by account, currency order by currency, account`.execute(db);
  return rows;
}
