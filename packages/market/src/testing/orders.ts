import { sumMinor } from '@hazumi/policy';
import type { Db } from '../kernel/database.ts';
import { type IdSource, uuidv7Source } from '../kernel/ids.ts';
import type { OrderState } from '../orders/orders.tables.ts';
import { testAddress } from './goods.ts';
import { testStart } from './market.ts';

export interface GivenOrder {
  storeId: string;
  orderId: string;
  checkoutId: string;
}

export interface GivenLine {
  quantity?: number;
  unitPriceMinor?: bigint;
  freightMinor?: bigint;
  /** pieces shipped already; all of them in the states where all are */
  shipped?: number;
  returned?: number;
  refundedGoodsMinor?: bigint;
  refundedFreightMinor?: bigint;
}

/**
 * One order of a store, alone in its checkout, written as rows in the state that is asked for: for tests of what comes after
 * placing. Times follow from the state.
 */
export async function givenOrder(
  db: Db,
  ids: IdSource,
  storeId: string,
  more: {
    buyer?: string;
    state?: OrderState;
    number?: string;
    placedAt?: Date;
    shippedAt?: Date;
    deliveredAt?: Date;
    expiresAt?: Date;
    lines?: GivenLine[];
  } = {},
): Promise<GivenOrder> {
  const newId = (): string => ids.next(testStart);
  const { state = 'paid', placedAt = testStart } = more;
  const buyer = more.buyer ?? `person:${newId()}`;
  const userId = buyer.startsWith('person:') ? buyer.slice('person:'.length) : null;
  // Ids grow with the time of placing; a source of its own knows no later one.
  const orderId = uuidv7Source().next(placedAt);
  const checkoutId = newId();
  const lines = (more.lines ?? [{}]).map((line) => {
    const quantity = line.quantity ?? 1;
    const unitPriceMinor = line.unitPriceMinor ?? 1000n;
    return {
      ...line,
      quantity,
      unitPriceMinor,
      goodsMinor: unitPriceMinor * BigInt(quantity),
      freightMinor: line.freightMinor ?? 0n,
    };
  });
  const goodsMinor = sumMinor(lines.map((line) => line.goodsMinor));
  const freightMinor = sumMinor(lines.map((line) => line.freightMinor));
  const feeMinor = sumMinor(lines.map((line) => line.goodsMinor / 20n));
  const refundedMinor = sumMinor(
    lines.map((line) => (line.refundedGoodsMinor ?? 0n) + (line.refundedFreightMinor ?? 0n)),
  );
  const isPaid = state !== 'unpaid' && state !== 'cancelled';
  const isOver = state === 'shipped' || state === 'complete';
  await db
    .insertInto('checkout')
    .values({
      id: checkoutId,
      buyer,
      user_id: userId,
      email: 'buyer@example.test',
      guest_hash: userId === null ? Buffer.from(buyer.slice('guest:'.length), 'hex') : null,
      state: isPaid ? 'paid' : state === 'cancelled' ? 'cancelled' : 'unpaid',
      currency: 'CNY',
      total_minor: goodsMinor + freightMinor,
      captured_minor: isPaid ? goodsMinor + freightMinor : 0n,
      address: JSON.stringify(testAddress),
      locale: 'en',
      placed_at: placedAt,
      expires_at: more.expiresAt ?? new Date(placedAt.getTime() + 15 * 60_000),
      paid_at: isPaid ? placedAt : null,
      policy_version: 1,
    })
    .execute();
  await db
    .insertInto('orders')
    .values({
      store_id: storeId,
      id: orderId,
      checkout_id: checkoutId,
      number: more.number ?? orderId.slice(-12),
      buyer,
      user_id: userId,
      state,
      currency: 'CNY',
      goods_minor: goodsMinor,
      freight_minor: freightMinor,
      tax_minor: 0n,
      fee_minor: feeMinor,
      total_minor: goodsMinor + freightMinor,
      refunded_minor: refundedMinor,
      address: JSON.stringify(testAddress),
      placed_at: placedAt,
      paid_at: isPaid ? placedAt : null,
      shipped_at: isOver ? (more.shippedAt ?? placedAt) : null,
      delivered_at: more.deliveredAt ?? null,
      completed_at: state === 'complete' ? placedAt : null,
      policy_version: 1,
    })
    .execute();
  await db
    .insertInto('order_line')
    .values(
      lines.map((line, at) => ({
        store_id: storeId,
        order_id: orderId,
        line_no: at + 1,
        product_id: newId(),
        sku_id: newId(),
        category_id: newId(),
        title: JSON.stringify({ en: `Goods ${at + 1}` }),
        options: JSON.stringify([]),
        picture_key: null,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        goods_minor: line.goodsMinor,
        freight_minor: line.freightMinor,
        goods_tax_minor: 0n,
        freight_tax_minor: 0n,
        fee_ppm: 50_000,
        fee_reason: 'standard',
        fee_minor: line.goodsMinor / 20n,
        shipped_quantity: line.shipped ?? (isOver ? line.quantity : 0),
        returned_quantity: line.returned ?? 0,
        refunded_goods_minor: line.refundedGoodsMinor ?? 0n,
        refunded_freight_minor: line.refundedFreightMinor ?? 0n,
      })),
    )
    .execute();
  return { storeId, orderId, checkoutId };
}
