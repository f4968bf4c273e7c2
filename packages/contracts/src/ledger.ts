import { z } from 'zod';
import { currency, cursorQuery, id, instant, page, signedAmountMinor } from './common.ts';
import { endpoint } from './endpoint.ts';

export const ledgerAccount = z
  .enum([
    'providerClearing',
    'buyerBalance',
    'buyerUnapplied',
    'merchantPayable',
    'shippingPayable',
    'taxPayable',
    'platformFee',
    'refundClearing',
    'paymentDifference',
    'couponCost',
    'couponGranted',
    'feeRebate',
    'incentivePending',
    'merchantDeposit',
    'clawbackOwed',
    'experimentCost',
  ])
  .meta({ id: 'LedgerAccount' });

export const ledgerEntry = z.object({
  transactionId: id('transaction'),
  kind: z.string(),
  account: ledgerAccount,
  orderId: id('order').nullable(),
  currency,
  /** positive: the account is owed more, as its owner reads it */
  amountMinor: signedAmountMinor,
  at: instant,
});

export const ledgerEndpoints = {
  getStoreMoney: endpoint({
    id: 'getStoreMoney',
    method: 'get',
    path: '/v1/stores/{storeId}/money',
    area: 'ledger',
    summary:
      "What the market owes a store: goods, freight and tax collected, fees taken, from the ledger's own entries",
    access: 'licence',
    permission: 'money.read',
    scope: 'money',
    params: z.object({ storeId: id('store') }),
    answer: z.object({
      currency,
      payableMinor: signedAmountMinor,
      shippingMinor: signedAmountMinor,
      taxMinor: signedAmountMinor,
      feesPaidMinor: signedAmountMinor,
      /** of those fees, granted back for private sales and not taken back again */
      rebatesMinor: signedAmountMinor,
      /** of the rebates, what has not vested yet: not in `payableMinor` */
      rebatesPendingMinor: signedAmountMinor,
      /** rebates that were to be taken back and nothing was left for: the store owes them */
      clawbackOwedMinor: signedAmountMinor,
    }),
  }),
  listStoreEntries: endpoint({
    id: 'listStoreEntries',
    method: 'get',
    path: '/v1/stores/{storeId}/money/entries',
    area: 'ledger',
    summary: "A store's statement, newest first; each line names its order",
    access: 'licence',
    permission: 'money.read',
    scope: 'money',
    params: z.object({ storeId: id('store') }),
    query: cursorQuery,
    answer: page(ledgerEntry),
  }),
  getTrialBalance: endpoint({
    id: 'getTrialBalance',
    method: 'get',
    path: '/v1/operator/ledger/trial-balance',
    area: 'ledger',
    summary: 'Debits and credits of every kind of account; their difference must be zero in each currency',
    access: 'operator',
    scope: 'operator',
    answer: z.object({
      asOf: instant,
      currencies: z.array(
        z.object({
          currency,
          accounts: z.array(
            z.object({
              account: ledgerAccount,
              debitMinor: signedAmountMinor,
              creditMinor: signedAmountMinor,
              balanceMinor: signedAmountMinor,
            }),
          ),
          differenceMinor: signedAmountMinor,
        }),
      ),
    }),
  }),
};
