import type { MoneyValue } from '../fields/shape.ts';

/** An amount that a source states in whole yuan. */
export const yuan = (amount: number): MoneyValue => ({ currency: 'CNY', amountMinor: amount * 100 });
