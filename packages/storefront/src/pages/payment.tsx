import { type checkout, endpoints } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { answerOf, badForm, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { isNonce, newNonce } from '../http/tokens.ts';
import { createView } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import type { Faults, Values } from '../ui/form.tsx';
import { type Method, paymentValues, readPayments } from './payment.choice.tsx';
import { type PaymentRefusal, paymentRefusals, startPayments } from './payment.start.ts';
import { PaymentPage } from './payment.view.tsx';

export type Checkout = (typeof checkout)['_output'];

export interface PaymentForm {
  checkout: Checkout;
  methods: readonly Method[];
  balanceMinor: number | undefined;
  values: Values;
  faults: Faults;
  refused: PaymentRefusal | undefined;
  key: string;
}

// What a placed checkout can be paid with is the provider's affair; the API refuses a method that it doesn't take.
const methods: readonly Method[] = ['card', 'slip', 'voucher', 'balance'];

/** `/checkouts/<id>`: how the payment stands, what to do next, and a way to pay what is left. */
export function registerPayment(app: App, shop: Shop): void {
  app.get('/checkouts/:checkoutId', async (c) => {
    const visitor = c.get('visitor');
    const { checkoutId } = c.req.param();
    const value = answerOf(await visitor.api(endpoints.getCheckout, { params: { checkoutId } }));
    const refused = paymentRefusals.find((code) => code === visitor.url.searchParams.get('refused'));
    return show(shop, visitor, value, { refused });
  });

  // Where providers send shoppers back to. Asking how things stand is safe to repeat, so coming back twice is no harm.
  app.get('/checkouts/:checkoutId/return', async (c) => {
    const visitor = c.get('visitor');
    const { checkoutId } = c.req.param();
    const asked = await visitor.api(endpoints.finalizeCheckout, { params: { checkoutId } });
    // The provider may be slow to answer: the page then says that the payment is being checked.
    if (!asked.ok && asked.status !== 503) throw new PageProblem(asked.status, asked.problem);
    return redirect(visitor, `/checkouts/${checkoutId}`);
  });

  app.post('/checkouts/:checkoutId/payments', async (c) => {
    const visitor = c.get('visitor');
    const { checkoutId } = c.req.param();
    const fields = await readPost(c, shop);
    const key = fields.text('key');
    if (!isNonce(key)) throw badForm();
    const value = answerOf(await visitor.api(endpoints.getCheckout, { params: { checkoutId } }));
    if (value.remainingMinor === 0) return redirect(visitor, `/checkouts/${checkoutId}`);
    const view = createView(shop, visitor.locale, `/checkouts/${checkoutId}`);
    const { payments, faults } = readPayments(view, fields, {
      methods,
      currency: value.currency,
      dueMinor: value.remainingMinor,
      balanceMinor: await balanceOf(visitor, value.currency),
    });
    if (Object.keys(faults).length > 0) {
      return show(shop, visitor, value, { faults, values: paymentValues(fields) }, 422);
    }
    return startPayments(shop, visitor, checkoutId, payments, `pay-${key}`);
  });

  app.post('/checkouts/:checkoutId/refresh', async (c) => {
    const visitor = c.get('visitor');
    const { checkoutId } = c.req.param();
    await readPost(c, shop);
    await visitor.api(endpoints.finalizeCheckout, { params: { checkoutId } });
    return redirect(visitor, `/checkouts/${checkoutId}`);
  });

  app.post('/checkouts/:checkoutId/cancel', async (c) => {
    const visitor = c.get('visitor');
    const { checkoutId } = c.req.param();
    await readPost(c, shop);
    const cancelled = await visitor.api(endpoints.cancelCheckout, { params: { checkoutId } });
    if (cancelled.ok) setFlash(visitor, 'checkoutCancelled');
    else if (cancelled.problem.code !== 'already_paid')
      throw new PageProblem(cancelled.status, cancelled.problem);
    return redirect(visitor, `/checkouts/${checkoutId}`);
  });
}

async function show(
  shop: Shop,
  visitor: Visitor,
  value: Checkout,
  more: Partial<PaymentForm>,
  status = 200,
): Promise<Response> {
  const balanceMinor = value.remainingMinor > 0 ? await balanceOf(visitor, value.currency) : undefined;
  const form: PaymentForm = {
    checkout: value,
    methods,
    balanceMinor,
    values: {},
    faults: {},
    refused: undefined,
    key: newNonce(),
    ...more,
  };
  const view = createView(shop, visitor.locale, `/checkouts/${value.id}`);
  return sendPage(shop, visitor, <PaymentPage view={view} form={form} />, status);
}

/** What the shopper can spend; undefined for guests. */
async function balanceOf(visitor: Visitor, currency: string): Promise<number | undefined> {
  if (visitor.session === undefined) return undefined;
  const balance = await visitor.api(endpoints.getBalance);
  if (!balance.ok) return undefined;
  return balance.value.balances.find((one) => one.currency === currency)?.amountMinor ?? 0;
}
