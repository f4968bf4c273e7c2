/**
 * `npm run bench -- search`: a million goods in ten thousand stores, asked through HTTP for words that their titles have, as often as
 * Zipf's law says, in English and Chinese. Beside it PostgreSQL's GIN index with ts_rank on the same goods and queries, asked
 * directly: no HTTP, no cards, only the ids of the best. Meanwhile goods are changed, as in a market that is open, and pages are
 * arranged by the day's allotment, whose keywords are the searches of the four weeks before.
 *
 * On a machine that does other work, what a second holds says little; so the processor time of a search is measured as well: of the
 * server and of the database's processes that answer it (Linux only).
 */
import { readFileSync } from 'node:fs';
import { openDatabase } from '@hazumi/market';
import { searchQuery } from '../packages/market/src/search/search.terms.ts';
import { givenLicence, givenStore } from '../packages/market/src/testing/goods.ts';
import { type LoadClient, type Measured, measure, median, round } from './load.ts';
import { prepareGoods, prepareSearches, type Queries } from './search.goods.ts';
import { openWorld, type World } from './world.ts';

const goods = Number(process.env.BENCH_SEARCH_GOODS ?? 1_000_000);
const stores = Math.ceil(goods / 100);
/** of a licence; two of them have places on a page */
const storesEach = 4;
const shown = 24;
const manyClients = 32;

/** Of so many answers one is read whole; of the others, that goods were found. */
const readEvery = 16;

interface Answered {
  data: unknown[];
  partialFrom: number | null;
  categories: unknown[] | null;
}

const isFoundWhole = ({ data, partialFrom }: Answered): boolean => data.length > 0 && partialFrom !== 0;

export async function benchSearch(given: { seconds: number; rounds: number }): Promise<boolean> {
  console.log(`Preparing ${goods} goods in ${stores} stores ...`);
  let queries: Queries = { usual: () => '', unusual: () => '' };
  const world = await openWorld(async (before) => {
    const storeIds: string[] = [];
    let licenceId = '';
    for (let at = 0; at < stores; at += 1) {
      if (at % storesEach === 0) licenceId = await givenLicence(before.handle.db, before.ids);
      storeIds.push(await givenStore(before.handle.db, before.ids, licenceId));
    }
    // Open since today: else the server would close all the days since then while it is measured.
    await before.handle.pool.query('update store set opened_at = now()');
    queries = await prepareGoods(before, storeIds, goods);
    await prepareSearches(before, queries);
  });
  const gin = openDatabase(world.databaseUrl, { connections: manyClients });
  const changing = new AbortController();
  try {
    const ask = async (client: LoadClient, text: string): Promise<string> => {
      const query = new URLSearchParams({ q: text, limit: String(shown) });
      const { status, body } = await client.send(
        `GET /v1/search/products?${query} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
      );
      if (status !== 200) throw new Error(`search answered ${status}: ${body}`);
      return body;
    };
    let asked = 0;
    const search =
      (next: () => string) =>
      async (client: LoadClient): Promise<void> => {
        const body = await ask(client, next());
        asked += 1;
        // A load generator that reads 15 kB of JSON each time would be a good part of what it measures.
        const isFound =
          asked % readEvery === 0 ? isFoundWhole(JSON.parse(body)) : body.startsWith('{"data":[{"id":');
        if (!isFound) throw new Error('a title was not found by its own words');
      };
    /** GIN's list for the same words; the client is only there to be one of so many. */
    const limit = async (): Promise<void> => {
      const terms = searchQuery(queries.usual())?.all;
      const { rows } = await gin.pool.query(
        `select id from product where state = 'listed' and search_terms @@ $1::tsquery
         order by ts_rank(search_terms, $1::tsquery) desc, id limit ${shown}`,
        [terms],
      );
      if (rows.length === 0) throw new Error(`GIN found nothing for ${terms}`);
    };
    const builtSeconds = await untilBuilt(world.port, async (client) =>
      JSON.parse(await ask(client, queries.usual())),
    );
    const keywords = await untilAllotted(world);
    const memory = /VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${world.pid}/status`, 'utf8'))?.[1];
    const changes = changeGoods(world, changing.signal);

    const contenders = [
      { who: 'hazumi, HTTP', work: search(queries.usual) },
      { who: 'hazumi, HTTP, any query as often as another', work: search(queries.unusual) },
      { who: 'PostgreSQL GIN, ts_rank', work: limit },
    ] as const;
    const runs: { who: string; clients: number; measured: Measured; cpuMs: number }[] = [];
    await measure(world.port, manyClients, 2, contenders[0].work);
    for (const clients of [1, manyClients]) {
      for (let round_ = 0; round_ < given.rounds; round_ += 1) {
        for (const { who, work } of contenders) {
          const before = await processorMs(world);
          const measured = await measure(world.port, clients, given.seconds, work);
          const after = await processorMs(world);
          const cpuMs = usedBetween(before, after) / measured.count;
          runs.push({ who, clients, measured, cpuMs });
        }
      }
    }
    changing.abort();
    await changes;

    const of = (who: string, clients: number) =>
      runs.filter((run) => run.who === who && run.clients === clients);
    const cpuOf = (who: string, clients: number): number =>
      median(of(who, clients).map(({ cpuMs }) => cpuMs));
    const results = [1, manyClients].flatMap((clients) =>
      contenders.map(({ who }) => {
        const all = of(who, clients).map(({ measured }) => measured);
        return {
          who,
          clients,
          per_s: median(all.map((one) => one.perSecond)),
          p50_ms: median(all.map((one) => one.p50Ms)),
          p99_ms: median(all.map((one) => one.p99Ms)),
          processor_ms: round(cpuOf(who, clients)),
        };
      }),
    );
    console.table(results);
    const [ours, , theirs] = contenders;
    const many = of(ours.who, manyClients);
    const limits = of(theirs.who, manyClients);
    console.log(
      JSON.stringify({
        bench: 'search',
        ours: median(many.map(({ measured }) => measured.perSecond)),
        limit: median(limits.map(({ measured }) => measured.perSecond)),
        ratio: round(
          median(many.map((run, at) => run.measured.perSecond / (limits[at]?.measured.perSecond ?? 1))),
        ),
        processor_ratio: round(cpuOf(theirs.who, manyClients) / cpuOf(ours.who, manyClients)),
        p99_ms: median(of(ours.who, 1).map(({ measured }) => measured.p99Ms)),
        unit: `searches a second through HTTP, ${manyClients} clients; p99 with one`,
        goods,
        stores,
        changes_per_s: changesPerSecond,
        keywords_allotted: keywords,
        index_built_s: builtSeconds,
        server_megabytes: memory === undefined ? null : Math.round(Number(memory) / 1024),
        runs: results,
      }),
    );
    return true;
  } finally {
    changing.abort();
    await gin.close();
    await world.close();
  }
}

