/**
 * `npm run bench -- touches`: contacts a second through `POST /v1/touches`, beside PostgreSQL's COPY of the very same rows into a table of
 * the same shape (partitions, key, index), from a file that lies on the server already. Both take turns in rounds; the ratio is the median
 * of the rounds'. Then the 99th percentile of placing orders without touches coming in, with as many as half of what was reached, and
 * with all that eight clients can send.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toPublicId } from '@hazumi/contracts';
import { buyer, prepareShelf, prepareShoppers } from './checkout.ts';
import { type LoadClient, type Measured, measure, median, round } from './load.ts';
import { openWorld, type World } from './world.ts';

const batch = 500;
const clients = 8;
const buyers = 4;
const columns =
  'store_id, visitor, at, id, surface, source, source_class, is_paid, link_id, product_id, coupon_id, creator_id, campaign, policy_version';

export async function benchTouches(given: { seconds: number; rounds: number }): Promise<boolean> {
  const world = await openWorld();
  const file = join(tmpdir(), `hazumi-touches-${process.pid}.copy`);
  try {
    const shelf = await prepareShelf(world);
    const shoppers = await prepareShoppers(world);
    const storeIds = shelf.flatMap((goods) => goods[0]?.storeId ?? []);
    const send = sender(storeIds, batch);
    await measure(world.port, clients, 2, send);
    await prepareCopy(world);
    const ours: Measured[] = [];
    const limits: number[] = [];
    for (let at = 0; at < given.rounds; at += 1) {
      await world.handle.pool.query('truncate touch');
      ours.push(await measure(world.port, clients, given.seconds, send));
      limits.push(await copied(world, file));
      console.log(
        `  round ${at + 1}: ${(ours.at(-1)?.perSecond ?? 0) * batch} touches/s, COPY ${limits.at(-1)} rows/s`,
      );
    }
    const counted = await check(world, (ours.at(-1)?.count ?? 0) * batch);
    const perSecond = median(ours.map((one) => one.perSecond * batch));
    const single = await measure(world.port, clients, given.seconds, sender(storeIds, 1));
    const buy = buyer(shelf, shoppers, new Set());
    await measure(world.port, buyers, 2, buy);
    const checkout = await pressed(world, given.seconds, send, buy, perSecond / batch / 2);
    console.table(checkout);
    console.log(
      JSON.stringify({
        bench: 'touches',
        ours: round(perSecond),
        limit: round(median(limits)),
        ratio: round(median(ours.map((one, at) => (one.perSecond * batch) / (limits[at] as number)))),
        unit: `touches a second, in requests of ${batch}`,
        p99_ms: median(ours.map((one) => one.p99Ms)),
        single: { touches_per_s: single.perSecond, p99_ms: single.p99Ms },
        checkout,
        faults: counted,
      }),
    );
    return counted.length === 0;
  } finally {
    rmSync(file, { force: true });
    await world.close();
  }
}

/** Requests of `size` touches, made beforehand: each of another visitor, who came by many ways to many stores. */
function sender(storeIds: readonly string[], size: number) {
  const ways = [
    { surface: 'search' },
    { surface: 'store', referrer: 'https://item.jd.com/100.html' },
    { surface: 'product', campaign: { source: 'douyin', medium: 'cpc', name: 'spring' } },
    { surface: 'recommendation' },
    { surface: 'store' },
  ];
  const requests = Array.from({ length: 64 }, (_, number) => {
    const touches = Array.from({ length: size }, (_, at) => ({
      storeId: toPublicId('store', storeIds[(number * 7 + at) % storeIds.length] as string),
      ...ways[(number + at) % ways.length],
      secondsAgo: at % 3600,
    }));
    const body = JSON.stringify({ touches });
    return (
      `POST /v1/touches HTTP/1.1\r\nhost: localhost\r\nx-visitor-token: ${randomBytes(32).toString('base64url')}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  });
  const expected = `{"noted":${size}}`;
  let sent = 0;
  return async (client: LoadClient): Promise<void> => {
    sent += 1;
    const answer = await client.send(requests[sent % requests.length] as string);
    if (answer.status !== 202 || answer.body !== expected)
      throw new Error(`touches were answered ${answer.status}: ${answer.body}`);
  };
}

/** A table as `touch` is, for the limit to fill. */
async function prepareCopy({ handle }: World): Promise<void> {
  await handle.pool.query('create table touch_limit (like touch including all) partition by range (at)');
  const { rows } = await handle.pool.query<{ name: string; bounds: string }>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds from pg_inherits i
      join pg_class c on c.oid = i.inhrelid where i.inhparent = 'touch'::regclass and c.relkind = 'r'`,
  );
  for (const { name, bounds } of rows)
    await handle.pool.query(`create table ${name}_limit partition of touch_limit ${bounds}`);
}

/** COPY of what our round has written; rows a second. */
async function copied({ handle }: World, file: string): Promise<number> {
  await handle.pool.query(`copy (select ${columns} from touch) to '${file}'`);
  await handle.pool.query('truncate touch_limit');
  const begun = performance.now();
  const { rowCount } = await handle.pool.query(`copy touch_limit (${columns}) from '${file}'`);
  return round((rowCount ?? 0) / ((performance.now() - begun) / 1000));
}

/** That every touch of the last round is there, and that each is counted once. */
async function check({ handle }: World, acknowledged: number): Promise<string[]> {
  const { rows } = await handle.pool.query<{ written: number }>('select count(*)::int as written from touch');
  const written = rows[0]?.written ?? 0;
  return written === acknowledged ? [] : [`${acknowledged} touches were acknowledged, ${written} are there`];
}

/** Orders placed by a few clients while touches come in, or don't. */
async function pressed(
  world: World,
  seconds: number,
  send: (client: LoadClient) => Promise<void>,
  buy: (client: LoadClient) => Promise<void>,
  halfPerSecond: number,
) {
  const row = (flood: string, orders: Measured, touches: number) => ({
    flood,
    orders_per_s: orders.perSecond,
    p50_ms: orders.p50Ms,
    p99_ms: orders.p99Ms,
    touches_per_s: round(touches),
  });
  const off = await measure(world.port, buyers, seconds, buy);
  const everyMs = 1000 / halfPerSecond;
  let next = performance.now();
  const paced = async (client: LoadClient): Promise<void> => {
    next = Math.max(next + everyMs, performance.now() - 1000);
    await pause(Math.max(0, next - performance.now()));
    await send(client);
  };
  const [half, halfOn] = await Promise.all([
    measure(world.port, clients, seconds, paced),
    measure(world.port, buyers, seconds, buy),
  ]);
  const [all, on] = await Promise.all([
    measure(world.port, clients, seconds, send),
    measure(world.port, buyers, seconds, buy),
  ]);
  return [
    row('off', off, 0),
    row('half of what was reached', halfOn, half.perSecond * batch),
    row('all that eight clients send', on, all.perSecond * batch),
  ];
}
