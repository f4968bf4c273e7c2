/** The steps of an order, each done by whoever does it in the market: the guest buys and pays, the sellers ship. */
import { type AnswerOf, endpoints } from '@hazumi/contracts';
import type { Api } from './api.ts';
import type { Goods } from './goods.ts';
import type { Journal } from './journal.ts';
import type { PlannedPayment } from './plan.payments.ts';
import type { PlannedOrder, Step } from './plan.ts';
import { recordCurrency } from './record.read.ts';
import { paymentIdIn, type SandboxClient } from './sandbox.client.ts';
import { guestTokenOf } from './secrets.ts';
import { recordCountry, type Sellers } from './sellers.ts';

type Checkout = AnswerOf<typeof endpoints.placeCheckout>;

/** The market's ids of an order of the record. */
interface Placed {
  checkoutId: string;
  /** by seller */
  orders: Record<string, string>;
}

/** The API takes so many payments in one request. */
const paymentsPerRequest = 20;

/**
 * Does steps. Each may have been done in part by a run that was killed: it is taken up where that one left it.
 *
 * @param parts.isResumed an earlier run has been here
 */
export function openTrade(parts: {
  api: Api;
  sandbox: SandboxClient;
  journal: Journal;
  sellers: Sellers;
  goods: Goods;
  secret: string;
  isResumed: boolean;
}): { isDone(step: Step): boolean; run(step: Step): Promise<void> } {
  const { api, sandbox, journal, sellers, goods, secret, isResumed } = parts;
  const done = new Set<string>();
  const placed = new Map<string, Placed>();
  const shipments = new Map<string, string>();
  for (const entry of journal.earlier) {
    if (entry.kind === 'done') done.add(entry.step);
    if (entry.kind === 'placed') placed.set(entry.orderId, entry);
    if (entry.kind === 'shipped') shipments.set(entry.step, entry.shipmentId);
  }
  const guestOf = (order: PlannedOrder) => ({ guest: guestTokenOf(secret, order.record.id) });
  const work = { place, slip: paySlips, ship, deliver };

  return {
    isDone: (step) => done.has(step.name),
    async run(step) {
      await work[step.kind](step);
      journal.write({ kind: 'done', step: step.name });
    },
  };

  async function place({ order }: Step): Promise<void> {
    await goods.setOffers(order);
    const begun = isResumed ? await findCheckout(order) : undefined;
    const checkout = begun ?? (await placeCheckout(order));
    note(order, checkout);
    await pay(order, checkout);
  }

  function note(order: PlannedOrder, checkout: Checkout): void {
    const orderIds = new Map(checkout.orders.map(({ storeId, orderId }) => [storeId, orderId]));
    const entries = order.sellerIds.map((sellerId) => {
      const orderId = orderIds.get(sellers.of(sellerId).storeId);
      if (orderId === undefined)
        throw new Error(`order ${order.record.id} has no part for seller ${sellerId}`);
      return [sellerId, orderId] as const;
    });
    const known: Placed = { checkoutId: checkout.id, orders: Object.fromEntries(entries) };
    placed.set(order.record.id, known);
    journal.write({ kind: 'placed', orderId: order.record.id, ...known });
  }

  async function findCheckout(order: PlannedOrder): Promise<Checkout | undefined> {
    const { value } = await api(endpoints.listMyOrders, { query: { limit: 1 } }, guestOf(order));
    const checkoutId = value.data[0]?.checkoutId;
    return checkoutId === undefined ? undefined : readCheckout(order, checkoutId);
  }

  async function readCheckout(order: PlannedOrder, checkoutId: string): Promise<Checkout> {
    return (await api(endpoints.getCheckout, { params: { checkoutId } }, guestOf(order))).value;
  }

  async function placeCheckout(order: PlannedOrder): Promise<Checkout> {
    const { record } = order;
    const { value } = await api(
      endpoints.placeCheckout,
      {
        idempotencyKey: `replay-${record.id}-place`,
        body: {
          lines: order.lines.map((line) => ({
            skuId: goods.skuOf(line),
            quantity: 1,
            unitPriceMinor: Number(line.priceMinor),
          })),
          totalMinor: Number(order.totalMinor),
          currency: recordCurrency,
          address: {
            recipient: `Guest ${record.id.slice(0, 8)}`,
            phone: '+55 00 0000 0000',
            country: recordCountry,
            city: 'Not recorded',
            street: 'Not recorded',
          },
          email: `order-${record.id}@shoppers.example`,
          // By this the order is found again when the market is compared with the record.
          note: record.id,
        },
      },
      guestOf(order),
    );
    return value;
  }

  /** Begins all payments in the record's order, and makes those that are not paid later. */
  async function pay(order: PlannedOrder, placedCheckout: Checkout): Promise<void> {
    const planned = order.payment.payments;
    if (placedCheckout.state !== 'unpaid' || planned.length === 0) return;
    let checkout = placedCheckout;
    for (let from = 0; from < planned.length; from += paymentsPerRequest) {
      const { value } = await api(
        endpoints.payCheckout,
        {
          params: { checkoutId: checkout.id },
          idempotencyKey: `replay-${order.record.id}-pay-${from}`,
          body: {
            payments: planned
              .slice(from, from + paymentsPerRequest)
              .map(({ method, instalments, askMinor }) => ({
                method,
                instalments,
                amountMinor: Number(askMinor),
              })),
          },
        },
        guestOf(order),
      );
      checkout = value;
    }
    await finish(order, checkout, ({ method }) => method !== 'slip');
  }

  async function paySlips({ order }: Step): Promise<void> {
    const checkout = await readCheckout(order, placedOf(order).checkoutId);
    await finish(order, checkout, ({ method }) => method === 'slip');
  }

  /** The shopper goes through the provider's pages, and comes back. */
  async function finish(
    order: PlannedOrder,
    begun: Checkout,
    isMeant: (payment: PlannedPayment) => boolean,
  ): Promise<void> {
    const open = [...begun.payments];
    for (const planned of order.payment.payments) {
      const at = open.findIndex(
        ({ method, amountMinor, instalments }) =>
          method === planned.method &&
          amountMinor === Number(planned.askMinor) &&
          instalments === planned.instalments,
      );
      const [payment] = at < 0 ? [] : open.splice(at, 1);
      if (payment === undefined)
        throw new Error(`order ${order.record.id} lacks a payment by ${planned.method}`);
      // One without an address is over: a webhook, or a run before this one, was quicker.
      if (isMeant(planned) && payment.redirectUrl !== null) {
        await sandbox.pay(paymentIdIn(payment.redirectUrl), planned);
      }
    }
    const { value } = await api(
      endpoints.finalizeCheckout,
      { params: { checkoutId: begun.id } },
      guestOf(order),
    );
    const isOver = value.payments.every(({ state }) => state === 'captured');
    if (isOver && order.payment.missingMinor === 0n && value.state !== 'paid') {
      throw new Error(`order ${order.record.id} is ${value.state} after all of it was paid`);
    }
  }

  function placedOf(order: PlannedOrder): Placed {
    const known = placed.get(order.record.id);
    if (known === undefined) throw new Error(`order ${order.record.id} was not placed`);
    return known;
  }

  /** Where a parcel belongs: its seller's store, and the order there. */
  function parcelOf({ order, parcel }: Step): {
    sellerId: string;
    params: { storeId: string; orderId: string };
  } {
    const sellerId = order.sellerIds[parcel] ?? '';
    const orderId = placedOf(order).orders[sellerId] ?? '';
    return { sellerId, params: { storeId: sellers.of(sellerId).storeId, orderId } };
  }

  async function ship(step: Step): Promise<void> {
    const { sellerId, params } = parcelOf(step);
    const shipmentId = await sellers.as(sellerId, async (caller) => {
      const earlier = isResumed ? await findShipment(step) : undefined;
      if (earlier !== undefined) return earlier;
      const { value } = await api(
        endpoints.shipOrder,
        {
          params,
          idempotencyKey: `replay-${step.name}`,
          body: { carrier: 'Correios', trackingNumber: `${step.order.record.id}-${step.parcel + 1}` },
        },
        caller,
      );
      return value.shipments[0]?.id;
    });
    if (shipmentId === undefined) throw new Error(`${step.name} made no shipment`);
    shipments.set(step.name, shipmentId);
    journal.write({ kind: 'shipped', step: step.name, shipmentId });
  }

  async function findShipment(step: Step): Promise<string | undefined> {
    const { sellerId, params } = parcelOf(step);
    const { value } = await sellers.as(sellerId, (caller) =>
      api(endpoints.getStoreOrder, { params }, caller),
    );
    return value.shipments[0]?.id;
  }

  async function deliver(step: Step): Promise<void> {
    const { sellerId, params } = parcelOf(step);
    const shipmentId = shipments.get(step.name.replace('-deliver-', '-ship-')) ?? (await findShipment(step));
    if (shipmentId === undefined) throw new Error(`${step.name} finds no shipment`);
    await sellers.as(sellerId, (caller) =>
      api(endpoints.deliverShipment, { params: { ...params, shipmentId } }, caller),
    );
  }
}
