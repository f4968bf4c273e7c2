/** Compares the record with what was read back from the market. Pure. */
import type { PlannedOrder } from './plan.ts';
import type { Found, FoundOrder } from './readback.ts';
import { sellersOf } from './record.ts';

export interface Measure {
  expected: bigint;
  found: bigint;
}

export const measureNames = [
  'orders',
  'lines',
  'sellers',
  'products',
  'multi_seller_orders',
  'goods_cents',
  'freight_cents',
  'payments_cents',
] as const;
export type MeasureName = (typeof measureNames)[number];

/** An order whose payments are not its total: booked as what they are, under the market's own name for it. */
export interface NamedDifference {
  orderId: string;
  totalMinor: bigint;
  paidMinor: bigint;
  name: string;
}

export interface Reconciliation {
  measures: Record<MeasureName, Measure>;
  named: NamedDifference[];
  /** what is otherwise in the market than in the record, without a reason: there must be none */
  unexplained: string[];
}

/**
 * @param orders of the record, those that were replayed
 * @param refused by order: why the market refused it
 */
export function reconcile(
  orders: readonly PlannedOrder[],
  refused: ReadonlyMap<string, string>,
  found: Found,
): Reconciliation {
  const measures = measure(orders, found);
  const foundBy = Map.groupBy(found.orders, (order) => order.recordId);
  const unexplained: string[] = [];
  const named: NamedDifference[] = [];
  for (const order of orders) {
    const reason = refused.get(order.record.id);
    if (reason !== undefined) named.push(differenceOf(order, 0n, `refused: ${reason}`));
    else {
      unexplained.push(...faultsOf(order, foundBy.get(order.record.id) ?? [], found));
      named.push(...namesOf(order, found));
    }
  }
  const known = new Set(orders.map((order) => order.record.id));
  for (const recordId of foundBy.keys()) {
    if (!known.has(recordId))
      unexplained.push(`the market has an order "${recordId}" that the record has not`);
  }
  unexplained.push(...faultsOfSums(measures, found, refused.size > 0));
  return { measures, named, unexplained };
}

function measure(orders: readonly PlannedOrder[], found: Found): Record<MeasureName, Measure> {
  const lines = orders.flatMap((order) => order.lines);
  const foundLines = found.orders.flatMap((order) => order.lines);
  const storesOf = new Map<string, Set<string | undefined>>();
  for (const order of found.orders) {
    const stores = storesOf.get(order.recordId) ?? new Set();
    storesOf.set(order.recordId, stores.add(order.lines[0]?.sellerId));
  }
  const sum = <T>(items: Iterable<T>, amount: (item: T) => bigint): bigint => {
    let total = 0n;
    for (const item of items) total += amount(item);
    return total;
  };
  const count = (expected: number, found: number): Measure => ({
    expected: BigInt(expected),
    found: BigInt(found),
  });
  return {
    orders: count(orders.length, storesOf.size),
    lines: count(lines.length, foundLines.length),
    sellers: count(
      new Set(lines.map((line) => line.sellerId)).size,
      found.sellerIds.size + found.otherStores,
    ),
    products: count(new Set(lines.map((line) => line.productId)).size, found.productIds.size),
    multi_seller_orders: count(
      orders.filter((order) => sellersOf(order.record).length > 1).length,
      [...storesOf.values()].filter((stores) => stores.size > 1).length,
    ),
    goods_cents: {
      expected: sum(lines, (line) => line.priceMinor),
      found: sum(foundLines, (line) => line.priceMinor * BigInt(line.quantity)),
    },
    freight_cents: {
      expected: sum(lines, (line) => line.freightMinor),
      found: sum(foundLines, (line) => line.freightMinor),
    },
    payments_cents: {
      expected: sum(orders, recordedPayments),
      found: sum([...found.payments.values()].flat(), (payment) => payment.capturedMinor),
    },
  };
}

