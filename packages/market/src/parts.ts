import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Clock } from './kernel/clock.ts';
import { actorNameOf } from './kernel/context.ts';
import type { Db } from './kernel/database.ts';
import { type App, failure, localeOf } from './kernel/http.ts';
import type { IdSource } from './kernel/ids.ts';
import { uuidv7Source } from './kernel/ids.ts';
import { noPoints, type Points } from './kernel/points.ts';
import { Problem } from './kernel/problem.ts';
import { rateLimiter } from './kernel/ratelimit.ts';
import type { Market } from './market.ts';

/** The parts that differ between the live market, the seed and a test. */
export type ChosenParts = Pick<
  Market,
  | 'db'
  | 'log'
  | 'clock'
  | 'settings'
  | 'policy'
  | 'authenticator'
  | 'mailer'
  | 'storage'
  | 'registry'
  | 'providers'
> & { ids?: IdSource; points?: Points; machineClock: Clock };

/** Puts the parts together, without any area: `register<Area>(market)` adds each. */
export function marketOf(chosen: ChosenParts): Market {
  const app: App = new Hono();
  const ids = chosen.ids ?? uuidv7Source();
  // Requests are numbered by the machine's time, all else by the market's. One source for both would fall back to the earlier of
  // the two at every turn, and ids made at one instant would no longer sort as they were made.
  const requestIds = uuidv7Source();
  const points = chosen.points ?? noPoints;
  const licences = new Map<string, string>();
  const market: Market = {
    ...chosen,
    app: app as Market['app'],
    ids,
    points,
    sweeps: [],
    mounted: new Set(),
    takeRate: rateLimiter(chosen.machineClock),
    newCtx: ({ requestId, actor, locale }) => ({
      now: chosen.clock.now(),
      requestId: requestId ?? requestIds.next(chosen.machineClock.now()),
      actor,
      actorName: actorNameOf(actor),
      locale: locale ?? 'zh-CN',
      ids,
      points,
      idempotency: null,
    }),
    licenceOfStore: (storeId) => licenceOfStore(chosen.db, licences, storeId),
  };
  app.use(async (c, next) => {
    c.set('requestId', requestIds.next(chosen.machineClock.now()));
    await next();
    c.res.headers.set('x-request-id', c.get('requestId'));
  });
  app.notFound((c) =>
    failure(market, new Problem('not_found'), localeOf(c.req.raw.headers), c.get('requestId')),
  );
  app.onError((error, c) => failure(market, error, localeOf(c.req.raw.headers), c.get('requestId')));
  return market;
}

/** Remembers what it found: a store never changes its licence. */
async function licenceOfStore(
  db: Db,
  known: Map<string, string>,
  storeId: string,
): Promise<string | undefined> {
  if (storeId === '') return undefined;
  const found = known.get(storeId);
  if (found !== undefined) return found;
  const { rows } = await sql<{
    licence_id: string;
  }>`select licence_id from store where id = ${storeId}`.execute(db);
  const licenceId = rows[0]?.licence_id;
  if (licenceId !== undefined) {
    if (known.size > 100_000) known.clear();
    known.set(storeId, licenceId);
  }
  return licenceId;
}
