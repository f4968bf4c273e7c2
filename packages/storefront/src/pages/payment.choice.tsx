import type { paymentMethod, paymentRequest } from '@hazumi/contracts';
import type { Fields } from '../http/form.ts';
import type { View } from '../http/view.ts';
import { parseMoney } from '../i18n/format.ts';
import { Fault, type Faults, Field, type Values } from '../ui/form.tsx';

export type Method = (typeof paymentMethod)['_output'];
export type PaymentRequest = (typeof paymentRequest)['_input'];

/**
 * How it is paid: one method for all of it, or parts by other methods and the rest by that one. Works without a script: parts
 * are amounts typed into a second, closed section.
 */
export function PaymentChoice(props: {
  view: View;
  methods: readonly Method[];
  currency: string;
  dueMinor: number;
  /** what the shopper can spend; undefined for guests, who have no balance */
  balanceMinor: number | undefined;
  values: Values;
  faults: Faults;
}) {
  const { view, currency, dueMinor, balanceMinor, values, faults } = props;
  const { t } = view;
  const methods = props.methods.filter((method) => method !== 'balance' || balanceMinor !== undefined);
  const parts = methods.filter((method) => method !== 'balance' || (balanceMinor ?? 0) > 0);
  const chosen =
    values.method ?? methods.find((method) => method !== 'balance' || (balanceMinor ?? 0) >= dueMinor);
  const usesParts = methods.some((method) => (values[`part-${method}`] ?? '') !== '');
  return (
    <div class="payment">
      <fieldset class="options">
        <legend class="hidden">{t('pay.method')}</legend>
        {methods.map((method) => {
          const tooLow = method === 'balance' && (balanceMinor ?? 0) < dueMinor;
          return (
            <label class="option">
              <input type="radio" name="method" value={method} checked={method === chosen} required />
              <span>
                <b>{t(`pay.methods.${method}`)}</b>
                <span class="small">
                  {method === 'balance'
                    ? t('pay.balance', { amount: view.money(balanceMinor ?? 0, currency) })
                    : t(`pay.about.${method}`)}
                  {tooLow ? ` ${t('pay.balanceTooLow')}` : ''}
                </span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <Fault id="f-method" fault={faults.method} />
      {parts.length < 2 ? null : (
        <details class="parts" open={usesParts || faults.parts !== undefined}>
          <summary>{t('pay.combine')}</summary>
          <p class="hint">{t('pay.combineHint')}</p>
          <div class="fields">
            {parts.map((method) => (
              <Field
                name={`part-${method}`}
                label={t(`pay.part.${method}`, { currency })}
                value={values[`part-${method}`]}
                inputmode="decimal"
                maxlength={16}
                short
                hint={
                  method === 'balance'
                    ? t('pay.balance', { amount: view.money(balanceMinor ?? 0, currency) })
                    : undefined
                }
                fault={faults[`part-${method}`]}
              />
            ))}
          </div>
          <Fault id="f-parts" fault={faults.parts} />
        </details>
      )}
    </div>
  );
}

/** What there is to pay, and what with. */
export interface Due {
  methods: readonly Method[];
  currency: string;
  dueMinor: number;
  /** what the shopper can spend; undefined for guests */
  balanceMinor: number | undefined;
}

/** Reads the choice as payments to ask for: the parts first, then the rest. */
export function readPayments(
  view: View,
  fields: Fields,
  { methods, currency, dueMinor, balanceMinor = 0 }: Due,
): { payments: PaymentRequest[]; faults: Faults } {
  const { t } = view;
  const faults: Record<string, string> = {};
  const method = methods.find((one) => one === fields.text('method'));
  if (method === undefined) faults.method = t('pay.choose');
  const payments: PaymentRequest[] = [];
  let restMinor = dueMinor;
  for (const part of methods) {
    const text = fields.text(`part-${part}`);
    // An amount beside the method that pays the rest anyway says nothing new.
    if (text === '' || part === method) continue;
    const amountMinor = parseMoney(text, currency);
    if (amountMinor === undefined) {
      faults[`part-${part}`] = t('form.amountFault');
      continue;
    }
    if (amountMinor === 0) continue;
    if (part === 'balance' && amountMinor > balanceMinor) {
      faults['part-balance'] = t('pay.balance', { amount: view.money(balanceMinor, currency) });
    }
    payments.push({ method: part, amountMinor });
    restMinor -= amountMinor;
  }
  if (restMinor < 0) faults.parts = t('pay.tooMuch', { amount: view.money(-restMinor, currency) });
  if (method === 'balance' && restMinor > balanceMinor) faults.method = t('payment.refused.balance_too_low');
  if (restMinor > 0 && method !== undefined) {
    payments.push(payments.length === 0 ? { method } : { method, amountMinor: restMinor });
  }
  return { payments, faults };
}

/** The choice as typed, to show it again. */
export function paymentValues(fields: Fields): Values {
  const values: Record<string, string> = {};
  for (const name of ['method', 'part-card', 'part-slip', 'part-voucher', 'part-balance']) {
    if (fields.text(name) !== '') values[name] = fields.text(name);
  }
  return values;
}
