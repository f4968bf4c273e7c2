/** The load: shoppers who buy in every way there is, and sellers who ship, cancel and refund, all of them persistent. */
import { randomBytes } from 'node:crypto';
import { type BodyInput, type Client, endpoints } from '@hazumi/contracts';
import { testAddress } from '@hazumi/market/testing';
import type { Chance } from '../seed/chance.ts';
import { type Acknowledged, ask, type Credential, noteCheckout, noteOrder } from './acknowledged.ts';
import { insist } from './patience.ts';
import type { Json, Place } from './place.ts';

export interface Goods {
  skuId: string;
  priceMinor: number;
}

export interface Trader {
  call: Client;
  place: Place;
  acknowledged: Acknowledged;
  chance: Chance;
  goods: readonly Goods[];
  /** by store: what the requests of its seller carry */
  sellers: ReadonlyMap<string, Credential>;
}

type Wish = BodyInput<typeof endpoints.buyNow>;
const freshKey = (): string => randomBytes(12).toString('hex');

/** What may go wrong at the provider while a payment is under way. */
const faults: readonly Json[] = [
  {},
  {},
  { duplicateWebhooks: 2 },
  { outOfOrderMs: 300 },
  { lostWebhooks: true },
  { wrongSignatures: 1 },
  { slowMs: 100 },
  { refundFailures: 1 },
  { refundDelayMs: 500 },
];

/** One thing that a shopper does, from its wish to its end. */
export async function shop(trader: Trader, buyer: Credential, isGuest: boolean): Promise<void> {
  const { chance } = trader;
  if (!isGuest && chance.of(0.35)) return buyNow(trader, buyer);
  const checkoutId = await orderFromCart(trader, buyer);
  if (checkoutId === undefined) return;
  if (chance.of(0.12)) return giveUp(trader, buyer, checkoutId);
  await pay(trader, buyer, checkoutId, isGuest);
  if (chance.of(0.2)) await giveUp(trader, buyer, checkoutId);
}

/** One thing that somebody does with an order that stands. */
export async function follow(trader: Trader): Promise<void> {
  const { call, acknowledged, chance, sellers } = trader;
  if (acknowledged.orders.length === 0) return;
  const { orderId, storeId, buyer } = chance.pick(acknowledged.orders);
  const seller = sellers.get(storeId) as Credential;
  const mine = { headers: buyer, params: { orderId } };
  const ours = { headers: seller, params: { storeId, orderId } };
  const idempotencyKey = freshKey();
  const acts = [
    () => ask(call, acknowledged, endpoints.cancelMyOrder, { ...mine, body: {}, idempotencyKey }),
    () => ask(call, acknowledged, endpoints.confirmReceipt, mine),
    () =>
      ask(call, acknowledged, endpoints.shipOrder, {
        ...ours,
        body: { carrier: 'SF', trackingNumber: 'SF1' },
        idempotencyKey,
      }),
    () =>
      ask(call, acknowledged, endpoints.cancelStoreOrder, {
        ...ours,
        body: { reason: 'sold out' },
        idempotencyKey,
      }),
    () =>
      ask(call, acknowledged, endpoints.refundOrder, {
        ...ours,
        body: { reason: 'a fault' },
        idempotencyKey,
      }),
    () =>
      ask(call, acknowledged, endpoints.refundOrder, {
        ...ours,
        body: { reason: 'a scratch', lines: [{ lineNo: 1, amountMinor: chance.whole(1, 300) }] },
        idempotencyKey,
      }),
    async () => {
      const order = await ask(call, acknowledged, endpoints.getStoreOrder, ours);
      const sent = order?.shipments.find((shipment) => shipment.deliveredAt === null);
      if (sent === undefined) return order;
      const params = { ...ours.params, shipmentId: sent.id };
      return ask(call, acknowledged, endpoints.deliverShipment, { headers: seller, params });
    },
  ];
  const order = await chance.weighted(acts, (act) => (act === acts[2] ? 4 : 1))();
  if (order !== undefined) noteOrder(acknowledged, order);
}

