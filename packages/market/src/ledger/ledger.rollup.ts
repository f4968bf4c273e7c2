import { sql } from 'kysely';
import { type Db, inTransaction } from '../kernel/database.ts';
import type { Sweep } from '../kernel/sweeps.ts';

/**
 * Adds the entries of all finished transactions that are not yet in `ledger_balance` to it, and moves the position.
 *
 * The position is a transaction id: entries of transactions before it are rolled up, those at or after it are not. Only ids older than
 * every running transaction are passed (`pg_snapshot_xmin`), so no entry can appear behind the position later. The one row of
 * `ledger_rollup` is locked, so two processes take turns; bookings never touch any of these rows.
 *
 * @returns how many entries were added
 */
export async function rollUpLedger(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ from: bigint; to: bigint }>`
      select xid as "from", pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "to" from ledger_rollup for update skip locked`.execute(
      tx,
    );
    const range = rows[0];
    if (range === undefined || range.from === range.to) return 0;
    const added = await sql<{ count: number }>`
      with fresh as (
        select account, owner, currency, count(*) as entries,
          sum(greatest(amount_minor, 0)) as debit, sum(greatest(-amount_minor, 0)) as credit
        from ledger_entry where xid >= ${range.from} and xid < ${range.to}
        group by account, owner, currency
      ), upserted as (
        insert into ledger_balance (account, owner, currency, debit_minor, credit_minor)
        select account, owner, currency, debit, credit from fresh order by account, owner, currency
        on conflict (account, owner, currency) do update
          set debit_minor = ledger_balance.debit_minor + excluded.debit_minor,
              credit_minor = ledger_balance.credit_minor + excluded.credit_minor
      )
      select coalesce(sum(entries), 0)::int as count from fresh`.execute(tx);
    // Where nothing was found the position moves all the same, so that the next reading stays short.
    await sql`update ledger_rollup set xid = ${range.to}`.execute(tx);
    return added.rows[0]?.count ?? 0;
  });
}

export function ledgerSweep(db: Db): Sweep {
  return { name: 'ledger roll-up', everyMs: 2000, doesAll: true, run: () => rollUpLedger(db) };
}
