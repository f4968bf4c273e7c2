/** The long way to an order: cart, checkout, the provider's page, its webhook; counted in requests as well as in time. */
import { createClient, endpoints, toPublicId } from '@hazumi/contracts';
import { type GivenSku, testAddress } from '../packages/market/src/testing/goods.ts';
import { round } from './load.ts';
import type { Shopper, World } from './world.ts';

const clients = 8;

export async function measureLongWay(
  world: World,
  shelf: GivenSku[][],
  shoppers: readonly Shopper[],
  seconds: number,
) {
  let requests = 0;
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < end; turn += 1) {
        const started = performance.now();
        const shopper = shoppers[(client + turn * clients) % shoppers.length] as Shopper;
        const goods = shelf[(client * 3 + turn) % shelf.length] as GivenSku[];
        const sent = await order(
          world,
          shopper,
          goods[turn % goods.length] as GivenSku,
          `long-${process.pid}-${client}-${turn}`,
        );
        requests += sent;
        times.push(performance.now() - started);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return {
    clients,
    orders_per_s: round(times.length / ((performance.now() - begun) / 1000)),
    p50_ms: round(times[Math.floor(times.length / 2)] ?? 0),
    p99_ms: round(times[Math.floor(times.length * 0.99)] ?? 0),
    requests_per_order: round(requests / times.length),
  };
}

/** Returns the number of requests that shopper, provider and market sent for it; the webhook is one of them. */
async function order(world: World, shopper: Shopper, sku: GivenSku, key: string): Promise<number> {
  let requests = 1;
  const call = createClient({
    baseUrl: world.url,
    headers: { authorization: `Bearer ${shopper.token}` },
    fetch: (request) => {
      requests += 1;
      return fetch(request);
    },
  });
  const skuId = toPublicId('sku', sku.skuId);
  const added = await call(endpoints.addCartLine, { body: { skuId, quantity: 1 } });
  if (!added.ok) throw new Error(`the cart refused: ${JSON.stringify(added.problem)}`);
  const line = added.value.stores.flatMap((store) => store.lines).find((one) => one.skuId === skuId);
  if (line === undefined) throw new Error('the cart lost a line');
  const placed = await call(endpoints.placeCheckout, {
    body: {
      lines: [{ skuId, quantity: line.quantity, unitPriceMinor: line.unitPriceMinor }],
      totalMinor: line.goodsMinor + line.freightMinor,
      currency: 'CNY',
      address: testAddress,
      cartLineIds: [line.id],
    },
    idempotencyKey: `${key}-place`,
  });
  if (!placed.ok) throw new Error(`the checkout refused: ${JSON.stringify(placed.problem)}`);
  const params = { checkoutId: placed.value.id };
  const begun = await call(endpoints.payCheckout, {
    params,
    body: { payments: [{ method: 'card' }] },
    idempotencyKey: `${key}-pay`,
  });
  if (!begun.ok) throw new Error(`paying was refused: ${JSON.stringify(begun.problem)}`);
  const page = new URL(begun.value.payments[0]?.redirectUrl ?? '');
  await world.sandbox.call('POST', `/api/payments/${page.pathname.split('/').at(-1)}/act`, {
    act: 'approve',
  });
  requests += 1;
  const done = await call(endpoints.finalizeCheckout, { params });
  if (!done.ok || done.value.state !== 'paid') throw new Error(`it was not paid: ${JSON.stringify(done)}`);
  return requests;
}
