import { html } from 'hono/html';
import type { Locale, Payment } from '../model.ts';
import { money } from './format.ts';
import { layout, type Markup, type PageContext, summary } from './layout.ts';
import { texts } from './texts.ts';

/**
 * What the shop reads in `?result=`. Only a hint to the browser: what counts is what the API or a webhook
 * says.
 */
export type Result = 'pending' | 'processing' | 'captured' | 'failed' | 'expired' | 'cancelled';

export function resultOf(payment: Payment): Result {
  return payment.failureCode === 'cancelled_by_shopper' ? 'cancelled' : payment.status;
}

/** The shop's address with the payment and what became of it; what the address carried before stays. */
export function shopUrl(payment: Payment): string {
  const url = new URL(payment.returnUrl);
  url.searchParams.set('payment', payment.id);
  url.searchParams.set('result', resultOf(payment));
  return url.href;
}

/** The page of a payment that waits for nothing from the shopper. */
export function resultPage(context: PageContext, result: Exclude<Result, 'pending'>): Markup {
  const { payment, locale, path, text } = context;
  const { title } = text.results[result];
  const said =
    result === 'captured'
      ? text.results.captured.text(money(payment.capturedMinor, payment.currency, locale))
      : text.results[result].text;
  const reason =
    result === 'failed' && payment.failureCode !== null
      ? html`<p class="fault">${text.failures[payment.failureCode]}</p>`
      : '';
  const main = html`
  <h1 class="result result-${result}">${title}</h1>
  ${summary(context)}
  <section class="sheet">
    ${reason}
    <p>${said}</p>
    <p><a class="primary" href="${context.shopUrl}">${text.backToShop}</a></p>
  </section>`;
  return layout({ locale, path, title, main });
}

export function notFoundPage(locale: Locale, path: string): Markup {
  const text = texts[locale];
  const main = html`<h1>${text.notFoundTitle}</h1><section class="sheet"><p>${text.notFoundText}</p></section>`;
  return layout({ locale, path, title: text.notFoundTitle, main });
}
