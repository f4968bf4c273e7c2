import { html } from 'hono/html';
import { testVouchers } from '../cards.ts';
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

export function voucherPage(context: PageContext, faults: readonly FormFault[] = [], typed = ''): Markup {
  const { locale, path, text } = context;
  const { voucher, card } = text;
  const rows = [...testVouchers].map(([code, outcome]) => {
    const says = outcome.kind === 'decline' ? card.declines(text.failures[outcome.reason]) : card.approves;
    return html`<tr><td class="code">${code}</td><td>${says}</td></tr>`;
  });
  const main = html`
  <h1>${voucher.title}</h1>
  ${faultSummary(text, faults)}
  ${summary(context)}
  <form method="post" action="${path}/voucher?lang=${locale}" class="sheet" novalidate>
    ${field('code', voucher.code, voucher.codeHint, faults, html`autocomplete="off" autocapitalize="characters" maxlength="40" required value="${typed}" class="code"`)}
    <button type="submit" class="primary">${voucher.pay}</button>
  </form>
  ${cancelForm(context)}
  <details class="aside" open>
    <summary>${voucher.testCodes}</summary>
    <table>
      <thead><tr><th scope="col">${voucher.code}</th><th scope="col">${card.testCardOutcome}</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </details>`;
  return layout({ locale, path, title: voucher.title, main });
}