function wishOf({ chance, goods }: Trader): Wish {
  const wanted = new Map<Goods, number>();
  for (let at = chance.whole(1, 3); at > 0; at -= 1) wanted.set(chance.pick(goods), chance.whole(1, 2));
  const lines = [...wanted].map(([{ skuId, priceMinor }, quantity]) => ({
    skuId,
    quantity,
    unitPriceMinor: priceMinor,
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return { lines, totalMinor, currency: 'CNY', address: testAddress, email: 'guest@example.test' };
}

async function buyNow(trader: Trader, buyer: Credential): Promise<void> {
  const { call, acknowledged } = trader;
  const request = { headers: buyer, body: wishOf(trader), idempotencyKey: freshKey() };
  const bought = await ask(call, acknowledged, endpoints.buyNow, request);
  if (bought !== undefined) noteCheckout(acknowledged, bought, bought.checkoutId, buyer);
}

async function orderFromCart(trader: Trader, buyer: Credential): Promise<string | undefined> {
  const { call, acknowledged, chance } = trader;
  const body = wishOf(trader);
  const cartLineIds: string[] = [];
  if (chance.of(0.5)) {
    for (const { skuId } of body.lines) {
      const cart = await ask(call, acknowledged, endpoints.addCartLine, { headers: buyer, body: { skuId } });
      const line = cart?.stores.flatMap((store) => store.lines).find((one) => one.skuId === skuId);
      if (line !== undefined) cartLineIds.push(line.id);
    }
  }
  const placed = await ask(call, acknowledged, endpoints.placeCheckout, {
    headers: buyer,
    body: { ...body, cartLineIds },
    idempotencyKey: freshKey(),
  });
  if (placed !== undefined) noteCheckout(acknowledged, placed, placed.id, buyer);
  return placed?.id;
}

async function pay(trader: Trader, buyer: Credential, checkoutId: string, isGuest: boolean): Promise<void> {
  const { call, acknowledged, chance } = trader;
  const params = { checkoutId };
  const method = chance.weighted(['card', 'slip', 'voucher', 'mixed', 'balance'] as const, (one) =>
    one === 'card' ? 4 : isGuest && one !== 'slip' && one !== 'voucher' ? 0 : 1,
  );
  const payments =
    method === 'mixed'
      ? [{ method: 'balance' as const, amountMinor: chance.whole(1, 400) }, { method: 'card' as const }]
      : [{ method, ...(method === 'card' ? { instalments: 6 } : {}) }];
  const begun = await ask(call, acknowledged, endpoints.payCheckout, {
    headers: buyer,
    params,
    body: { payments },
    idempotencyKey: freshKey(),
  });
  if (begun === undefined) return;
  noteCheckout(acknowledged, begun, checkoutId, buyer);
  for (const payment of begun.payments) {
    if (payment.redirectUrl !== null && chance.of(0.9))
      await actAtProvider(trader, payment.redirectUrl, payment.method);
  }
  // Half of the shoppers never come back from the provider's page.
  if (chance.of(0.5)) return;
  const finalized = await ask(call, acknowledged, endpoints.finalizeCheckout, { headers: buyer, params });
  if (finalized !== undefined) noteCheckout(acknowledged, finalized, checkoutId, buyer);
}

async function actAtProvider({ place, chance }: Trader, page: string, method: string): Promise<void> {
  const id = new URL(page).pathname.split('/').at(-1);
  const act = async (body: Json): Promise<void> => {
    await insist(() => place.callSandbox('POST', `/api/payments/${id}/act`, body));
  };
  const paying: Json = { act: method === 'slip' ? 'paySlip' : 'approve', faults: chance.pick(faults) };
  if (method === 'slip' && chance.of(0.3)) paying.capturedAmountMinor = chance.whole(1, 3_000);
  if (method === 'card' && chance.of(0.3)) paying.instalments = 6;
  if (chance.of(0.1)) return act({ act: method === 'slip' ? 'expire' : 'decline' });
  // Money that comes for a payment that is over.
  if (chance.of(0.1)) {
    await act({ act: 'expire', faults: { lateMs: 1 } });
    return act({ ...paying, faults: { lateMs: 1 } });
  }
  return act(paying);
}

/** Cancels a checkout that is unpaid as far as its shopper knows. */
export async function giveUp(
  { call, acknowledged }: Pick<Trader, 'call' | 'acknowledged'>,
  buyer: Credential,
  checkoutId: string,
): Promise<void> {
  const ended = await ask(call, acknowledged, endpoints.cancelCheckout, {
    headers: buyer,
    params: { checkoutId },
  });
  if (ended !== undefined) noteCheckout(acknowledged, ended, checkoutId, buyer);
}
