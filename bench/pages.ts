/**
 * `npm run bench -- pages`: the shop's product, store and search pages as strangers see them, at 1 and 32 clients, beside a bare Node server
 * that answers the same bytes. Each request asks for another of many pages, so the figure is not that of one hot page; every answer
 * is checked to be the page that was asked for. `cold` is the first visit to a page: read from the database and made.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { toPublicId } from '@hazumi/contracts';
import { type GivenSku, givenLicence, givenSku, givenStore } from '../packages/market/src/testing/goods.ts';
import { LoadClient, type Measured, measure, median, round } from './load.ts';
import { firstUrl, openWorld, type World } from './world.ts';

const stores = 40;
const goodsPerStore = 15;
const clientCounts = [1, 32];

interface Page {
  path: string;
  /** a text that only the right page has */
  mark: string;
}

export async function benchPages(given: { seconds: number; rounds: number }): Promise<boolean> {
  console.log(`Preparing a market: ${stores} stores, ${stores * goodsPerStore} goods ...`);
  const world = await openWorld();
  try {
    const kinds = await preparePages(world);
    const results: Record<string, unknown>[] = [];
    for (const [kind, pages] of Object.entries(kinds)) {
      const example = await (await fetch(`${world.url}${pages[0]?.path}`)).text();
      const limit = await startLimit(Buffer.from(example));
      try {
        let asked = 0;
        const visit = async (client: LoadClient): Promise<void> => {
          asked += 1;
          const page = pages[asked % pages.length] as Page;
          const answer = await client.send(
            `GET ${page.path} HTTP/1.1\r\nhost: localhost\r\naccept-language: en\r\n\r\n`,
          );
          if (answer.status !== 200 || !answer.body.includes(page.mark))
            throw new Error(`${page.path} answered ${answer.status}`);
        };
        const bare = async (client: LoadClient): Promise<void> => {
          const answer = await client.send('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
          if (answer.status !== 200 || answer.body.length === 0) throw new Error('the limit failed');
        };
        const cold = await firstVisits(world.port, pages.length, visit);
        for (const clients of clientCounts) {
          const ours: Measured[] = [];
          const limits: Measured[] = [];
          for (let at = 0; at < given.rounds; at += 1) {
            ours.push(await measure(world.port, clients, given.seconds, visit));
            limits.push(await measure(limit.port, clients, given.seconds, bare));
          }
          results.push({
            page: kind,
            clients,
            pages_per_s: median(ours.map((one) => one.perSecond)),
            p50_ms: median(ours.map((one) => one.p50Ms)),
            p99_ms: median(ours.map((one) => one.p99Ms)),
            limit_per_s: median(limits.map((one) => one.perSecond)),
            ratio: round(median(ours.map((one, at) => one.perSecond / (limits[at]?.perSecond ?? 1)))),
            cold_p50_ms: cold.p50Ms,
            cold_p99_ms: cold.p99Ms,
            kilobytes: round(Buffer.byteLength(example) / 1024),
          });
        }
      } finally {
        await limit.close();
      }
    }
    console.table(results);
    const product = (clients: number) =>
      results.find((row) => row.page === 'product' && row.clients === clients);
    console.log(
      JSON.stringify({
        bench: 'pages',
        ours: product(32)?.pages_per_s,
        limit: product(32)?.limit_per_s,
        ratio: product(32)?.ratio,
        unit: 'product pages a second, 32 clients',
        p99_ms_one_client: product(1)?.p99_ms,
        pages: results,
      }),
    );
    return true;
  } finally {
    await world.close();
  }
}

/** Each page once, by one client: nobody has asked for it before, so it is read from the database and made. */
async function firstVisits(port: number, count: number, visit: (client: LoadClient) => Promise<void>) {
  const client = await LoadClient.open(port);
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const begun = performance.now();
    await visit(client);
    times.push(performance.now() - begun);
  }
  client.close();
  times.sort((a, b) => a - b);
  const share = (part: number): number => round(times[Math.floor(times.length * part)] ?? 0);
  return { p50Ms: share(0.5), p99Ms: share(0.99) };
}

async function preparePages(world: World): Promise<Record<'product' | 'store' | 'search', Page[]>> {
  const { db } = world.handle;
  const licenceId = await givenLicence(db, world.ids);
  const pages: Record<'product' | 'store' | 'search', Page[]> = { product: [], store: [], search: [] };
  for (let at = 0; at < stores; at += 1) {
    const storeId = await givenStore(db, world.ids, licenceId);
    const goods: GivenSku[] = [];
    for (let piece = 0; piece < goodsPerStore; piece += 1) goods.push(await givenSku(db, world.ids, storeId));
    pages.product.push(
      ...goods.map((sku) => ({
        path: `/products/${toPublicId('product', sku.productId)}`,
        mark: toPublicId('product', sku.productId),
      })),
    );
    pages.store.push({ path: `/stores/store-${storeId.slice(-12)}`, mark: `Store ${storeId.slice(-4)}` });
  }
  await world.handle.pool.query('analyze');
  for (let page = 0; page < 20; page += 1)
    pages.search.push({ path: `/search?q=tea&n=${page}`, mark: 'Tea bowl' });
  return pages;
}

async function startLimit(page: Buffer): Promise<{ port: number; close(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'limit.server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin?.end(page);
  const url = await firstUrl(child.stdout as NodeJS.ReadableStream);
  return {
    port: Number(new URL(url).port),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