/** What is wrong with one order in the market. */
function faultsOf(order: PlannedOrder, parts: readonly FoundOrder[], found: Found): string[] {
  const { id } = order.record;
  if (parts.length === 0) return [`order ${id} is not in the market`];
  const faults: string[] = [];
  if (new Set(parts.map((part) => part.checkoutId)).size > 1)
    faults.push(`order ${id} was placed more than once`);
  const recorded = order.lines.map((line) => lineText({ ...line, quantity: 1 })).sort();
  const booked = parts.flatMap((part) => part.lines.map(lineText)).sort();
  if (recorded.join('\n') !== booked.join('\n')) {
    faults.push(`order ${id} has the lines [${booked.join('; ')}] for [${recorded.join('; ')}]`);
  }
  const expected = recordedPayments(order) - order.payment.leftOverMinor;
  const captured = paidFor(found, id);
  if (captured !== expected) faults.push(`order ${id} has payments of ${captured} cents for ${expected}`);
  const end = order.payment.missingMinor > 0n ? 'cancelled' : 'complete';
  const others = parts.filter((part) => part.state !== end).map((part) => part.state);
  if (others.length > 0) faults.push(`order ${id} is ${others.join(', ')} and not ${end}`);
  return faults;
}

const lineText = (line: {
  sellerId: string | undefined;
  productId: string | undefined;
  quantity: number;
  priceMinor: bigint;
  freightMinor: bigint;
}): string =>
  `${line.quantity} of ${line.productId} by ${line.sellerId} at ${line.priceMinor} with ${line.freightMinor} of freight`;

/** The names of what an order's payments differ by from its total. */
function namesOf(order: PlannedOrder, found: Found): NamedDifference[] {
  const names = new Set<string>();
  for (const { difference } of found.payments.get(order.record.id) ?? []) {
    if (difference !== null && difference !== 'none') names.add(difference);
  }
  if (order.payment.leftOverMinor > 0n) names.add('notTaken');
  if (order.payment.missingMinor > 0n) names.add('neverCovered');
  return names.size === 0
    ? []
    : [differenceOf(order, paidFor(found, order.record.id), [...names].join(', '))];
}

const differenceOf = (order: PlannedOrder, paidMinor: bigint, name: string): NamedDifference => ({
  orderId: order.record.id,
  totalMinor: order.totalMinor,
  paidMinor,
  name,
});

const recordedPayments = (order: PlannedOrder): bigint =>
  order.record.payments.reduce((sum, payment) => sum + payment.amountMinor, 0n);

const paidFor = (found: Found, recordId: string): bigint =>
  (found.payments.get(recordId) ?? []).reduce((sum, payment) => sum + payment.capturedMinor, 0n);

/** The ledger must say what orders and payments say, and stores and goods must be the record's. */
function faultsOfSums(measures: Record<MeasureName, Measure>, found: Found, isAnyRefused: boolean): string[] {
  const faults: string[] = [];
  for (const name of ['sellers', 'products'] as const) {
    const { expected, found: there } = measures[name];
    // What a refused order alone would have needed may be missing.
    const isExplained = there === expected || (isAnyRefused && there < expected);
    if (!isExplained) faults.push(`${there} ${name} for ${expected}`);
  }
  const { receivedMinor, soldMinor } = found.ledger;
  const captured = measures.payments_cents.found;
  const refunded = [...found.payments.values()]
    .flat()
    .reduce((sum, payment) => sum + payment.refundedMinor, 0n);
  if (receivedMinor !== captured) {
    faults.push(
      `the ledger has received ${receivedMinor} cents, the payments say ${captured} (refunded ${refunded})`,
    );
  }
  const sold = found.orders.reduce((sum, order) => sum + (order.isPaid ? order.totalMinor : 0n), 0n);
  if (soldMinor !== sold)
    faults.push(`the ledger has ${soldMinor} cents of sales, the paid orders say ${sold}`);
  for (const { currency, differenceMinor } of found.trialBalance) {
    if (differenceMinor !== 0n) faults.push(`the books are off by ${differenceMinor} in ${currency}`);
  }
  return faults;
}