/** Waits until the day is allotted; how many keywords it has. */
async function untilAllotted({ handle }: World): Promise<number> {
  for (;;) {
    const { rows } = await handle.pool.query<{ keywords: number }>('select keywords from allotment_day');
    const keywords = rows[0]?.keywords;
    if (keywords !== undefined) return keywords;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const changesPerSecond = 10;

/** Changes goods as a market does that is open: the row, and the event that the index hears of. */
async function changeGoods({ handle, ids }: World, signal: AbortSignal): Promise<void> {
  const { rows } = await handle.pool.query<{ id: string }>('select id from product limit 10000');
  for (let at = 0; !signal.aborted; at += 1) {
    const id = rows[(at * 7919) % rows.length]?.id;
    await handle.pool.query(
      `with changed as (
         update product set price_from_minor = price_from_minor + 1, price_to_minor = price_to_minor + 1 where id = $1 returning store_id
       )
       insert into event (id, store_id, subject_type, subject_id, type, actor, at)
       select $2, store_id, 'product', $1, 'product.edited', 'system:bench', now() from changed`,
      [id, ids.next(new Date())],
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000 / changesPerSecond));
  }
}

/** Processor time, in ms, that the server and the database's processes for it and for us have used until now, by process. */
async function processorMs({ handle, pid }: World): Promise<Map<number, number>> {
  const { rows } = await handle.pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  const used = new Map<number, number>();
  for (const one of [pid, ...rows.map((row) => row.pid)]) {
    try {
      // Behind the name in brackets, which may hold blanks: the 12th and 13th are user and system time, in hundredths of a second.
      const parts = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      used.set(one, (Number(parts[11]) + Number(parts[12])) * 10);
    } catch {
      // It has ended, or this is not Linux.
    }
  }
  return used;
}

/** Processes that ended meanwhile had been idle. */
function usedBetween(before: Map<number, number>, after: Map<number, number>): number {
  let sum = 0;
  for (const [process, used] of after) sum += used - (before.get(process) ?? 0);
  return sum;
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
