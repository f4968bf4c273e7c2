import { endpoints, toPublicId } from '@hazumi/contracts';
import { sql } from 'kysely';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import type { AccountKind } from './ledger.postings.ts';
import { accountSums, trialBalance } from './ledger.repository.ts';
import { ledgerSweep } from './ledger.rollup.ts';

/** The accounts that a store owns. */
const storeAccounts: readonly AccountKind[] = ['merchantPayable', 'shippingPayable', 'taxPayable'];
/** Those whose entries its statement shows. */
const statementAccounts: readonly AccountKind[] = [...storeAccounts, 'incentivePending', 'clawbackOwed'];

export function registerLedger(market: Market): void {
  market.sweeps.push(ledgerSweep(market.db));

  register(market, endpoints.getStoreMoney, async (_ctx, { scope }) => {
    const store = await market.db
      .selectFrom('store')
      .select('currency')
      .where('id', '=', scope.storeId)
      .executeTakeFirstOrThrow();
    const sums = await accountSums(
      market.db,
      [...storeAccounts, 'platformFee', 'feeRebate', 'incentivePending', 'clawbackOwed'],
      scope.storeId,
    );
    const of = (account: AccountKind) =>
      sums.find((sum) => sum.account === account && sum.currency === store.currency) ?? {
        debitMinor: 0n,
        creditMinor: 0n,
      };
    const owed = (account: AccountKind) => Number(of(account).creditMinor - of(account).debitMinor);
    return {
      currency: store.currency,
      payableMinor: owed('merchantPayable'),
      shippingMinor: owed('shippingPayable'),
      taxMinor: owed('taxPayable'),
      feesPaidMinor: owed('platformFee'),
      rebatesMinor: -owed('feeRebate'),
      rebatesPendingMinor: owed('incentivePending'),
      clawbackOwedMinor: -owed('clawbackOwed'),
    };
  });

  register(market, endpoints.listStoreEntries, async (_ctx, { scope, query }) => {
    const after = decodeCursor(query.cursor, ['uuid', 'number']);
    const { rows } = await sql<EntryRow>`
      select e.transaction_id as "transactionId", e.entry_no as "entryNo", t.kind, e.account, t.order_id as "orderId", e.currency,
        e.amount_minor as "amountMinor", e.at
      from ledger_entry e join ledger_transaction t on t.store_id = e.store_id and t.id = e.transaction_id
      where e.store_id = ${scope.storeId} and e.owner = ${scope.storeId} and e.account = any(${statementAccounts})
        ${after === undefined ? sql`` : sql`and (e.transaction_id, e.entry_no) < (${after[0]}::uuid, ${after[1]}::int)`}
      order by e.transaction_id desc, e.entry_no desc limit ${query.limit + 1}`.execute(market.db);
    return toPage(
      rows,
      query.limit,
      (row) => [row.transactionId, row.entryNo],
      (row) => ({
        transactionId: toPublicId('transaction', row.transactionId),
        kind: row.kind,
        account: row.account,
        orderId: row.orderId === null ? null : toPublicId('order', row.orderId),
        currency: row.currency,
        // A credit of these accounts is money owed to the store: it reads as plus.
        amountMinor: -Number(row.amountMinor),
        at: row.at.toISOString(),
      }),
    );
  });

  register(market, endpoints.getTrialBalance, async (ctx) => {
    const rows = await trialBalance(market.db);
    const currencies = [...new Set(rows.map((row) => row.currency))];
    return {
      asOf: ctx.now.toISOString(),
      currencies: currencies.map((currency) => {
        const accounts = rows.filter((row) => row.currency === currency);
        return {
          currency,
          accounts: accounts.map(({ account, debitMinor, creditMinor }) => ({
            account,
            debitMinor: Number(debitMinor),
            creditMinor: Number(creditMinor),
            balanceMinor: Number(debitMinor - creditMinor),
          })),
          differenceMinor: Number(accounts.reduce((sum, row) => sum + row.debitMinor - row.creditMinor, 0n)),
        };
      }),
    };
  });
}

interface EntryRow {
  transactionId: string;
  entryNo: number;
  kind: string;
  account: AccountKind;
  orderId: string | null;
  currency: string;
  amountMinor: bigint;
  at: Date;
}
