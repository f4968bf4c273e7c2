/**
 * `npm run bench -- search`: a million goods in ten thousand stores, asked through HTTP for words that their titles have, as often as
 * Zipf's law says, in English and Chinese. Beside it PostgreSQL's GIN index with ts_rank on the same goods and queries, asked
 * directly: no HTTP, no cards, only the ids of the best.
 */
import { readFileSync } from 'node:fs';
import { openDatabase } from '@hazumi/market';
import { searchQuery } from '../packages/market/src/search/search.terms.ts';
import { givenLicence, givenStore } from '../packages/market/src/testing/goods.ts';
import { type LoadClient, type Measured, measure, median, round } from './load.ts';
import { prepareGoods } from './search.goods.ts';
import { openWorld } from './world.ts';

const goods = Number(process.env.BENCH_SEARCH_GOODS ?? 1_000_000);
const stores = Math.ceil(goods / 100);
const shown = 24;
const manyClients = 32;

interface Answered {
  data: unknown[];
  partialFrom: number | null;
  categories: unknown[] | null;
}

export async function benchSearch(given: { seconds: number; rounds: number }): Promise<boolean> {
  console.log(`Preparing ${goods} goods in ${stores} stores ...`);
  let nextQuery = (): string => '';
  const world = await openWorld(async (before) => {
    const licenceId = await givenLicence(before.handle.db, before.ids);
    const storeIds: string[] = [];
    for (let at = 0; at < stores; at += 1)
      storeIds.push(await givenStore(before.handle.db, before.ids, licenceId));
    nextQuery = await prepareGoods(before, storeIds, goods);
  });
  const gin = openDatabase(world.databaseUrl, { connections: manyClients });
  try {
    const ask = async (client: LoadClient): Promise<Answered> => {
      const query = new URLSearchParams({ q: nextQuery(), limit: String(shown) });
      const answer = await client.send(
        `GET /v1/search/products?${query} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
      );
      if (answer.status !== 200) throw new Error(`search answered ${answer.status}: ${answer.body}`);
      return JSON.parse(answer.body);
    };
    const search = async (client: LoadClient): Promise<void> => {
      const page = await ask(client);
      if (page.data.length === 0 || page.partialFrom === 0)
        throw new Error('a title was not found by its own words');
    };
    /** GIN's list for the same words; the client is only there to be one of so many. */
    const limit = async (): Promise<void> => {
      const terms = searchQuery(nextQuery())?.all;
      const { rows } = await gin.pool.query(
        `select id from product where state = 'listed' and search_terms @@ $1::tsquery
         order by ts_rank(search_terms, $1::tsquery) desc, id limit ${shown}`,
        [terms],
      );
      if (rows.length === 0) throw new Error(`GIN found nothing for ${terms}`);
    };
    const builtSeconds = await untilBuilt(world.port, ask);
    const memory = /VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${world.pid}/status`, 'utf8'))?.[1];

    const results: Record<string, unknown>[] = [];
    const figures = new Map<number, { ours: Measured[]; limits: Measured[] }>();
    await measure(world.port, manyClients, 2, search);
    for (const clients of [1, manyClients]) {
      const ours: Measured[] = [];
      const limits: Measured[] = [];
      for (let round_ = 0; round_ < given.rounds; round_ += 1) {
        ours.push(await measure(world.port, clients, given.seconds, search));
        limits.push(await measure(world.port, clients, given.seconds, limit));
      }
      figures.set(clients, { ours, limits });
      for (const [who, all] of [
        ['hazumi, HTTP', ours],
        ['PostgreSQL GIN, ts_rank', limits],
      ] as const)
        results.push({
          who,
          clients,
          per_s: median(all.map((one) => one.perSecond)),
          p50_ms: median(all.map((one) => one.p50Ms)),
          p99_ms: median(all.map((one) => one.p99Ms)),
        });
    }
    console.table(results);
    const many = figures.get(manyClients);
    const one = figures.get(1);
    const ratio = round(
      median((many?.ours ?? []).map((run, at) => run.perSecond / (many?.limits[at]?.perSecond ?? 1))),
    );
    const p99 = median((one?.ours ?? []).map((run) => run.p99Ms));
    console.log(
      JSON.stringify({
        bench: 'search',
        ours: median((many?.ours ?? []).map((run) => run.perSecond)),
        limit: median((many?.limits ?? []).map((run) => run.perSecond)),
        ratio,
        p99_ms: p99,
        unit: `searches a second through HTTP, ${manyClients} clients; p99 with one`,
        goods,
        stores,
        index_built_s: builtSeconds,
        server_megabytes: memory === undefined ? null : Math.round(Number(memory) / 1024),
        runs: results,
      }),
    );
    return true;
  } finally {
    await gin.close();
    await world.close();
  }
}

/** Seconds until the index in memory answers; only it counts categories. */
async function untilBuilt(port: number, ask: (client: LoadClient) => Promise<Answered>): Promise<number> {
  const begun = performance.now();
  let isBuilt = false;
  while (!isBuilt) {
    await measure(port, 1, 0.01, async (client) => {
      isBuilt = (await ask(client)).categories !== null;
    });
    if (!isBuilt) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return round((performance.now() - begun) / 1000);
}
