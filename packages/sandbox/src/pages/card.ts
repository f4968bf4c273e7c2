import { html } from 'hono/html';
import { cardDigits, cardIsCurrent, passesCheckDigit, type TestOutcome, testCards } from '../cards.ts';
import { instalmentPlan } from '../instalments.ts';
import type { Payment } from '../model.ts';
import { money } from './format.ts';
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
import type { Texts } from './texts.ts';

/** What comes back into the form after a fault: never the number or the security code. */
export interface CardEntry {
  expiry: string;
  instalments: number;
}

export type CardForm =
  | { ok: true; outcome: TestOutcome; cardLast4: string; instalments: number }
  | { ok: false; faults: FormFault[]; entry: CardEntry };

/** Reads a posted card form; all faults at once. `now` in milliseconds since 1970. */
export function readCardForm(form: URLSearchParams, payment: Payment, text: Texts, now: number): CardForm {
  const value = (name: string): string => form.get(name) ?? '';
  const digits = cardDigits(value('number'));
  const outcome = testCards.get(digits);
  const isCurrent = cardIsCurrent(value('expiry'), now);
  const instalments = Number(value('instalments') || '1');
  const isOffered =
    Number.isInteger(instalments) && instalments >= 1 && instalments <= payment.maxInstalments;
  const faults: FormFault[] = [];
  const fault = (name: string, message: string) => faults.push({ field: name, message });
  if (digits === '') fault('number', text.errors.numberMissing);
  else if (!passesCheckDigit(digits)) fault('number', text.errors.numberTypo);
  else if (!outcome) fault('number', text.errors.numberReal);
  if (isCurrent === null) fault('expiry', text.errors.expiryShape);
  else if (!isCurrent) fault('expiry', text.errors.expiryPast);
  if (!/^\d{3,4}$/.test(value('cvc').trim())) fault('cvc', text.errors.cvcShape);
  if (!isOffered) fault('instalments', text.errors.instalments);
  if (outcome && faults.length === 0) return { ok: true, outcome, cardLast4: digits.slice(-4), instalments };
  return {
    ok: false,
    faults,
    entry: { expiry: value('expiry').slice(0, 10), instalments: isOffered ? instalments : 1 },
  };
}

export function cardPage(
  context: PageContext,
  faults: readonly FormFault[] = [],
  entry: CardEntry = { expiry: '', instalments: 1 },
): Markup {
  const { locale, path, text } = context;
  const { card } = text;
  // Browsers are told not to offer the shopper's own cards: real ones have no business here.
  const main = html`
  <h1>${card.title}</h1>
  ${faultSummary(text, faults)}
  ${summary(context)}
  <form method="post" action="${path}/card?lang=${locale}" class="sheet" novalidate>
    ${field('number', card.number, card.numberHint, faults, html`inputmode="numeric" autocomplete="off" maxlength="30" required class="code"`)}
    <div class="pair">
      ${field('expiry', card.expiry, card.expiryHint, faults, html`autocomplete="off" maxlength="10" required value="${entry.expiry}"`)}
      ${field('cvc', card.cvc, card.cvcHint, faults, html`inputmode="numeric" autocomplete="off" maxlength="4" required`)}
    </div>
    ${instalmentChoice(context, faults, entry.instalments)}
    <button type="submit" class="primary">${card.pay}</button>
  </form>
  ${cancelForm(context)}
  ${testCardList(text)}`;
  return layout({ locale, path, title: card.title, main });
}

/** Each plan with what it costs in all, before the shopper chooses. */
function instalmentChoice(context: PageContext, faults: readonly FormFault[], chosen: number): Markup | '' {
  const { payment, locale, text } = context;
  if (payment.maxInstalments === 1) return '';
  const show = (amountMinor: bigint) => money(amountMinor, payment.currency, locale);
  const counts = Array.from({ length: payment.maxInstalments }, (_, index) => index + 1);
  const fault = faults.find((candidate) => candidate.field === 'instalments');
  const plans = counts.map((count) => {
    const plan = instalmentPlan(payment.amountMinor, count);
    const cost = plan.interestMinor === 0n ? text.card.free : text.card.interest(show(plan.interestMinor));
    const label =
      count === 1
        ? text.card.atOnce(show(plan.totalMinor))
        : `${text.card.plan(count, show(plan.partsMinor[0] ?? 0n), show(plan.totalMinor))} (${cost})`;
    return html`<option value="${count}" ${count === chosen ? html`selected` : ''}>${label}</option>`;
  });
  return html`<div class="field">
    <label for="instalments">${text.card.instalments}</label>
    <p class="hint" id="instalments-hint">${text.card.unequal}</p>
    ${fault ? html`<p class="fault" id="instalments-fault">${fault.message}</p>` : ''}
    <select id="instalments" name="instalments" aria-describedby="${fault ? 'instalments-hint instalments-fault' : 'instalments-hint'}">${plans}</select>
  </div>`;
}

function testCardList(text: Texts): Markup {
  const { card } = text;
  const says = (outcome: TestOutcome): string => {
    if (outcome.kind === 'approve') return card.approves;
    if (outcome.kind === 'challenge') return card.asksBank;
    return card.declines(text.failures[outcome.reason]);
  };
  const rows = [...testCards].map(
    ([number, outcome]) =>
      html`<tr><td class="code">${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</td><td>${says(outcome)}</td></tr>`,
  );
  return html`<details class="aside" open>
    <summary>${card.testCards}</summary>
    <table>
      <thead><tr><th scope="col">${card.testCardNumber}</th><th scope="col">${card.testCardOutcome}</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </details>`;
}

/** The bank's step in between (3-D Secure). */
export function bankPage(context: PageContext, cardLast4: string): Markup {
  const { locale, path, text } = context;
  const main = html`
  <h1>${text.bank.title}</h1>
  ${summary(context)}
  <form method="post" action="${path}/bank?lang=${locale}" class="sheet">
    <p>${text.bank.text(cardLast4)}</p>
    <button type="submit" name="answer" value="confirm" class="primary">${text.bank.confirm}</button>
    <button type="submit" name="answer" value="refuse" class="secondary">${text.bank.refuse}</button>
  </form>
  ${cancelForm(context)}`;
  return layout({ locale, path, title: text.bank.title, main });
}
