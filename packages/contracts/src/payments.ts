import { z } from 'zod';
import { amountMinor, currency, cursorQuery, id, instant, page } from './common.ts';
import { endpoint } from './endpoint.ts';

export const paymentMethod = z.enum(['card', 'slip', 'voucher', 'balance']).meta({ id: 'PaymentMethod' });

export const paymentRequest = z.strictObject({
  method: paymentMethod,
  /** all that is left to pay unless told */
  amountMinor: amountMinor.min(1).optional(),
  instalments: z.number().int().min(1).max(24).default(1),
});

export const payment = z
  .object({
    id: id('payment'),
    method: paymentMethod,
    amountMinor,
    currency,
    instalments: z.number().int(),
    state: z.enum(['created', 'pending', 'captured', 'failed', 'expired', 'cancelled']),
    /** what was really taken; it may differ from what was asked, by instalment interest for example */
    capturedMinor: amountMinor.nullable(),
    differenceName: z.string().nullable(),
    refundedMinor: amountMinor,
    failureCode: z.string().nullable(),
    /** where the shopper goes on, while the payment is pending */
    redirectUrl: z.string().nullable(),
    createdAt: instant,
    capturedAt: instant.nullable(),
    expiresAt: instant,
  })
  .meta({ id: 'Payment' });

export const balance = z
  .object({ balances: z.array(z.object({ currency, amountMinor })) })
  .meta({ id: 'Balance' });

export const paymentsEndpoints = {
  getBalance: endpoint({
    id: 'getBalance',
    method: 'get',
    path: '/v1/me/balance',
    area: 'payments',
    summary: 'What the shopper can spend, by currency',
    access: 'person',
    scope: 'checkout',
    answer: balance,
  }),
  topUpBalance: endpoint({
    id: 'topUpBalance',
    method: 'post',
    path: '/v1/me/balance/top-ups',
    area: 'payments',
    summary: 'Begins a top-up of the balance; it counts once the provider has captured it',
    access: 'person',
    scope: 'checkout',
    idempotent: true,
    body: z.strictObject({
      amountMinor: amountMinor.min(1).max(100_000_000),
      currency,
      method: z.enum(['card', 'slip', 'voucher']),
      returnUrl: z.url().max(2000).optional(),
    }),
    answer: payment,
    status: 201,
    problems: ['provider_unavailable', 'payment_declined'],
  }),
  listTopUps: endpoint({
    id: 'listTopUps',
    method: 'get',
    path: '/v1/me/balance/top-ups',
    area: 'payments',
    summary: "The shopper's top-ups, newest first",
    access: 'person',
    scope: 'checkout',
    query: cursorQuery,
    answer: page(payment),
  }),
  finalizeTopUp: endpoint({
    id: 'finalizeTopUp',
    method: 'post',
    path: '/v1/me/balance/top-ups/{paymentId}:finalize',
    area: 'payments',
    summary: 'Asks the provider how a top-up stands and books what is captured',
    access: 'person',
    scope: 'checkout',
    params: z.object({ paymentId: id('payment') }),
    answer: payment,
  }),
  receiveWebhook: endpoint({
    id: 'receiveWebhook',
    method: 'post',
    path: '/v1/webhooks/{provider}',
    area: 'payments',
    summary: "Takes a provider's event, once it proves by its signature to be the provider's",
    access: 'provider',
    params: z.object({ provider: z.string().regex(/^[a-z]{1,20}$/) }),
    body: z.unknown(),
    bodyType: 'raw',
    status: 204,
    rateGroup: 'none',
    problems: ['not_found', 'unauthenticated', 'unavailable'],
  }),
};
