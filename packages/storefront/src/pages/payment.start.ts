import { endpoints } from '@hazumi/contracts';
import { PageProblem } from '../http/problem.ts';
import { redirect } from '../http/respond.ts';
import type { Shop } from '../http/shop.ts';
import type { Visitor } from '../http/visitor.ts';
import type { PaymentRequest } from './payment.choice.tsx';

/** Refusals that the checkout's own page explains: the orders stand, and can be paid another way. */
export const paymentRefusals = [
  'payment_declined',
  'balance_too_low',
  'provider_unavailable',
  'checkout_expired',
  'already_paid',
  'state_conflict',
  'invalid_request',
  'rate_limited',
] as const;
export type PaymentRefusal = (typeof paymentRefusals)[number];

/**
 * Begins the payments of a placed checkout and sends the shopper on: to the provider where one page is all that is left to do, else
 * to the checkout's own page, which says how things stand.
 */
export async function startPayments(
  shop: Shop,
  visitor: Visitor,
  checkoutId: string,
  payments: PaymentRequest[],
  idempotencyKey: string,
): Promise<Response> {
  const here = `/checkouts/${checkoutId}`;
  // Nothing to pay: free goods, or all of it is under way already.
  if (payments.length === 0) return redirect(visitor, here);
  const begun = await visitor.api(endpoints.payCheckout, {
    params: { checkoutId },
    body: { payments, returnUrl: `${shop.options.publicUrl}${here}/return` },
    idempotencyKey,
  });
  if (!begun.ok) {
    const refusal = paymentRefusals.find((code) => code === begun.problem.code);
    if (refusal === undefined) throw new PageProblem(begun.status, begun.problem);
    return redirect(visitor, `${here}?refused=${refusal}`);
  }
  const waiting = begun.value.payments.filter(
    (payment) => payment.state === 'pending' && payment.redirectUrl !== null,
  );
  const [only] = waiting;
  return redirect(
    visitor,
    only?.redirectUrl && waiting.length === 1 && mayRedirect(shop, only.redirectUrl)
      ? only.redirectUrl
      : here,
  );
}

/** Whether our policy lets a form end on this page; elsewhere a link does. */
export function mayRedirect(shop: Shop, address: string): boolean {
  try {
    return (shop.options.paymentOrigins ?? []).includes(new URL(address).origin);
  } catch {
    return false;
  }
}
