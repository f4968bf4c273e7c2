import { allotmentEndpoints as endpoints } from '@hazumi/contracts';
import type { DatabaseHandle } from '../kernel/database.ts';
import { register } from '../kernel/http.ts';
import { pause } from '../kernel/pause.ts';
import type { Market } from '../market.ts';
import { Finder } from '../search/search.candidates.ts';
import type { LiveGoods } from '../search/search.live.ts';
import { registerAllottedSearch } from '../search/search.routes.ts';
import { registerCategoryGoods } from './allotment.categories.ts';
import { allotmentSweep } from './allotment.daily.ts';
import { type LiveAllotment, liveAllotment } from './allotment.live.ts';
import { publicDays } from './allotment.results.repository.ts';
import { storeSearch } from './allotment.search.ts';
import {
  pricesText,
  statementText,
  storeAllotment,
  storeAllotmentDay,
  tryAllotment,
} from './allotment.service.ts';
import { type ImpressionCounter, impressionCounter } from './impressions.counter.ts';

export interface Allotment extends LiveAllotment {
  /** the index of this process, for what else searches */
  readonly goods: LiveGoods;
  readonly counter: ImpressionCounter;
  /** begins to count, and to take new days into use; until then pages follow relevance, and what they show waits to be written */
  start(): void;
  /** writes what was shown until now */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** How often counts are written, and a new day is looked for. */
const everyMs = 500;
const daysListed = 60;
/** For how long a rush on one page is shown the same. */
const heldMs = 250;

/** Mounts search with the day's allotment in it, what tells of the allotment, and the sweep that allots each day. */
export function registerAllotment(market: Market, handle: Pick<DatabaseHandle, 'pool'>): Allotment {
  const { pool } = handle;
  const counter = impressionCounter(pool);
  const finder = new Finder(() => performance.now());
  const goods = registerAllottedSearch(market, handle, finder, (...found) => live.arrange(...found));
  const search = storeSearch(goods, finder);
  // Where the clock is set, hundreds of pages pass in an instant of the machine's: there, each takes its own turn.
  const live = liveAllotment(market, pool, search, counter, market.clock.set === undefined ? heldMs : 0);
  market.sweeps.push(allotmentSweep(market, search, counter.flush, live.refresh));
  mountEndpoints(market);
  registerCategoryGoods(market, pool, goods);

  const stop = new AbortController();
  let running: Promise<void> | undefined;
  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await counter.flush();
        await live.refresh();
      } catch (error) {
        // What is counted stays, and is written when the database is back.
        market.log.warn({ err: error }, 'impressions wait to be written');
      }
      await pause(everyMs, stop.signal);
    }
  }
  return {
    ...live,
    goods,
    counter,
    start() {
      running ??= run();
    },
    flush: () => counter.flush(),
    async close() {
      stop.abort();
      await running;
      await counter.close().catch((error: unknown) => {
        market.log.warn({ err: error }, 'the last impressions could not be written');
      });
    },
  };
}

function mountEndpoints(market: Market): void {
  register(market, endpoints.listAllotmentDays, async () => ({
    data: (await publicDays(market.db, daysListed)).map((row) => ({
      day: row.day,
      policyVersion: row.policy_version,
      policyDigest: row.policy_digest,
      hash: row.hash,
      previousHash: row.previous_hash,
      keywords: row.keywords,
      stores: row.stores,
      supply: Number(row.supply_micro),
      shown: Number(row.shown_micro),
      forecastErrorPpm:
        row.shown_micro === 0n ? null : Number((row.error_micro * 1_000_000n) / row.shown_micro),
    })),
  }));

  register(market, endpoints.getAllotmentPrices, async (ctx, { query }) => {
    const { day, text } = await pricesText(market, ctx, query.day);
    return download(text, `prices-${day}.json`, 'public, max-age=300');
  });

  register(market, endpoints.getStoreAllotment, (ctx, { scope }) =>
    storeAllotment(market, ctx, scope.storeId),
  );

  register(market, endpoints.getStoreAllotmentDay, (ctx, { scope, query }) =>
    storeAllotmentDay(market, ctx, scope.storeId, query.day),
  );

  register(market, endpoints.getAllotmentStatement, async (ctx, { scope, query }) => {
    const { day, text } = await statementText(market, ctx, scope.storeId, query.day);
    return download(text, `statement-${day}.json`, 'private, no-store');
  });

  register(market, endpoints.tryAllotment, (ctx, { scope, body }) =>
    tryAllotment(market, ctx, scope.storeId, body),
  );
}

/** The document itself, to the byte, under the name by which `npm run allotment -- verify` looks for it. */
const download = (text: string, name: string, cache: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': cache,
    },
  });
