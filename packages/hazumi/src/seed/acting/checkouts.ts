import { endpoints } from '@hazumi/contracts';
import type { Actor } from '@hazumi/market';
import type { Act, Story } from '../plan/acts.ts';
import { type PlannedCheckout, totalMinor } from '../plan/checkouts.ts';
import type { OpenCheckout } from '../progress.ts';
import type { Goods } from './goods.ts';
import type { Links } from './links.ts';
import type { Cast } from './people.ts';
import type { OpenedStore, Stores } from './stores.ts';
import { visitorHeaders } from './visits.ts';
import type { Answer, World } from './world.ts';

type Checkout = Answer<typeof endpoints.getCheckout>;

/** Who and what the acts of the story are done with. */
export interface Scene {
  world: World;
  cast: Cast;
  stores: Stores;
  goods: Goods;
  story: Story;
  links: Links;
  /** checkouts that are under way, by their number in the plan */
  open: Map<number, OpenCheckout>;
  /** acts that did not come about, because somebody else was quicker */
  leftOut: number;
}

/** An act that builds on one that did not come about. */
export class Missing extends Error {}

const secondMs = 1_000;

/** Places a checkout; one that is paid from the balance is bought at one touch. */
export async function place(
  scene: Scene,
  { checkout, fate }: Extract<Act, { kind: 'place' }>,
): Promise<void> {
  const { world, cast } = scene;
  const { shopper, number } = checkout;
  const as = cast.shopper(shopper);
  const body = {
    lines: checkout.orders.flatMap(({ store, lines }) =>
      lines.map(({ sku, quantity }) => ({
        skuId: scene.goods.skuId(store.store.slug, sku.code),
        quantity,
        unitPriceMinor: sku.priceMinor,
      })),
    ),
    totalMinor: totalMinor(checkout),
    currency: 'CNY',
    address: shopper.address,
    ...(shopper.email === null ? { email: `guest${shopper.number}@people.example` } : {}),
    ...noteOf(checkout),
  };
  const call = {
    body,
    idempotencyKey: `seed-order-${number}`,
    headers: { 'x-hazumi-locale': shopper.locale, ...visitorHeaders(world, shopper) },
  };
  if (fate.payment.kind === 'balance') {
    const { checkoutId, orders } = await world.ask(endpoints.buyNow, as, call);
    remember(scene, checkout, checkoutId, orders);
  } else {
    const placed = await world.ask(endpoints.placeCheckout, as, call);
    remember(scene, checkout, placed.id, placed.orders);
  }
}

function remember(
  scene: Scene,
  checkout: PlannedCheckout,
  checkoutId: string,
  orders: readonly { orderId: string; storeId: string }[],
): void {
  const orderIds = checkout.orders.map(({ store }) => {
    const { storeId } = scene.stores.get(store.store.slug) as OpenedStore;
    return orders.find((order) => order.storeId === storeId)?.orderId as string;
  });
  scene.open.set(checkout.number, { checkoutId, orderIds, paymentIds: [], shipmentIds: {} });
}

const notes: Record<string, readonly string[]> = {
  'zh-CN': ['麻烦用纸箱包装，谢谢。', '周末在家，可以打电话。', '送人的，请不要放价签。', '放驿站就好。'],
  ja: [
    '贈り物です。納品書は入れないでください。',
    '不在時は宅配ボックスへお願いします。',
    '簡易包装で大丈夫です。',
  ],
  en: ['A gift: please leave out the prices.', 'Leave it with the neighbour at number 4.', 'No rush.'],
};

/** Every twelfth shopper has a word for the seller. */
function noteOf({ number, shopper }: PlannedCheckout): { note: string } | Record<never, never> {
  const known = notes[shopper.locale] ?? [];
  return number % 12 === 5 ? { note: known[number % known.length] as string } : {};
}

/** Begins the payment that the shopper chose, and does at the provider what the shopper does there. */
export async function pay(
  scene: Scene,
  { checkout, fate, at }: Extract<Act, { kind: 'pay' }>,
): Promise<void> {
  const { payment } = fate;
  const { number } = checkout;
  switch (payment.kind) {
    case 'card': {
      const attempts = payment.isDeclinedFirst ? 2 : 1;
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const begun = at + (attempt - 1) * 110 * secondMs;
        const paymentId = await begin(scene, checkout, begun, attempt, {
          method: 'card',
          instalments: payment.instalments,
        });
        const isDeclined = attempt < attempts;
        const act = isDeclined
          ? { act: 'decline', reason: 'insufficient_funds' }
          : { act: 'approve', instalments: payment.instalments };
        if (paymentId !== undefined)
          await scene.world.provider.act(paymentId, act, `seed-act-${number}-${attempt}`);
        await finalize(scene, checkout, begun + 35 * secondMs);
      }
      return;
    }
    case 'voucher':
    case 'split': {
      const card = {
        method: payment.kind === 'split' ? ('card' as const) : ('voucher' as const),
        instalments: 1,
      };
      const first = payment.kind === 'split' ? payment.balanceMinor : 0;
      const paymentId = await begin(scene, checkout, at, 1, card, first);
      if (paymentId !== undefined)
        await scene.world.provider.act(paymentId, { act: 'approve' }, `seed-act-${number}-1`);
      return finalize(scene, checkout, at + 35 * secondMs);
    }
    case 'slip':
    case 'none':
      await begin(scene, checkout, at, 1, {
        method: payment.kind === 'slip' ? 'slip' : 'card',
        instalments: 1,
      });
      return;
    case 'balance':
    case 'givenUp':
      throw new Error(`checkout ${number} is not paid later`);
  }
}

