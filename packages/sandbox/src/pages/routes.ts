import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { testVouchers } from '../cards.ts';
import { type Act, type Locale, locales, type Payment } from '../model.ts';
import type { Sandbox } from '../sandbox.ts';
import { bankPage, cardPage, readCardForm } from './card.ts';
import { parseMoney } from './format.ts';
import { type Markup, type PageContext, stylesheet, stylesheetPath } from './layout.ts';
import { notFoundPage, resultOf, resultPage, shopUrl } from './result.ts';
import { counterPage, slipDelays, slipPage } from './slip.ts';
import { texts } from './texts.ts';
import { voucherPage } from './voucher.ts';

/**
 * The hosted pages. They work without a script: each form posts, and each post that does something ends in a
 * redirect. Whoever has a payment's address may pay it; the id in it cannot be guessed.
 */
export function pageRoutes(sandbox: Sandbox): Hono {
  const { desk, clock } = sandbox;
  const app = new Hono();

  app.get(stylesheetPath, (c) =>
    c.body(stylesheet, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  );

  app.use('/pay/*', bodyLimit({ maxSize: 16 * 1024, onError: (c) => c.text('413', 413) }));

  app.get('/pay/:id', (c) => withPayment(c, (context) => show(c, context, pageOf(context))));

  app.get('/pay/:id/counter', (c) =>
    withPayment(c, (context) =>
      isPayable(context, 'slip') ? show(c, context, counterPage(context)) : c.redirect(context.path, 303),
    ),
  );

  app.post('/pay/:id/card', (c) =>
    withPayment(c, async (context) => {
      const { payment, text } = context;
      if (!isPayable(context, 'card')) return c.redirect(context.path, 303);
      const form = readCardForm(await formOf(c), payment, text, clock.now());
      if (!form.ok) return show(c, context, cardPage(context, form.faults, form.entry), 422);
      const { outcome, cardLast4, instalments } = form;
      if (outcome.kind === 'challenge') {
        await desk.act(payment.id, { kind: 'challenge', cardLast4, instalments });
        return c.redirect(`${context.path}?lang=${context.locale}`, 303);
      }
      if (outcome.kind === 'decline') return act(c, context, outcome);
      return act(c, context, { kind: 'approve', capturedMinor: null, instalments, cardLast4 });
    }),
  );

  app.post('/pay/:id/bank', (c) =>
    withPayment(c, async (context) => {
      const { challenge } = context.payment;
      if (challenge === null) return c.redirect(context.path, 303);
      const isConfirmed = (await formOf(c)).get('answer') === 'confirm';
      if (!isConfirmed) return act(c, context, { kind: 'decline', reason: 'authentication_failed' });
      return act(c, context, { kind: 'approve', capturedMinor: null, ...challenge });
    }),
  );

  app.post('/pay/:id/voucher', (c) =>
    withPayment(c, async (context) => {
      if (!isPayable(context, 'voucher')) return c.redirect(context.path, 303);
      const typed = ((await formOf(c)).get('code') ?? '').slice(0, 40);
      const code = typed.trim().toUpperCase();
      const outcome = testVouchers.get(code);
      if (!outcome) {
        const { voucherMissing, voucherUnknown } = context.text.errors;
        const faults = [{ field: 'code', message: code === '' ? voucherMissing : voucherUnknown }];
        return show(c, context, voucherPage(context, faults, typed), 422);
      }
      if (outcome.kind === 'decline') return act(c, context, outcome);
      return act(c, context, { kind: 'approve', capturedMinor: null, instalments: 1, cardLast4: null });
    }),
  );

  app.post('/pay/:id/counter', (c) =>
    withPayment(c, async (context) => {
      if (!isPayable(context, 'slip')) return c.redirect(context.path, 303);
      const typed = ((await formOf(c)).get('amount') ?? '').slice(0, 20);
      const capturedMinor = parseMoney(typed, context.payment.currency);
      if (capturedMinor === null) {
        const faults = [{ field: 'amount', message: context.text.errors.amountShape }];
        return show(c, context, counterPage(context, faults, typed), 422);
      }
      return act(c, context, { kind: 'paySlip', capturedMinor });
    }),
  );

  app.post('/pay/:id/later', (c) =>
    withPayment(c, async (context) => {
      const name = (await formOf(c)).get('delay');
      const delay = Object.entries(slipDelays).find(([known]) => known === name);
      if (delay) {
        await desk.act(context.payment.id, { kind: 'paySlip', capturedMinor: null }, { delayMs: delay[1] });
      }
      return c.redirect(`${context.path}?lang=${context.locale}`, 303);
    }),
  );

  app.post('/pay/:id/cancel', (c) =>
    withPayment(c, (context) => act(c, context, { kind: 'cancelByShopper' })),
  );

  /**
   * Does it and sends the browser back to the shop. A refusal is no fault of the shopper's (a form sent
   * twice, a payment that has just expired): the payment's page says how things stand.
   */
  async function act(c: Context, context: PageContext, wanted: Act): Promise<Response> {
    const outcome = await desk.act(context.payment.id, wanted);
    return outcome.ok
      ? c.redirect(shopUrl(outcome.value), 303)
      : c.redirect(`${context.path}?lang=${context.locale}`, 303);
  }

  async function withPayment(
    c: Context,
    then: (context: PageContext) => Response | Promise<Response>,
  ): Promise<Response> {
    const payment = await desk.find(c.req.param('id') ?? '');
    if (!payment) {
      secure(c, "'self'");
      const locale = chosenLocale(c) ?? preferredLocale(c.req.header('accept-language') ?? '');
      return c.html(notFoundPage(locale, new URL(c.req.url).pathname), 404);
    }
    const locale = chosenLocale(c) ?? payment.locale;
    const path = `/pay/${payment.id}`;
    return then({ payment, locale, path, text: texts[locale], shopUrl: shopUrl(payment) });
  }

  return app;
}

function pageOf(context: PageContext): Markup {
  const { payment } = context;
  const result = resultOf(payment);
  if (result !== 'pending') return resultPage(context, result);
  if (payment.challenge) return bankPage(context, payment.challenge.cardLast4);
  switch (payment.method) {
    case 'card':
      return cardPage(context);
    case 'slip':
      return slipPage(context);
    case 'voucher':
      return voucherPage(context);
  }
}

const isPayable = ({ payment }: PageContext, method: Payment['method']): boolean =>
  payment.status === 'pending' && payment.method === method;

function show(
  c: Context,
  context: PageContext,
  markup: Markup,
  status: 200 | 422 = 200,
): Response | Promise<Response> {
  // Browsers hold a form's redirect to this rule too, so the shop's origin must be allowed.
  secure(c, `'self' ${new URL(context.payment.returnUrl).origin}`);
  return c.html(markup, status);
}

function secure(c: Context, formAction: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  c.header('content-security-policy', policy.join('; '));
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
  c.header('cache-control', 'no-store');
}

/** A posted form, urlencoded as forms without files are; anything else reads as a form with nothing in it. */
const formOf = async (c: Context): Promise<URLSearchParams> => new URLSearchParams(await c.req.text());

const chosenLocale = (c: Context): Locale | undefined =>
  locales.find((locale) => locale === c.req.query('lang'));

function preferredLocale(acceptLanguage: string): Locale {
  const first = acceptLanguage.trim().slice(0, 2).toLowerCase();
  return locales.find((locale) => locale.startsWith(first) && first !== '') ?? 'en';
}
