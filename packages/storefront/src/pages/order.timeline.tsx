import type { View } from '../http/view.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { Time } from '../ui/parts.tsx';
import type { Order } from './order.tsx';

const steps = ['placed', 'paid', 'shipped', 'delivered', 'complete'] as const;

/** The way of an order that goes as planned, as far as it has come. Orders that ended otherwise have their timeline alone. */
export function Progress({ view, order }: { view: View; order: Order }) {
  const { t } = view;
  if (['cancelled', 'refunded', 'stockOutCancelled'].includes(order.state)) return null;
  const at = {
    placed: order.placedAt,
    paid: order.paidAt,
    shipped: order.shippedAt,
    delivered: order.deliveredAt,
    complete: order.completedAt,
  };
  const last = steps.findLastIndex((step) => at[step] !== null);
  return (
    <ol class="progress" aria-label={t('order.progress')}>
      {steps.map((step, index) => {
        const isDone = index <= last;
        const when = at[step];
        return (
          <li class={isDone ? 'is-done' : undefined} aria-current={index === last ? 'step' : undefined}>
            <span class="dot">{isDone ? <CheckIcon /> : null}</span>
            <span>{t(`order.step.${step}`)}</span>
            {when === null ? null : <Time view={view} at={when} shortDay />}
            {isDone ? null : <span class="hidden">{t('order.stepOpen')}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** Kinds of events that shoppers are told; what the house records beside them is not theirs to read. */
const told = [
  'order.placed',
  'order.paid',
  'order.partShipped',
  'order.shipped',
  'order.parcelDelivered',
  'order.delivered',
  'order.completed',
  'order.cancelled',
  'order.stockOutCancelled',
  'order.refunded',
  'order.fullyRefunded',
  'payment.captured',
  'payment.failed',
  'payment.expired',
  'payment.cancelled',
  'refund.succeeded',
] as const;
type Told = (typeof told)[number];

/** What happened when, newest first: the latest is what a shopper comes for. */
export function Timeline({ view, order }: { view: View; order: Order }) {
  const { t } = view;
  const events = order.timeline.flatMap((event) => {
    const type = told.find((one) => one === event.type);
    return type === undefined ? [] : [{ ...event, type }];
  });
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t('order.timeline')}</h2>
      <ol class="timeline" reversed>
        {events.toReversed().map((event) => (
          <li>
            <Time view={view} at={event.at} />
            <p>{t(`order.event.${messageOf(order, event.type)}`)}</p>
            <Detail view={view} order={order} data={event.data} type={event.type} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `order.parcelDelivered` -> `orderParcelDelivered`: the dots of a message's key are its levels. */
function messageOf(order: Order, type: Told): MessageOf<Told> {
  if (type === 'order.cancelled' && order.state === 'stockOutCancelled') return 'orderStockOutCancelled';
  const [subject, verb] = type.split('.') as [string, string];
  return `${subject}${verb[0]?.toUpperCase()}${verb.slice(1)}` as MessageOf<Told>;
}
type MessageOf<T extends string> = T extends `${infer Subject}.${infer Verb}`
  ? `${Subject}${Capitalize<Verb>}`
  : never;

/** The fact behind an event that a shopper may want: an amount, a tracking number, a reason. */
function Detail(props: { view: View; order: Order; data: Record<string, unknown>; type: Told }) {
  const { view, order, data, type } = props;
  const facts: string[] = [];
  const amountMinor =
    type === 'payment.captured' ? (data.capturedMinor ?? data.amountMinor) : data.amountMinor;
  if (typeof amountMinor === 'number') facts.push(view.money(amountMinor, order.currency));
  const method = (['card', 'slip', 'voucher', 'balance'] as const).find((one) => one === data.method);
  if (method !== undefined) facts.push(view.t(`pay.methods.${method}`));
  if (typeof data.carrier === 'string') facts.push(data.carrier);
  if (typeof data.trackingNumber === 'string') facts.push(data.trackingNumber);
  if (type === 'order.cancelled' && typeof data.reason === 'string') {
    // A code of ours, or what somebody wrote.
    const cause = (['byBuyer', 'expired'] as const).find((one) => one === data.reason);
    facts.push(cause === undefined ? data.reason : view.t(`order.cancelCause.${cause}`));
  }
  return facts.length === 0 ? null : <p class="small">{facts.join(' · ')}</p>;
}
