import { type Address, type BodyInput, type endpoints, fromPublicId } from '@hazumi/contracts';
import type { Fields } from '../http/form.ts';
import { badForm } from '../http/problem.ts';
import type { View } from '../http/view.ts';
import { readAddress } from '../ui/address.tsx';
import type { Faults, Values } from '../ui/form.tsx';
import type { SeenLine } from './checkout.plan.ts';
import type { Buyer } from './checkout.tsx';
import { type Method, type PaymentRequest, paymentValues, readPayments } from './payment.choice.tsx';

type PlaceBody = BodyInput<typeof endpoints.placeCheckout>;

export interface OrderForm {
  body: PlaceBody & { address: Address };
  payments: PaymentRequest[];
  /** what the page showed: the order is held to it */
  seen: SeenLine[];
  faults: Faults;
}

/** Reads the form of the checkout. Lines and totals are what the page wrote into it, so anything else there is no form of ours. */
export function readOrderForm(view: View, fields: Fields, buyer: Buyer): OrderForm {
  const { t } = view;
  const lines = fields.all('line').map(readLine);
  const totalMinor = fields.integer('total', 0, Number.MAX_SAFE_INTEGER);
  const currency = fields.text('currency');
  if (lines.length === 0 || totalMinor === undefined || !/^[A-Z]{3}$/.test(currency)) throw badForm();
  const methods = fields.text('methods').split(' ') as Method[];

  const known = buyer.addresses.find((entry) => entry.id === fields.text('addressId'));
  const typed = readAddress(view, fields);
  const { payments, faults: paymentFaults } = readPayments(view, fields, {
    methods,
    currency,
    dueMinor: totalMinor,
    balanceMinor: buyer.balances.get(currency),
  });
  const email = fields.text('email').normalize('NFKC');
  const emailFault: Faults =
    buyer.name === undefined && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)
      ? { email: t('form.emailFault') }
      : {};
  const note = fields.text('note').replaceAll(/\s+/gu, ' ').slice(0, 300);
  return {
    body: {
      lines: lines.map(({ skuId, quantity, unitPriceMinor }) => ({ skuId, quantity, unitPriceMinor })),
      totalMinor,
      currency,
      address: known?.address ?? typed.address,
      ...(buyer.name === undefined ? { email } : {}),
      ...(note === '' ? {} : { note }),
      cartLineIds: lines.flatMap((line) => line.cartLineId ?? []),
      couponClaimIds: fields.all('coupon').filter((id) => fromPublicId('couponClaim', id) !== undefined),
    },
    payments,
    seen: lines,
    faults: { ...emailFault, ...(known === undefined ? typed.faults : {}), ...paymentFaults },
  };
}

/** `sku_...:2:1999:cln_...`: SKU, pieces, price of a piece, and the cart's line if it comes from there. */
function readLine(text: string): SeenLine & { cartLineId: string | undefined } {
  const match = /^(sku_\w{26}):(\d{1,4}):(\d{1,14}):(cln_\w{26})?$/.exec(text);
  if (match === null) throw badForm();
  return {
    skuId: match[1] as string,
    quantity: Number(match[2]),
    unitPriceMinor: Number(match[3]),
    cartLineId: match[4],
  };
}

export function writeLine(line: SeenLine & { cartLineId: string | null }): string {
  return `${line.skuId}:${line.quantity}:${line.unitPriceMinor}:${line.cartLineId ?? ''}`;
}

const kept = [
  'email',
  'note',
  'addressId',
  'recipient',
  'phone',
  'country',
  'region',
  'city',
  'street',
  'postalCode',
];

/** What was typed, to show it again. */
export function valuesOf(fields: Fields): Values {
  const values: Record<string, string> = { ...paymentValues(fields) };
  for (const name of kept) values[name] = fields.text(name);
  if (fields.has('keepAddress')) values.keepAddress = '1';
  return values;
}
