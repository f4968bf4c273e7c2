import { chanceOf } from '../chance.ts';
import { dayMs, hourMs, workingTime } from './calendar.ts';
import { type PlannedCheckout, totalMinor } from './checkouts.ts';

const minuteMs = 60_000;
const secondMs = 1_000;

export type Payment =
  /** placed and paid from the balance in one touch */
  | { kind: 'balance' }
  | { kind: 'card'; at: number; instalments: number; isDeclinedFirst: boolean }
  | { kind: 'voucher'; at: number }
  /** paid at a counter later; null: never */
  | { kind: 'slip'; at: number; paidAt: number | null }
  /** a part from the balance, the rest by card */
  | { kind: 'split'; at: number; balanceMinor: number }
  /** left alone; some had begun to pay */
  | { kind: 'none'; begunAt: number | null }
  | { kind: 'givenUp'; at: number };

export type Fate =
  | { kind: 'cancelledByBuyer'; at: number }
  | { kind: 'stockOut'; at: number }
  | {
      kind: 'shipped';
      /** one parcel, or two for an order that goes in parts */
      parcels: { at: number; deliveredAt: number | null; carrier: string; tracking: string }[];
      confirmedAt: number | null;
      refund: { at: number; isWhole: boolean } | null;
    };

export interface PlannedFate {
  payment: Payment;
  /** when it is paid; null: it never is */
  paidAt: number | null;
  /** one for each order of the checkout, in its order */
  orders: Fate[];
}

/** How a checkout goes on after it is placed. Drawn by its number, so that it does not depend on any other. */
export function fateOf(seed: number, checkout: PlannedCheckout, rules: { slipDays: number }): PlannedFate {
  const payment = drawPayment(seed, checkout, rules);
  const paidAt = paidAtOf(checkout, payment);
  return {
    payment,
    paidAt,
    orders: checkout.orders.map((_, at) => drawFate(seed, checkout, at, paidAt ?? checkout.at)),
  };
}

function paidAtOf(checkout: PlannedCheckout, payment: Payment): number | null {
  switch (payment.kind) {
    case 'balance':
      return checkout.at;
    case 'card':
      return payment.at + (payment.isDeclinedFirst ? 150 : 35) * secondMs;
    case 'voucher':
    case 'split':
      return payment.at + 35 * secondMs;
    case 'slip':
      return payment.paidAt;
    case 'none':
    case 'givenUp':
      return null;
  }
}

function drawPayment(seed: number, checkout: PlannedCheckout, rules: { slipDays: number }): Payment {
  const chance = chanceOf(seed, `payment ${checkout.number}`);
  const { shopper, at, isGroupBuy } = checkout;
  const soon = at + chance.between(25, 240) * secondMs;
  const total = totalMinor(checkout);
  if (!isGroupBuy && chance.of(0.035)) return { kind: 'none', begunAt: chance.of(0.5) ? soon : null };
  if (!isGroupBuy && chance.of(0.01)) return { kind: 'givenUp', at: at + chance.between(2, 9) * minuteMs };
  if (shopper.hasBalance && chance.of(0.86)) {
    return chance.of(0.1) && total > 4_000
      ? { kind: 'split', at: soon, balanceMinor: Math.floor(total * chance.between(0.2, 0.6)) }
      : { kind: 'balance' };
  }
  const slipShare = shopper.locale === 'ja' ? 0.3 : 0.02;
  if (chance.of(slipShare)) {
    const later = chance.of(0.86) ? soon + chance.between(0.5, rules.slipDays * 24 - 6) * hourMs : null;
    return { kind: 'slip', at: soon, paidAt: later === null ? null : Math.floor(later) };
  }
  if (chance.of(0.03)) return { kind: 'voucher', at: soon };
  const mayInstal = total > 80_000 && chance.of(0.3);
  return {
    kind: 'card',
    at: soon,
    instalments: mayInstal ? chance.pick([3, 6, 12]) : 1,
    isDeclinedFirst: chance.of(0.035),
  };
}

function drawFate(seed: number, checkout: PlannedCheckout, at: number, paidAt: number): Fate {
  const chance = chanceOf(seed, `order ${checkout.number} ${at}`);
  const order = checkout.orders[at];
  if (order === undefined) throw new Error(`checkout ${checkout.number} has no order ${at}`);
  const { pace, carriers, locale } = order.store.business;
  const hoursAhead = { 'zh-CN': 8, ja: 9, en: 0 }[locale];
  const slow = chance.of(0.04) ? 3.2 : 1;
  const shipAt = workingTime(
    paidAt + pace.ship * dayMs * chance.between(0.35, 1.7) * slow + 20 * minuteMs,
    hoursAhead,
    chance,
  );
  if (chance.of(0.024))
    return { kind: 'cancelledByBuyer', at: paidAt + (shipAt - paidAt) * chance.between(0.1, 0.8) };
  if (chance.of(0.009))
    return { kind: 'stockOut', at: paidAt + (shipAt - paidAt) * chance.between(0.3, 0.9) };
  const carrier = chance.pick(carriers);
  const isSplit = order.lines.reduce((sum, line) => sum + line.quantity, 0) > 1 && chance.of(0.06);
  const abroad = order.store.business.locale === checkout.shopper.locale ? 1 : 1.9;
  const parcel = (from: number) => ({
    at: from,
    deliveredAt: chance.of(0.02)
      ? null
      : Math.floor(from + pace.deliver * abroad * dayMs * chance.between(0.6, 1.6)),
    carrier,
    tracking: `${carrier === 'UPS' ? '1Z' : ''}${chance.whole(10_000_000, 99_999_999)}${chance.whole(1000, 9999)}`,
  });
  const parcels = [parcel(shipAt), ...(isSplit ? [parcel(shipAt + chance.between(0.8, 3) * dayMs)] : [])];
  const arrived = parcels.map(({ deliveredAt }) => deliveredAt);
  const last = arrived.includes(null) ? null : Math.max(...(arrived as number[]));
  const isRefunded = last !== null && chance.of(0.042);
  return {
    kind: 'shipped',
    parcels,
    confirmedAt:
      last !== null && !isRefunded && chance.of(0.42)
        ? Math.floor(last + chance.between(0.02, 5.5) * dayMs)
        : null,
    refund: isRefunded
      ? { at: Math.floor((last as number) + chance.between(0.3, 4) * dayMs), isWhole: chance.of(0.38) }
      : null,
  };
}
