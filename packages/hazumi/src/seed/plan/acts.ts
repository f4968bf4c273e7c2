import { chanceOf } from '../chance.ts';
import type { Business } from '../story/types.ts';
import { dayMs, hourMs, type Span, spanUntil } from './calendar.ts';
import { type PlannedCheckout, planCheckouts, totalMinor } from './checkouts.ts';
import { type Fate, fateOf, type PlannedFate } from './fates.ts';
import { fillShelves, type ShelfStore, storeEvents } from './shelves.ts';
import { makeShoppers, type Shopper } from './shoppers.ts';
import { type PlannedVisit, planVisits } from './visits.ts';

const minuteMs = 60_000;
const secondMs = 1_000;

/** What somebody does at an instant of the story, as the market's API will hear it. */
export type Act = { at: number } & (
  | { kind: 'topUp'; shopper: Shopper; amountMinor: number; key: string }
  | { kind: 'visit'; visit: PlannedVisit }
  | { kind: 'place'; checkout: PlannedCheckout; fate: PlannedFate }
  | { kind: 'pay'; checkout: PlannedCheckout; fate: PlannedFate }
  | { kind: 'paySlip'; checkout: PlannedCheckout }
  | { kind: 'giveUp'; checkout: PlannedCheckout }
  | { kind: 'cancel' | 'stockOut' | 'confirm'; checkout: PlannedCheckout; order: number }
  | { kind: 'refund'; checkout: PlannedCheckout; order: number; isWhole: boolean }
  | ({ kind: 'ship' } & PlannedParcel)
  | ({ kind: 'deliver' } & PlannedParcel)
  /** the market itself does what is due; `settled` waits until all that began earlier is done */
  | { kind: 'sweep'; sweep: 'unpaid checkouts' | 'orders.completion' | 'refunds'; settled: boolean }
  | { kind: 'store'; slug: string; action: 'suspend' | 'restrict' | 'reinstate' | 'close' }
);

export interface PlannedParcel {
  checkout: PlannedCheckout;
  order: number;
  /** 0, or 1 for the second of two */
  parcel: number;
  parcels: number;
  carrier: string;
  tracking: string;
}

export interface Story {
  span: Span;
  shoppers: Shopper[];
  shelves: ShelfStore[];
  checkouts: PlannedCheckout[];
  /** in order of time; those after the story's end are left out */
  acts: Act[];
}

/** Numbers of the policy that the story has to know to be there in time. */
export interface StoryRules {
  unpaidMinutes: number;
  slipDays: number;
  autoCompleteDays: number;
}

/** The whole story: the same for the same seed, end, scale and rules. */
export function tellStory(wish: {
  seed: number;
  now: Date;
  scale: number;
  businesses: readonly Business[];
  rules: StoryRules;
}): Story {
  const { seed, scale, businesses, rules } = wish;
  const span = spanUntil(wish.now);
  const shoppers = makeShoppers(seed, Math.max(20, Math.round(400 * scale)), businesses, 90);
  const shelves = fillShelves(seed, businesses, scale);
  const checkouts = planCheckouts(seed, Math.round(3_000 * scale), span, shoppers, shelves);
  const fates = new Map(checkouts.map((checkout) => [checkout, fateOf(seed, checkout, rules)]));
  const acts = [
    ...checkouts.flatMap((checkout) => actsOf(checkout, fates.get(checkout) as PlannedFate, rules)),
    ...planVisits(seed, checkouts, span, shelves).map(
      (visit): Act => ({ kind: 'visit', at: visit.at, visit }),
    ),
    ...topUps(seed, checkouts, fates),
    ...storeActs(span),
  ];
  return {
    span,
    shoppers,
    shelves,
    checkouts,
    acts: acts.filter(({ at }) => at <= span.end).sort((a, b) => a.at - b.at),
  };
}

function actsOf(checkout: PlannedCheckout, fate: PlannedFate, rules: StoryRules): Act[] {
  const { payment } = fate;
  const acts: Act[] = [{ kind: 'place', at: checkout.at, checkout, fate }];
  switch (payment.kind) {
    case 'balance':
      break;
    case 'givenUp':
      acts.push({ kind: 'giveUp', at: payment.at, checkout });
      break;
    case 'none':
      if (payment.begunAt !== null) acts.push({ kind: 'pay', at: payment.begunAt, checkout, fate });
      acts.push(expiry(checkout.at + rules.unpaidMinutes * minuteMs));
      break;
    case 'slip':
      acts.push({ kind: 'pay', at: payment.at, checkout, fate });
      if (payment.paidAt === null) acts.push(expiry(payment.at + rules.slipDays * dayMs));
      else acts.push({ kind: 'paySlip', at: payment.paidAt, checkout });
      break;
    default:
      acts.push({ kind: 'pay', at: payment.at, checkout, fate });
  }
  if (fate.paidAt !== null) {
    for (const [order, one] of fate.orders.entries()) acts.push(...afterPayment(checkout, order, one, rules));
  }
  return acts;
}

