/**
 * `npm run bench -- checkout`: orders of two lines, placed and paid from the shopper's balance in one HTTP request each, beside pgbench
 * writing the same rows one order a transaction on the same server in the same run.
 *
 * Both take turns in rounds, because the machine's speed drifts; the ratio is the median of the rounds'. What was acknowledged is looked
 * for in the database afterwards, and the whole market is audited.
 */
import { type BodyInput, createClient, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { auditMarket } from '@hazumi/market';
import {
  type GivenSku,
  givenBalance,
  givenCategory,
  givenLicence,
  givenSku,
  givenStore,
  testAddress,
} from '../packages/market/src/testing/goods.ts';
import { baselineScript, prepareBaseline } from './checkout.baseline.ts';
import { measureLongWay } from './checkout.long.ts';
import { type LoadClient, type Measured, measure, median, round } from './load.ts';
import { findPgbench, pgbenchTps } from './pgbench.ts';
import { openWorld, type Shopper, type World } from './world.ts';

const stores = 20;
const skusPerStore = 30;
const people = 64;
const clientCounts = [1, 8, 32];

export async function benchCheckout(given: { seconds: number; rounds: number }): Promise<boolean> {
  const pgbench = findPgbench();
  console.log('Preparing a market: 20 stores, 600 SKUs, 64 shoppers ...');
  const world = await openWorld();
  try {
    console.log(
      `PostgreSQL ${world.durability.server_version}: fsync ${world.durability.fsync}, synchronous_commit ${world.durability.synchronous_commit}`,
    );
    if (world.durability.fsync !== 'on' || world.durability.synchronous_commit !== 'on')
      throw new Error('durability is off');
    const shelf = await prepareShelf(world);
    const shoppers = await prepareShoppers(world);
    const acknowledged = new Set<string>();
    const buy = buyer(shelf, shoppers, acknowledged);

    const script = await prepareScript(world, shelf, shoppers);
    await measure(world.port, 8, 3, buy);
    await pgbenchTps(pgbench, world.databaseUrl, script, 8, 2);
    await world.handle.pool.query('analyze');

    const results = [];
    for (const clients of clientCounts) {
      const ours: Measured[] = [];
      const limits: number[] = [];
      for (let at = 0; at < given.rounds; at += 1) {
        ours.push(await measure(world.port, clients, given.seconds, buy));
        limits.push(await pgbenchTps(pgbench, world.databaseUrl, script, clients, given.seconds));
        console.log(
          `  ${clients} clients, round ${at + 1}: ${ours.at(-1)?.perSecond} orders/s, pgbench ${limits.at(-1)} tps`,
        );
      }
      results.push({
        clients,
        orders_per_s: median(ours.map((one) => one.perSecond)),
        p50_ms: median(ours.map((one) => one.p50Ms)),
        p99_ms: median(ours.map((one) => one.p99Ms)),
        limit_tps: round(median(limits)),
        ratio: round(median(ours.map((one, at) => one.perSecond / (limits[at] as number)))),
      });
    }
    const long = await measureLongWay(world, shelf, shoppers, given.seconds);
    const checks = await check(world, acknowledged);
    console.table(results);
    console.log('The long way (cart, checkout, provider, webhook):', long);
    const headline = results.at(-1) as (typeof results)[number];
    const { clients: _, ...last } = headline;
    console.log(
      JSON.stringify({
        bench: 'checkout',
        ...last,
        requests_per_order: 1,
        clients: headline.clients,
        by_clients: results,
        long_way: long,
        checks,
      }),
    );
    return checks.acknowledged_missing === 0 && checks.faults.length === 0;
  } finally {
    await world.close();
  }
}

export async function prepareShelf(world: World): Promise<GivenSku[][]> {
  const { db } = world.handle;
  const licenceId = await givenLicence(db, world.ids);
  const shelf: GivenSku[][] = [];
  for (let at = 0; at < stores; at += 1) {
    const storeId = await givenStore(db, world.ids, licenceId);
    const goods: GivenSku[] = [];
    for (let piece = 0; piece < skusPerStore; piece += 1)
      goods.push(await givenSku(db, world.ids, storeId, { available: 1_000_000_000 }));
    shelf.push(goods);
  }
  return shelf;
}

export async function prepareShoppers(world: World): Promise<Shopper[]> {
  const call = createClient({ baseUrl: world.url });
  const made: Shopper[] = [];
  for (let at = 0; at < people; at += 1) {
    const answer = await call(endpoints.signUp, {
      body: {
        email: `bench-${at}@example.test`,
        password: `correct horse ${at} battery`,
        name: `Shopper ${at}`,
      },
    });
    if (!answer.ok) throw new Error(`sign-up refused: ${JSON.stringify(answer.problem)}`);
    const personId = fromPublicId('person', answer.value.me.id) as string;
    await givenBalance(world.handle.db, world.ids, personId, 1_000_000_000_000n);
    made.push({ personId, token: answer.value.token });
  }
  return made;
}

async function prepareScript(
  world: World,
  shelf: GivenSku[][],
  shoppers: readonly Shopper[],
): Promise<string> {
  const { db, pool } = world.handle;
  const licence = await db.selectFrom('licence').select('id').executeTakeFirstOrThrow();
  const categoryId = await givenCategory(db, world.ids);
  await prepareBaseline(pool, licence.id, categoryId);
  // The answer that is stored with each order has the length of a real one.
  const call = createClient({
    baseUrl: world.url,
    headers: { authorization: `Bearer ${shoppers[0]?.token}` },
  });
  const answer = await call(endpoints.buyNow, {
    body: orderOf((shelf[0] as GivenSku[])[0] as GivenSku, (shelf[0] as GivenSku[])[1] as GivenSku),
    idempotencyKey: 'bench-example',
  });
  if (!answer.ok) throw new Error(`buy-now refused: ${JSON.stringify(answer.problem)}`);
  return baselineScript(categoryId, JSON.stringify(answer.value), testAddress);
}

function orderOf(a: GivenSku, b: GivenSku): BodyInput<typeof endpoints.buyNow> {
  return {
    lines: [a, b].map((sku) => ({
      skuId: toPublicId('sku', sku.skuId),
      quantity: 1,
      unitPriceMinor: Number(sku.priceMinor),
    })),
    totalMinor: Number(a.priceMinor + b.priceMinor),
    currency: 'CNY',
    address: testAddress,
  };
}

/** One order: another store, other goods and another shopper each time, from numbers that walk through all combinations. */
export function buyer(shelf: GivenSku[][], shoppers: readonly Shopper[], acknowledged: Set<string>) {
  let orders = 0;
  return async (client: LoadClient): Promise<void> => {
    orders += 1;
    const goods = shelf[(orders * 7) % shelf.length] as GivenSku[];
    const a = goods[(orders * 11) % goods.length] as GivenSku;
    const b = goods[(orders * 13 + 1) % goods.length] as GivenSku;
    const shopper = shoppers[(orders * 5) % shoppers.length] as Shopper;
    const body = JSON.stringify(orderOf(a, b));
    const answer = await client.send(
      `POST /v1/buy-now HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${shopper.token}\r\nidempotency-key: bench-${process.pid}-${orders}\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    if (answer.status !== 201) throw new Error(`an order was answered ${answer.status}: ${answer.body}`);
    const checkoutId = answer.body.slice(15, 45);
    acknowledged.add(checkoutId);
  };
}

/** That every acknowledged order is there, paid, with two lines, and that the market adds up. */
async function check(world: World, acknowledged: ReadonlySet<string>) {
  const uuids = [...acknowledged].map((id) => fromPublicId('checkout', id));
  const { rows } = await world.handle.pool.query<{ found: number }>(
    `select count(*)::int as found from unnest($1::uuid[]) as wanted (id)
      join orders o on o.checkout_id = wanted.id and o.state = 'paid'
      where (select count(*) from order_line l where l.store_id = o.store_id and l.order_id = o.id) = 2`,
    [uuids],
  );
  return {
    acknowledged: acknowledged.size,
    acknowledged_missing: acknowledged.size - (rows[0]?.found ?? 0),
    faults: await auditMarket(world.handle.db),
  };
}
