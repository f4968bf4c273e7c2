/** Amounts of the policy document in the currency of a store. */

import { currencyExponent } from './currency.ts';
import type { PolicyDocument } from './document.ts';
import type { MoneyValue } from './fields/shape.ts';
import { divide, minorFromJson } from './money.ts';

/**
 * A threshold of the document in minor units of `currency`, by the document's reference rates, rounded half up.
 *
 * Reference rates are round and fixed in a version; they place thresholds and never convert a payment.
 *
 * @throws RangeError when the document has no reference rate for one of the currencies. The market only opens stores in
 *   currencies that have one (`hasCurrency`), and a document whose amounts have none is refused.
 */
export function amountIn(
  money: MoneyValue,
  currency: string,
  policy: Pick<PolicyDocument, 'currencies'>,
): bigint {
  const amount = minorFromJson(money.amountMinor);
  if (money.currency === currency) return amount;
  const from = referenceRate(money.currency, policy);
  const to = referenceRate(currency, policy);
  return divide(
    amount * to * 10n ** BigInt(currencyExponent(currency)),
    from * 10n ** BigInt(currencyExponent(money.currency)),
    'halfUp',
  );
}

/** Whether thresholds can be read in this currency, which a store's currency must allow. */
export function hasCurrency(currency: string, policy: Pick<PolicyDocument, 'currencies'>): boolean {
  return Object.hasOwn(policy.currencies.referenceRatesPpm, currency);
}

function referenceRate(currency: string, policy: Pick<PolicyDocument, 'currencies'>): bigint {
  const rates = policy.currencies.referenceRatesPpm;
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  if (rate === undefined) throw new RangeError(`The policy has no reference rate for ${currency}.`);
  return BigInt(rate);
}
