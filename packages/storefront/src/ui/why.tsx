import type { View } from '../http/view.ts';

/** Why this, and in this order: one line to open, and the public prices by which everybody can check it. */
export function Why({ view, text }: { view: View; text: string }) {
  return (
    <details class="why">
      <summary>{view.t('why.ask')}</summary>
      <p>{text}</p>
      <p>
        {view.t('why.fair')} <a href="/v1/allotment/prices">{view.t('why.prices')}</a>
      </p>
    </details>
  );
}
