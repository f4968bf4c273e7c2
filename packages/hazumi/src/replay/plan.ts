/** The plan of a replay: which goods each seller needs, and every step of every order with its instant. Pure and deterministic. */
import type { PolicyDocument } from '@hazumi/policy';
import { type PaymentPlan, planPayments } from './plan.payments.ts';
import { drawTimeline, groupLifecycles, type Timeline } from './plan.timeline.ts';
import { type RecordLine, type RecordOrder, sellersOf, type TradeRecord, totalOf } from './record.ts';

/** Any number; another one draws other timelines. */
const seed = 20_260_105;
const dayMs = 86_400_000;

/** One product in one seller's store. */
export interface PlannedGoods {
  sellerId: string;
  productId: string;
  /**
   * Goods have one variant; a second one only where one order buys them at two prices, because a variant has one price at a time.
   */
  variants: PlannedVariant[];
}

export interface PlannedVariant {
  /** needed over the whole record */
  pieces: number;
  /** price and freight of its first sale, with which it goes on sale */
  first: RecordLine;
}

export interface PlannedLine extends RecordLine {
  /** from 0 */
  variant: number;
}

export interface PlannedOrder {
  record: RecordOrder;
  lines: PlannedLine[];
  totalMinor: bigint;
  sellerIds: string[];
  payment: PaymentPlan;
  timeline: Timeline;
}

export type StepKind = 'place' | 'slip' | 'ship' | 'deliver';

export interface Step {
  /** what it is called in the journal: unique, the same in every run */
  name: string;
  at: number;
  kind: StepKind;
  order: PlannedOrder;
  /** which of the order's sellers, from 0; 0 for what concerns the whole order */
  parcel: number;
}

export interface Plan {
  /** in order of time */
  orders: PlannedOrder[];
  /** by seller, then in order of first sale */
  goods: Map<string, PlannedGoods[]>;
}

export const goodsKey = (sellerId: string, productId: string): string => `${sellerId} ${productId}`;

/** Plans the whole record. Only orders are ever left out of a replay; goods and stock are those of the whole record. */
export function planReplay(record: TradeRecord, policy: PolicyDocument): Plan {
  const lifecycles = groupLifecycles(record.lifecycles);
  const slipValidityMs = policy.orders.slipValidityDays * dayMs;
  const orders = record.orders
    .map((order): PlannedOrder => {
      const totalMinor = totalOf(order);
      return {
        record: order,
        lines: withVariants(order.lines),
        totalMinor,
        sellerIds: sellersOf(order),
        payment: planPayments(totalMinor, order.payments, policy),
        timeline: drawTimeline(order, lifecycles, slipValidityMs, seed),
      };
    })
    .sort((a, b) => a.timeline.placedAt - b.timeline.placedAt || compareText(a.record.id, b.record.id));
  return { orders, goods: goodsOf(orders) };
}

/** All steps of these orders, in order of time. */
export function stepsOf(orders: readonly PlannedOrder[]): Step[] {
  const steps = orders.flatMap((order): Step[] => {
    const { timeline, payment, record } = order;
    const step = (kind: StepKind, at: number, parcel = 0): Step => ({
      name: `${record.id}-${kind}-${parcel}`,
      at,
      kind,
      order,
      parcel,
    });
    const place = [step('place', timeline.placedAt)];
    const slip = payment.payments.some(({ method }) => method === 'slip')
      ? [step('slip', timeline.slipPaidAt)]
      : [];
    // What is never covered is never shipped.
    if (payment.missingMinor > 0n) return [...place, ...slip];
    const parcels = timeline.parcels.flatMap(({ shippedAt, deliveredAt }, at) => [
      step('ship', shippedAt, at),
      step('deliver', deliveredAt, at),
    ]);
    return [...place, ...slip, ...parcels];
  });
  // At one instant, orders stand in their order and the steps of one order in theirs.
  return steps.sort(
    (a, b) => a.at - b.at || compareText(a.order.record.id, b.order.record.id) || rank[a.kind] - rank[b.kind],
  );
}

const rank: Readonly<Record<StepKind, number>> = { place: 0, slip: 1, ship: 2, deliver: 3 };
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withVariants(lines: readonly RecordLine[]): PlannedLine[] {
  const offers = new Map<string, string[]>();
  return lines.map((line) => {
    const key = goodsKey(line.sellerId, line.productId);
    const known = offers.get(key) ?? [];
    offers.set(key, known);
    const offer = `${line.priceMinor} ${line.freightMinor}`;
    if (!known.includes(offer)) known.push(offer);
    return { ...line, variant: known.indexOf(offer) };
  });
}

function goodsOf(orders: readonly PlannedOrder[]): Plan['goods'] {
  const bySeller = new Map<string, PlannedGoods[]>();
  const byKey = new Map<string, PlannedGoods>();
  for (const line of orders.flatMap((order) => order.lines)) {
    const key = goodsKey(line.sellerId, line.productId);
    let goods = byKey.get(key);
    if (goods === undefined) {
      goods = { sellerId: line.sellerId, productId: line.productId, variants: [] };
      byKey.set(key, goods);
      const shelf = bySeller.get(line.sellerId);
      if (shelf === undefined) bySeller.set(line.sellerId, [goods]);
      else shelf.push(goods);
    }
    const variant = goods.variants[line.variant] ?? { pieces: 0, first: line };
    variant.pieces += 1;
    goods.variants[line.variant] = variant;
  }
  return bySeller;
}
