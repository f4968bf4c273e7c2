import assert from 'node:assert/strict';
import { endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import type { Points } from '../kernel/points.ts';
import type { OrderKey } from '../orders/orders.repository.ts';
import { type GivenSku, givenBalance, givenSku, givenStore } from '../testing/goods.ts';
import { linesBody, type Person, type TradingMarket, tradingMarket } from '../testing/trade.ts';
import { registerIncentive } from './incentive.routes.ts';

export const dayMs = 86_400_000;

export interface IncentiveMarket extends TradingMarket {
  sku: GivenSku;
  /** a buyer with money */
  buyer(): Promise<Person>;
  /** a paid order that counts as private, shipped and scanned unless told otherwise */
  sell(more?: {
    buyer?: Person;
    sku?: GivenSku;
    quantity?: number;
    isScanned?: boolean;
    tracking?: string;
    isPrivate?: boolean;
  }): Promise<OrderKey>;
  /** the buyer says that the goods are there: the order is complete at once */
  confirm(order: OrderKey, buyer: Person): Promise<void>;
  refund(order: OrderKey, amountMinor?: number): Promise<void>;
  /** sets the clock forward and lets everything that falls due happen */
  pass(days: number): Promise<void>;
  /** lets scanned orders complete and their return windows end */
  passWindow(): Promise<void>;
  incentive(order: OrderKey): Promise<IncentiveState>;
  reasons(order: OrderKey): Promise<string[]>;
  booked(account: string): Promise<bigint>;
}

export interface IncentiveState {
  state: string;
  rebate_minor: bigint;
  vested_minor: bigint;
  clawed_back_minor: bigint;
  merit_minor: number;
  base_minor: bigint;
  limited_by: string | null;
}

/** A market that trades, with the incentive, at 5 % fee on goods of 10,000 minor units: 400 of each order's 500 come back. */
export async function incentiveMarket(options: { points?: Points } = {}): Promise<IncentiveMarket> {
  const t = await tradingMarket(options);
  registerIncentive(t.market);
  const sku = await givenSku(t.market.db, t.ids, t.storeId, { priceMinor: 10_000n, available: 100_000 });
  let parcels = 0;
  const at = (order: OrderKey) => ({
    storeId: toPublicId('store', order.storeId),
    orderId: toPublicId('order', order.orderId),
  });
  const must = (result: { ok: boolean }): void => assert.ok(result.ok, JSON.stringify(result));
  const market: IncentiveMarket = {
    ...t,
    sku,
    async buyer() {
      const person = t.person();
      await givenBalance(t.market.db, t.ids, person.personId, 100_000_000n);
      return person;
    },
    async sell(more = {}) {
      const buyer = more.buyer ?? (await market.buyer());
      const bought = await t.call(
        endpoints.buyNow,
        { body: linesBody([[more.sku ?? sku, more.quantity ?? 1]]), idempotencyKey: t.key() },
        buyer,
      );
      assert.ok(bought.ok, JSON.stringify(bought));
      const orderId = fromPublicId('order', bought.value.orders[0]?.orderId as string) as string;
      const key = { storeId: (more.sku ?? sku).storeId, orderId };
      // How an order becomes private is attribution's matter, and tested there.
      if (more.isPrivate !== false)
        await t.handle.pool.query(
          `update orders set source_class = 'private', source = 'group' where id = $1`,
          [orderId],
        );
      parcels += 1;
      const shipped = await t.call(
        endpoints.shipOrder,
        {
          params: at(key),
          body: { carrier: 'SF', trackingNumber: more.tracking ?? `SF${parcels}` },
          idempotencyKey: t.key(),
        },
        market.owner,
      );
      must(shipped);
      if (more.isScanned !== false) {
        const { rows } = await t.handle.pool.query('select id from shipment where order_id = $1', [orderId]);
        const shipmentId = toPublicId('shipment', rows[0].id);
        must(await t.call(endpoints.deliverShipment, { params: { ...at(key), shipmentId } }, market.owner));
      }
      return key;
    },
    async confirm(order, buyer) {
      const { orderId } = at(order);
      must(await t.call(endpoints.confirmReceipt, { params: { orderId }, idempotencyKey: t.key() }, buyer));
    },
    async refund(order, amountMinor) {
      const body = {
        reason: 'test',
        ...(amountMinor === undefined ? {} : { lines: [{ lineNo: 1, amountMinor }] }),
      };
      must(
        await t.call(endpoints.refundOrder, { params: at(order), body, idempotencyKey: t.key() }, t.owner),
      );
    },
    async pass(days) {
      await t.clock.set(new Date(t.clock.now().getTime() + days * dayMs));
      await t.sweep();
    },
    async passWindow() {
      const { orders, afterSales } = t.market.policy.at(t.clock.now()).document;
      await market.pass(orders.autoCompleteDaysAfterDelivery);
      await market.pass(afterSales.returnWindowDays);
    },
    async incentive(order) {
      const { rows } = await t.handle.pool.query(
        `select state, rebate_minor, vested_minor, clawed_back_minor, merit_minor, base_minor, limited_by from incentive
          where store_id = $1 and order_id = $2`,
        [order.storeId, order.orderId],
      );
      return rows[0];
    },
    async reasons(order) {
      const { rows } = await t.handle.pool.query(
        'select reason from incentive_exclusion where store_id = $1 and order_id = $2 order by reason',
        [order.storeId, order.orderId],
      );
      return rows.map((row) => row.reason);
    },
    async booked(account) {
      const { rows } = await t.handle.pool.query(
        'select coalesce(-sum(amount_minor), 0)::bigint as sum from ledger_entry where account = $1',
        [account],
      );
      return rows[0].sum;
    },
  };
  return market;
}

/** Another store of the same licence with goods of the same price. */
export async function siblingSku(t: IncentiveMarket): Promise<GivenSku> {
  const storeId = await givenStore(t.market.db, t.ids, t.licenceId);
  return givenSku(t.market.db, t.ids, storeId, { priceMinor: 10_000n, available: 100_000 });
}
