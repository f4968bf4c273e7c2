import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import { type Locale, locales, type Payment } from '../model.ts';
import { money, time } from './format.ts';
import { type Texts, texts } from './texts.ts';

export type Markup = ReturnType<typeof html>;

/** What every page of a payment is drawn from. */
export interface PageContext {
  payment: Payment;
  locale: Locale;
  text: Texts;
  /** path of the payment's page */
  path: string;
  /** where the shop is, with what became of the payment */
  shopUrl: string;
}

/** A fault of a form: which field, and what to do about it. */
export interface FormFault {
  field: string;
  message: string;
}

export const stylesheet = readFileSync(new URL('./pay.css', import.meta.url), 'utf8');
/** Named by its content, so that browsers may keep it for good. */
export const stylesheetPath = `/assets/pay-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}.css`;

/** A whole page; `path` is its own, for the links to the other languages. */
export function layout(page: { locale: Locale; path: string; title: string; main: Markup }): Markup {
  const { locale, path, title, main } = page;
  const text = texts[locale];
  const language = (
    other: Locale,
  ) => html`<li><a class="language" href="${path}?lang=${other}" hreflang="${other}" lang="${other}"
    ${other === locale ? html`aria-current="true"` : ''}>${texts[other].languageName}</a></li>`;
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${title} · Sandbox Pay</title>
  <link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
  <header>
  <div class="top">
    <span class="brand"><svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect x="2" y="7" width="28" height="18" rx="4"/><path d="M2 13h28"/><path d="M8 20h6"/></svg>Sandbox Pay</span>
    <nav aria-label="${text.otherLanguages}"><ul>${locales.map(language)}</ul></nav>
  </div>
  <p class="banner"><strong>${text.sandboxBanner}</strong></p>
  </header>
  <main>${main}</main>
</body>
</html>`;
}

/** What is paid, to whom it belongs, until when. */
export function summary(context: PageContext): Markup {
  const { payment, locale, text } = context;
  const deadline =
    payment.status === 'pending'
      ? html`<div><dt>${text.payBefore}</dt><dd><time datetime="${new Date(payment.expiresAt).toISOString()}">${time(payment.expiresAt, locale)}</time></dd></div>`
      : '';
  return html`<section class="summary" aria-labelledby="summary">
    <h2 id="summary">${text.summary}</h2>
    <p class="amount">${money(payment.amountMinor, payment.currency, locale)}</p>
    <p>${payment.description}</p>
    <dl><div><dt>${text.merchantReference}</dt><dd class="code">${payment.reference}</dd></div>${deadline}</dl>
  </section>`;
}

/** The way out that every open payment has. */
export function cancelForm(context: PageContext): Markup {
  return html`<form method="post" action="${context.path}/cancel?lang=${context.locale}" class="quiet">
    <button type="submit" class="link">${context.text.cancelPayment}</button></form>`;
}

export function faultSummary(text: Texts, faults: readonly FormFault[]): Markup | '' {
  if (faults.length === 0) return '';
  return html`<div class="faults" role="alert" tabindex="-1" autofocus>
    <h2>${text.faultsHeading}</h2>
    <ul>${faults.map(({ field, message }) => html`<li><a class="faults-link" href="#${field}">${message}</a></li>`)}</ul>
  </div>`;
}

/** A labelled field with its hint and, where it has one, its fault; `attributes` are the input's own. */
export function field(
  name: string,
  label: string,
  hint: string,
  faults: readonly FormFault[],
  attributes: Markup,
): Markup {
  const fault = faults.find((candidate) => candidate.field === name);
  const described = fault ? `${name}-hint ${name}-fault` : `${name}-hint`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <p class="hint" id="${name}-hint">${hint}</p>
    ${fault ? html`<p class="fault" id="${name}-fault">${fault.message}</p>` : ''}
    <input id="${name}" name="${name}" aria-describedby="${described}" ${fault ? html`aria-invalid="true"` : ''} ${attributes}>
  </div>`;
}
