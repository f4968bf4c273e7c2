import { createHmac } from 'node:crypto';
import { type AnswerOf, type BodyInput, endpoints, toPublicId } from '@hazumi/contracts';
import { systemClock } from '../kernel/clock.ts';
import type { Actor } from '../kernel/context.ts';
import { type IdSource, uuidv7Source } from '../kernel/ids.ts';
import type { Points } from '../kernel/points.ts';
import { type SandboxProcess, startSandboxProcess } from '../payments/provider/sandbox.process.ts';
import { SandboxProvider } from '../payments/provider/sandbox.ts';
import { registerTrade } from '../trade.ts';
import { type GivenSku, givenLicence, givenStore, testAddress } from './goods.ts';
import { listen } from './listen.ts';
import { personActor, type TestMarket, testMarket, testStart } from './market.ts';

type Checkout = AnswerOf<typeof endpoints.getCheckout>;
export type Person = Extract<Actor, { kind: 'person' }>;

/** A market that trades with a real payment sandbox, whose webhooks reach it over HTTP. */
export interface TradingMarket extends TestMarket {
  ids: IdSource;
  sandbox: SandboxProcess;
  licenceId: string;
  storeId: string;
  owner: Actor;
  person(): Person;
  key(): string;
  place(buyer: Actor, lines: [GivenSku, number][]): Promise<Checkout>;
  pay(
    buyer: Actor,
    checkout: Checkout,
    payments: BodyInput<typeof endpoints.payCheckout>['payments'],
  ): Promise<Checkout>;
  /** the shopper acts on the provider's page */
  act(checkout: Checkout, at: number, act: Record<string, unknown>): Promise<void>;
  /** delivers the provider's newest event of a payment as its webhook would, at the moment that the test chooses */
  deliverWebhook(checkout: Checkout, at: number): Promise<Response>;
  checkout(buyer: Actor, id: string): Promise<Checkout>;
}

/** The lines as a shopper would send them, at the prices they have. */
export function linesBody(lines: readonly [GivenSku, number][]): BodyInput<typeof endpoints.buyNow> {
  return {
    lines: lines.map(([sku, quantity]) => ({
      skuId: toPublicId('sku', sku.skuId),
      quantity,
      unitPriceMinor: Number(sku.priceMinor),
    })),
    totalMinor: lines.reduce((sum, [sku, quantity]) => sum + Number(sku.priceMinor) * quantity, 0),
    currency: 'CNY',
    address: testAddress,
  };
}

export async function tradingMarket(options: { points?: Points } = {}): Promise<TradingMarket> {
  const door = await listen();
  const sandbox = await startSandboxProcess();
  const provider = new SandboxProvider({
    url: sandbox.url,
    apiKey: sandbox.apiKey,
    webhookSecrets: [sandbox.webhookSecret],
    clock: systemClock,
  });
  const test = await testMarket({
    areas: [(market, handle, url) => registerTrade(market, handle.pool, url)],
    settings: { publicUrl: door.url },
    // The sandbox lives in the machine's time, so the market's clock starts there too.
    start: systemClock.now(),
    parts: {
      providers: new Map([['sandbox', provider]]),
      ...(options.points === undefined ? {} : { points: options.points }),
    },
  });
  door.handle((request) => test.market.app.fetch(request));
  const ids = uuidv7Source();
  const licenceId = await givenLicence(test.market.db, ids);
  const storeId = await givenStore(test.market.db, ids, licenceId);
  const owner = personActor(ids.next(testStart), {
    memberships: [{ licenceId, storeId: null, role: 'owner' }],
  });
  let keys = 0;
  const key = () => `key-of-test-${keys++}`;
  const must = async <T>(
    result: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>,
  ): Promise<T> => {
    const settled = await result;
    if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
    return settled.value;
  };
  const trading: TradingMarket = {
    ...test,
    ids,
    sandbox,
    licenceId,
    storeId,
    owner,
    key,
    person: () => personActor(ids.next(testStart)) as Person,
    place: (buyer, lines) =>
      must(
        test.call(
          endpoints.placeCheckout,
          { body: { ...linesBody(lines), email: 'guest@example.test' }, idempotencyKey: key() },
          buyer,
        ),
      ),
    pay: (buyer, checkout, payments) =>
      must(
        test.call(
          endpoints.payCheckout,
          {
            params: { checkoutId: checkout.id },
            body: { payments, returnUrl: `${door.url}/back` },
            idempotencyKey: key(),
          },
          buyer,
        ),
      ),
    async act(checkout, at, act) {
      await sandbox.call('POST', `/api/payments/${providerIdOf(checkout, at)}/act`, act);
    },
    async deliverWebhook(checkout, at) {
      const id = providerIdOf(checkout, at);
      const events = await eventsOf(sandbox);
      const event = events.filter((one) => one.data.payment.id === id).at(-1);
      if (event === undefined) throw new Error(`the provider has no event of ${id}`);
      return test.market.app.request('/v1/webhooks/sandbox', signedWebhook(sandbox.webhookSecret, event));
    },
    checkout: (buyer, id) => must(test.call(endpoints.getCheckout, { params: { checkoutId: id } }, buyer)),
    async close() {
      await test.close();
      await sandbox.close();
      await door.close();
    },
  };
  return trading;
}

const providerIdOf = (checkout: Checkout, at: number): string =>
  new URL(checkout.payments[at]?.redirectUrl ?? '').pathname.split('/').at(-1) as string;

interface RawEvent {
  id: string;
  data: { payment: { id: string } };
}

async function eventsOf(sandbox: SandboxProcess): Promise<RawEvent[]> {
  const found: RawEvent[] = [];
  for (let after = ''; ; ) {
    const page = await sandbox.call('GET', `/api/events?limit=100${after}`);
    found.push(...(page.data as RawEvent[]));
    if (page.hasMore !== true) return found;
    after = `&after=${page.nextCursor}`;
  }
}

/** A request as Standard Webhooks has it, signed now with the provider's secret. */
export function signedWebhook(secret: string, event: { id: string }): RequestInit {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(systemClock.now().getTime() / 1000);
  const hmac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'));
  const signature = hmac.update(`${event.id}.${timestamp}.${body}`).digest('base64');
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': event.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  };
}
