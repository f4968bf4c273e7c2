import type { Generated } from 'kysely';
import type { Instant } from '../kernel/kernel.tables.ts';

export interface LedgerTables {
  ledger_transaction: {
    store_id: string;
    id: string;
    kind: string;
    order_id: string | null;
    payment_id: string | null;
    refund_id: string | null;
    policy_version: number;
    at: Instant;
  };
  ledger_entry: {
    store_id: string;
    transaction_id: string;
    entry_no: number;
    account: string;
    owner: string;
    currency: string;
    amount_minor: bigint;
    xid: Generated<bigint>;
    at: Instant;
  };
  ledger_balance: {
    account: string;
    owner: string;
    currency: string;
    debit_minor: bigint;
    credit_minor: bigint;
  };
  ledger_rollup: { only_row: Generated<boolean>; xid: bigint };
}
