import { html } from 'hono/html';
import { barcode } from './barcode.ts';
import { decimal, time } from './format.ts';
import {
  cancelForm,
  type FormFault,
  faultSummary,
  field,
  layout,
  type Markup,
  type PageContext,
  summary,
} from './layout.ts';

/** After how long the sandbox pays a slip by itself, by the name that the form sends. */
export const slipDelays = {
  seconds10: 10_000,
  minutes5: 300_000,
  hours1: 3_600_000,
  days1: 86_400_000,
} as const;
export type SlipDelay = keyof typeof slipDelays;

export function slipPage(context: PageContext): Markup {
  const { payment, locale, path, shopUrl, text } = context;
  const { slip } = text;
  const number = payment.slipNumber ?? '';
  const option = (name: SlipDelay) => html`<option value="${name}">${slip.delays[name]}</option>`;
  const planned = payment.scheduled
    ? html`<p role="status" class="note">${slip.planned(time(payment.scheduled.dueAt, locale))}</p>`
    : '';
  const main = html`
  <h1>${slip.title}</h1>
  ${summary(context)}
  <section class="sheet" aria-labelledby="slip">
    <h2 id="slip">${slip.number}</h2>
    <p class="slip-number code">${number.replace(/(\d{5})(?=\d)/g, '$1 ')}</p>
    ${drawBarcode(number, slip.barcode)}
    <p>${slip.text}</p>
    <p><a class="primary" href="${shopUrl}">${text.backToShop}</a></p>
  </section>
  <section class="aside" aria-labelledby="later">
    <h2 id="later">${slip.laterHeading}</h2>
    <p>${slip.laterText}</p>
    ${planned}
    <form method="post" action="${path}/later?lang=${locale}">
      <div class="field"><label for="delay">${slip.delay}</label>
      <select id="delay" name="delay">${(Object.keys(slipDelays) as SlipDelay[]).map(option)}</select></div>
      <button type="submit" class="secondary">${slip.payLater}</button>
    </form>
    <p><a href="${path}/counter?lang=${locale}">${slip.counterLink}</a></p>
  </section>
  ${cancelForm(context)}`;
  return layout({ locale, path, title: slip.title, main });
}

export function counterPage(context: PageContext, faults: readonly FormFault[] = [], typed?: string): Markup {
  const { payment, locale, path, text } = context;
  const { counter } = text;
  const value = typed ?? decimal(payment.amountMinor, payment.currency);
  const main = html`
  <h1>${counter.title}</h1>
  ${faultSummary(text, faults)}
  ${summary(context)}
  <form method="post" action="${path}/counter?lang=${locale}" class="sheet" novalidate>
    <p>${counter.text}</p>
    ${field('amount', `${counter.amount} (${payment.currency})`, counter.amountHint, faults, html`inputmode="decimal" autocomplete="off" maxlength="20" required value="${value}" class="code"`)}
    <button type="submit" class="primary">${counter.pay}</button>
  </form>`;
  return layout({ locale, path: `${path}/counter`, title: counter.title, main });
}

function drawBarcode(number: string, label: string): Markup {
  const { bars, width } = barcode(number);
  const rects = bars.map((bar) => html`<rect x="${bar.at}" y="0" width="${bar.width}" height="64"/>`);
  return html`<svg class="barcode" role="img" aria-label="${label}" viewBox="0 0 ${width} 64" preserveAspectRatio="none">${rects}</svg>`;
}