/** @returns the provider's id of the payment; undefined where it came to its end before, which happens to a day that is told again */
async function begin(
  scene: Scene,
  checkout: PlannedCheckout,
  at: number,
  attempt: number,
  wish: { method: 'card' | 'slip' | 'voucher'; instalments: number },
  balanceMinor = 0,
): Promise<string | undefined> {
  const { world, cast } = scene;
  const open = openOf(scene, checkout);
  const fromBalance = balanceMinor > 0 ? [{ method: 'balance' as const, amountMinor: balanceMinor }] : [];
  const answer = await world.clock.at(at, () =>
    world.ask(endpoints.payCheckout, cast.shopper(checkout.shopper), {
      params: { checkoutId: open.checkoutId },
      idempotencyKey: `seed-pay-${checkout.number}-${attempt}`,
      headers: { 'x-hazumi-locale': checkout.shopper.locale },
      body: { payments: [...fromBalance, wish] },
    }),
  );
  const payment = atProvider(answer)[attempt - 1];
  if (payment === undefined) throw new Error(`checkout ${checkout.number} has no payment ${attempt}`);
  if (payment.redirectUrl === null) {
    if (world.isRetelling) return undefined;
    throw new Missing(`payment ${attempt} of checkout ${checkout.number} is ${payment.state} already`);
  }
  const paymentId = idAtProvider(payment.redirectUrl);
  open.paymentIds[attempt - 1] = paymentId;
  return paymentId;
}

/** Payments at the provider as they were begun: our ids grow with time. */
const atProvider = ({ payments }: Checkout): Checkout['payments'] =>
  payments
    .filter(({ method }) => method !== 'balance')
    .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));

/** The provider's own id is in the address of its page. */
const idAtProvider = (redirectUrl: string): string =>
  new URL(redirectUrl).pathname.split('/').at(-1) as string;

/** The shopper's browser comes back and asks the market to look: no webhook of the past arrives. */
async function finalize(scene: Scene, checkout: PlannedCheckout, at: number): Promise<void> {
  const { checkoutId } = openOf(scene, checkout);
  await scene.world.clock.at(at, () =>
    scene.world.ask(endpoints.finalizeCheckout, scene.cast.shopper(checkout.shopper), {
      params: { checkoutId },
    }),
  );
}

export async function paySlip(
  scene: Scene,
  { checkout, at }: Extract<Act, { kind: 'paySlip' }>,
): Promise<void> {
  const paymentId = openOf(scene, checkout).paymentIds[0];
  if (paymentId === undefined) throw new Missing(`checkout ${checkout.number} has no slip`);
  await scene.world.provider.act(paymentId, { act: 'paySlip' }, `seed-slip-${checkout.number}`);
  await finalize(scene, checkout, at);
}

export async function giveUp(scene: Scene, { checkout }: Extract<Act, { kind: 'giveUp' }>): Promise<void> {
  await scene.world.ask(endpoints.cancelCheckout, scene.cast.shopper(checkout.shopper), {
    params: { checkoutId: openOf(scene, checkout).checkoutId },
  });
}

export async function topUp(scene: Scene, act: Extract<Act, { kind: 'topUp' }>): Promise<void> {
  const { world, cast } = scene;
  const as: Actor = cast.shopper(act.shopper);
  const { amountMinor, key } = act;
  const body = { amountMinor, currency: 'CNY', method: 'card' as const };
  const { id, redirectUrl, state } = await world.ask(endpoints.topUpBalance, as, {
    body,
    idempotencyKey: key,
  });
  if (redirectUrl !== null) await world.provider.act(idAtProvider(redirectUrl), { act: 'approve' }, key);
  else if (!world.isRetelling) throw new Missing(`the top-up ${key} is ${state} already`);
  await world.clock.at(act.at + 40 * secondMs, () =>
    world.ask(endpoints.finalizeTopUp, as, { params: { paymentId: id } }),
  );
}

export function openOf(scene: Scene, { number }: PlannedCheckout): OpenCheckout {
  const open = scene.open.get(number);
  if (open === undefined) throw new Missing(`checkout ${number} was never placed`);
  return open;
}
