import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';

export type StoreMoneyValue = ValueOf<typeof endpoints.getStoreMoney>;

/** What the market owes a store: goods after fees, freight and tax. */
export const owedMinor = (
  money: Pick<StoreMoneyValue, 'payableMinor' | 'shippingMinor' | 'taxMinor'>,
): number => money.payableMinor + money.shippingMinor + money.taxMinor;

/** Sums by currency, in the order of their first appearance: amounts in different currencies are never added up. */
export function sumsByCurrency(
  amounts: readonly { amountMinor: number; currency: string }[],
): { amountMinor: number; currency: string }[] {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
