import { endpoints } from '@hazumi/contracts';
import { chanceOf } from '../chance.ts';
import type { Act } from '../plan/acts.ts';
import { Missing, openOf, type Scene } from './checkouts.ts';
import type { OpenedStore } from './stores.ts';

type OrderAct = Extract<Act, { order: number }>;

/** What happens to an order after it is paid, done by whoever does it: shopper, packer, owner, carrier. */
export async function handle(scene: Scene, act: OrderAct): Promise<void> {
  const { world, cast } = scene;
  const { checkout, order } = act;
  const orderId = openOf(scene, checkout).orderIds[order] as string;
  const slug = checkout.orders[order]?.store.store.slug ?? '';
  const store = scene.stores.get(slug) as OpenedStore;
  const shopper = cast.shopper(checkout.shopper);
  const key = `seed-${act.kind}-${checkout.number}-${order}`;
  const ofShopper = { params: { orderId } };
  const ofStore = { params: { storeId: store.storeId, orderId } };
  switch (act.kind) {
    case 'cancel':
      return void (await world.ask(endpoints.cancelMyOrder, shopper, {
        ...ofShopper,
        idempotencyKey: key,
        body: { reason: reasonOf(act, cancelReasons) },
      }));
    case 'stockOut':
      return void (await world.ask(endpoints.cancelStoreOrder, store.packer, {
        ...ofStore,
        idempotencyKey: key,
        body: { reason: '仓库盘点发现缺货' },
      }));
    case 'confirm':
      return void (await world.ask(endpoints.confirmReceipt, shopper, ofShopper));
    case 'ship':
      return ship(scene, act, store, key);
    case 'deliver':
      return deliver(scene, act, store);
    case 'refund':
      return refund(scene, act, store, key);
  }
}

async function ship(
  scene: Scene,
  act: Extract<OrderAct, { kind: 'ship' }>,
  store: OpenedStore,
  key: string,
): Promise<void> {
  const { checkout, order, parcel, parcels, carrier, tracking } = act;
  const open = openOf(scene, checkout);
  // The first of two parcels holds a piece of the first line; the second what is left.
  const first = parcels > 1 && parcel === 0 ? { lines: [{ lineNo: 1, quantity: 1 }] } : {};
  const { shipments } = await scene.world.ask(endpoints.shipOrder, store.packer, {
    params: { storeId: store.storeId, orderId: open.orderIds[order] as string },
    idempotencyKey: `${key}-${parcel}`,
    body: { carrier, trackingNumber: tracking, ...first },
  });
  const shipment = shipments.find(({ trackingNumber }) => trackingNumber === tracking);
  if (shipment === undefined) throw new Error(`the parcel ${tracking} was not noted`);
  open.shipmentIds[`${order}-${parcel}`] = shipment.id;
}

async function deliver(
  scene: Scene,
  act: Extract<OrderAct, { kind: 'deliver' }>,
  store: OpenedStore,
): Promise<void> {
  const { checkout, order, parcel, tracking } = act;
  const open = openOf(scene, checkout);
  const shipmentId = open.shipmentIds[`${order}-${parcel}`];
  if (shipmentId === undefined) throw new Missing(`the parcel ${tracking} was never shipped`);
  const params = { storeId: store.storeId, orderId: open.orderIds[order] as string, shipmentId };
  await scene.world.ask(endpoints.deliverShipment, store.packer, { params });
}

async function refund(
  scene: Scene,
  act: Extract<OrderAct, { kind: 'refund' }>,
  store: OpenedStore,
  key: string,
): Promise<void> {
  const { checkout, order, isWhole } = act;
  const orderId = openOf(scene, checkout).orderIds[order] as string;
  const [first] = checkout.orders[order]?.lines ?? [];
  if (first === undefined) throw new Error(`order ${orderId} has no lines`);
  const chance = chanceOf(scene.world.number, key);
  const part = Math.max(1, Math.floor((first.sku.priceMinor * chance.between(0.15, 0.5)) / 100) * 100);
  await scene.world.ask(endpoints.refundOrder, store.owner, {
    params: { storeId: store.storeId, orderId },
    idempotencyKey: key,
    body: {
      reason: reasonOf(act, refundReasons),
      ...(isWhole ? {} : { lines: [{ lineNo: 1, amountMinor: part }] }),
    },
  });
}

const cancelReasons: Record<string, readonly string[]> = {
  'zh-CN': ['拍错规格了', '暂时不需要了', '想换一个颜色'],
  ja: ['サイズを間違えました', '都合により', '色を選び直します'],
  en: ['Ordered the wrong size', 'Changed my mind', 'Found it at home after all'],
};
const refundReasons: Record<string, readonly string[]> = {
  'zh-CN': ['运输途中外盒压坏', '与描述有色差', '少发一件小样', '七天无理由退货'],
  ja: ['輸送中に箱がつぶれていた', '思っていた色と違う', '返品'],
  en: ['The box was crushed on the way', 'The colour differs from the picture', 'Returned'],
};

function reasonOf({ checkout }: OrderAct, reasons: Record<string, readonly string[]>): string {
  const known = reasons[checkout.shopper.locale] ?? [];
  return known[checkout.number % known.length] as string;
}