/** A little later than the last moment, as the market's own round would come by. */
const expiry = (at: number): Act => ({
  kind: 'sweep',
  sweep: 'unpaid checkouts',
  at: at + 4 * secondMs,
  settled: true,
});

function afterPayment(checkout: PlannedCheckout, order: number, fate: Fate, rules: StoryRules): Act[] {
  const moneyBack = (at: number): Act => ({
    kind: 'sweep',
    sweep: 'refunds',
    at: at + 6 * secondMs,
    settled: true,
  });
  if (fate.kind !== 'shipped') {
    const at = Math.floor(fate.at);
    return [{ kind: fate.kind === 'stockOut' ? 'stockOut' : 'cancel', at, checkout, order }, moneyBack(at)];
  }
  const parcels = fate.parcels.length;
  const acts = fate.parcels.flatMap(({ at, deliveredAt, carrier, tracking }, parcel): Act[] => {
    const same = { checkout, order, parcel, parcels, carrier, tracking };
    return [
      { kind: 'ship', at: Math.floor(at), ...same },
      ...(deliveredAt === null ? [] : [{ kind: 'deliver' as const, at: deliveredAt, ...same }]),
    ];
  });
  if (fate.confirmedAt !== null) acts.push({ kind: 'confirm', at: fate.confirmedAt, checkout, order });
  else {
    const delivered = fate.parcels.map(({ deliveredAt }) => deliveredAt);
    if (!delivered.includes(null)) {
      const due = Math.max(...(delivered as number[])) + rules.autoCompleteDays * dayMs;
      acts.push({ kind: 'sweep', sweep: 'orders.completion', at: quarterAfter(due), settled: false });
    }
  }
  if (fate.refund !== null) {
    acts.push(
      { kind: 'refund', at: fate.refund.at, checkout, order, isWhole: fate.refund.isWhole },
      moneyBack(fate.refund.at),
    );
  }
  return acts;
}

/** Orders that complete within the same quarter of an hour are found in one round. */
const quarterAfter = (at: number): number => Math.ceil(at / (15 * minuteMs)) * 15 * minuteMs;

/** Money that must be in a balance before it is spent, put there minutes before. */
function topUps(
  seed: number,
  checkouts: readonly PlannedCheckout[],
  fates: ReadonlyMap<PlannedCheckout, PlannedFate>,
): Act[] {
  const chance = chanceOf(seed, 'top-ups');
  const balances = new Map<Shopper, number>();
  return checkouts.flatMap((checkout): Act[] => {
    const payment = fates.get(checkout)?.payment;
    const spent =
      payment?.kind === 'balance'
        ? totalMinor(checkout)
        : payment?.kind === 'split'
          ? payment.balanceMinor
          : 0;
    if (spent === 0) return [];
    const { shopper } = checkout;
    const before = balances.get(shopper) ?? 0;
    const missing = spent - before;
    const amountMinor =
      missing <= 0 ? 0 : Math.ceil(missing / 10_000) * 10_000 + chance.pick([20_000, 50_000, 100_000]);
    balances.set(shopper, before + amountMinor - spent);
    if (amountMinor === 0) return [];
    const at = checkout.at - Math.floor(chance.between(3, 25) * minuteMs);
    return [{ kind: 'topUp', at, shopper, amountMinor, key: `seed-top-up-${checkout.number}` }];
  });
}

function storeActs(span: Span): Act[] {
  const at = (day: number, hour: number): number => span.start + day * dayMs + hour * hourMs;
  const { suspended, restricted, closing } = storeEvents;
  return [
    { kind: 'store', at: at(suspended.day, 1), slug: suspended.slug, action: 'suspend' },
    { kind: 'store', at: at(restricted.day, 2), slug: restricted.slug, action: 'restrict' },
    { kind: 'store', at: at(restricted.until, 3), slug: restricted.slug, action: 'reinstate' },
    { kind: 'store', at: at(closing.day, 4), slug: closing.slug, action: 'close' },
  ];
}
