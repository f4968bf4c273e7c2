import type { View } from '../http/view.ts';
import { FaultSummary, PostForm } from '../ui/form.tsx';
import { AlertIcon, ArrowIcon, CheckIcon, InfoIcon } from '../ui/icons.tsx';
import { Page } from '../ui/layout.tsx';
import { Notice } from '../ui/parts.tsx';
import { PaymentChoice } from './payment.choice.tsx';
import type { Checkout, PaymentForm } from './payment.tsx';

/** How a checkout stands, in the shopper's terms. */
type Standing = 'paid' | 'waiting' | 'partly' | 'due' | 'failed' | 'expired' | 'cancelled';

function standingOf(checkout: Checkout): Standing {
  if (checkout.state === 'paid') return 'paid';
  if (checkout.state === 'cancelled') {
    return checkout.payments.some((payment) => payment.state === 'expired') ? 'expired' : 'cancelled';
  }
  if (checkout.remainingMinor === 0) return 'waiting';
  if (checkout.capturedMinor > 0 || checkout.pendingMinor > 0) return 'partly';
  const last = checkout.payments.at(-1);
  return last !== undefined && ['failed', 'expired', 'cancelled'].includes(last.state) ? 'failed' : 'due';
}

const icons = {
  paid: CheckIcon,
  waiting: InfoIcon,
  partly: InfoIcon,
  due: InfoIcon,
  failed: AlertIcon,
  expired: AlertIcon,
  cancelled: AlertIcon,
} as const;

/** The page a shopper comes back to from a provider, and to any time later. */
export function PaymentPage({ view, form }: { view: View; form: PaymentForm }) {
  const { t } = view;
  const { checkout } = form;
  const standing = standingOf(checkout);
  const Icon = icons[standing];
  const title = t(`payment.${standing}.title`);
  return (
    <Page view={view} title={title} place="orders">
      <div class="outcome" id="outcome" data-poll={standing === 'waiting' ? 'outcome' : undefined}>
        <div class={`outcome-head outcome-${standing}`}>
          <Icon />
          <h1>{title}</h1>
          <p>
            {t(`payment.${standing}.text`, {
              total: view.money(checkout.totalMinor, checkout.currency),
              remaining: view.money(checkout.remainingMinor, checkout.currency),
              until: view.time(checkout.expiresAt),
            })}
          </p>
        </div>
        {form.refused === undefined || checkout.state !== 'unpaid' ? null : (
          <Notice kind="bad">{t(`payment.refused.${form.refused}`)}</Notice>
        )}
        <Payments view={view} checkout={checkout} />
        {standing === 'waiting' ? <Waiting view={view} checkout={checkout} /> : null}
        {checkout.remainingMinor > 0 ? <PayRest view={view} form={form} /> : null}
        <Orders view={view} checkout={checkout} />
        {checkout.state === 'unpaid' ? (
          <details class="confirm">
            <summary>{t('payment.cancel')}</summary>
            <PostForm action={`/checkouts/${checkout.id}/cancel`}>
              <p class="small">
                {checkout.capturedMinor > 0 ? t('order.cancelPaid') : t('order.cancelUnpaid')}
              </p>
              <button type="submit" class="button danger">
                {t('order.cancelNow')}
              </button>
            </PostForm>
          </details>
        ) : (
          <div class="buttons">
            <a class="button" href="/orders">
              {t('payment.toOrders')}
            </a>
            <a class="button quiet" href="/">
              {t('payment.goOn')}
            </a>
          </div>
        )}
      </div>
    </Page>
  );
}

/** Each payment with its amount and state; one that waits for the shopper leads back to where it is made. */
function Payments({ view, checkout }: { view: View; checkout: Checkout }) {
  const { t } = view;
  if (checkout.payments.length === 0) return null;
  return (
    <section aria-labelledby="payments">
      <h2 id="payments">{t('payment.payments')}</h2>
      <ul class="rows">
        {checkout.payments.map((payment) => (
          <li>
            <span>{t(`pay.methods.${payment.method}`)}</span>
            <span class="amount">
              {view.money(payment.capturedMinor ?? payment.amountMinor, payment.currency)}
            </span>
            <span class={`tag tag-${payment.state}`}>{t(`payment.state.${payment.state}`)}</span>
            {payment.state === 'pending' && payment.redirectUrl !== null ? (
              <a class="button small-button" href={payment.redirectUrl}>
                {payment.method === 'slip' ? t('payment.showSlip') : t('payment.continue')}
                <ArrowIcon />
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting({ view, checkout }: { view: View; checkout: Checkout }) {
  return (
    <PostForm action={`/checkouts/${checkout.id}/refresh`} class="buttons">
      <button type="submit" class="button">
        {view.t('payment.check')}
      </button>
    </PostForm>
  );
}

function PayRest({ view, form }: { view: View; form: PaymentForm }) {
  const { t } = view;
  const { checkout } = form;
  return (
    <section class="panel" aria-labelledby="rest">
      <h2 id="rest">{t('payment.rest')}</h2>
      <FaultSummary view={view} faults={form.faults} />
      <PostForm action={`/checkouts/${checkout.id}/payments`} idempotencyKey={form.key}>
        <PaymentChoice
          view={view}
          methods={form.methods}
          currency={checkout.currency}
          dueMinor={checkout.remainingMinor}
          balanceMinor={form.balanceMinor}
          values={form.values}
          faults={form.faults}
        />
        <button type="submit" class="button strong">
          {t('payment.pay', { amount: view.money(checkout.remainingMinor, checkout.currency) })}
        </button>
      </PostForm>
    </section>
  );
}

function Orders({ view, checkout }: { view: View; checkout: Checkout }) {
  const { t } = view;
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{t('payment.orders')}</h2>
      <ul class="rows">
        {checkout.orders.map((order) => (
          <li>
            <a href={`/orders/${order.orderId}`}>
              {t('order.number', { number: order.number })}
              <ArrowIcon />
            </a>
            <span lang={view.langOf(order.storeName)}>{view.text(order.storeName)}</span>
            <span class="amount">{view.money(order.totalMinor, checkout.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
