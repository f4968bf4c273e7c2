import { endpointList, locales, openApiDocument, systemEndpoints } from '@hazumi/contracts';
import { sql } from 'kysely';
import about from '../../package.json' with { type: 'json' };
import { register } from '../kernel/http.ts';
import { Problem } from '../kernel/problem.ts';
import { sweepUntilIdle } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { registerDocs } from './docs.routes.ts';

/** Mounts health, what everybody may know of the market, the settable clock, the OpenAPI document and its pages. */
export function registerSystem(market: Market): void {
  register(market, systemEndpoints.getHealth, async () => {
    try {
      await sql`select 1`.execute(market.db);
    } catch (error) {
      market.log.error({ err: error }, 'the database does not answer');
      throw new Problem('unavailable', { detail: 'The database does not answer.', retryAfter: 5 });
    }
    return { status: 'ok' as const, version: about.version };
  });

  register(market, systemEndpoints.getMarket, async (ctx) => ({
    locales: [...locales],
    currency: market.settings.currency,
    now: ctx.now.toISOString(),
    policyVersion: market.policy.at(ctx.now).number,
    clock: market.clock.set === undefined ? ('running' as const) : ('settable' as const),
  }));

  register(market, systemEndpoints.setClock, async (_ctx, { body }) => {
    const { clock } = market;
    if (clock.set === undefined) {
      throw new Problem('state_conflict', { detail: "This market's clock runs by itself." });
    }
    const wanted = new Date(body.now);
    if (wanted < clock.now()) {
      throw new Problem('state_conflict', {
        pointer: '/body/now',
        detail: 'The clock only goes forward.',
        data: { now: clock.now().toISOString() },
      });
    }
    if (wanted.getTime() - clock.now().getTime() > mostAtOnceMs) {
      throw new Problem('invalid_request', {
        pointer: '/body/now',
        detail: 'The clock goes forward by at most 366 days at once: every day between is lived through.',
      });
    }
    await clock.set(wanted);
    const done = await doWhatIsDue(market);
    return { now: clock.now().toISOString(), done };
  });

  registerDocs(
    market,
    openApiDocument(endpointList, {
      title: 'Hazumi',
      version: about.version,
      description:
        'The API of a market of many small stores. Everything its own pages do, they do through it.',
      serverUrl: market.settings.publicUrl,
    }),
  );
}

/** Days are closed one after the other, each with all that belongs to it: a step of a century would take hours. */
const mostAtOnceMs = 366 * 86_400_000;

/** The clock stands at the new instant whatever happens here; what could not be done is done by the sweeps' next turns. */
async function doWhatIsDue(market: Market): Promise<number> {
  try {
    return await sweepUntilIdle(market.sweeps, (name) => market.newCtx({ actor: { kind: 'system', name } }));
  } catch (error) {
    market.log.error({ err: error }, 'not everything that fell due could be done');
    throw new Problem('unavailable', {
      detail:
        'The clock is set, but not everything that fell due could be done yet. Set it to the same instant again.',
      retryAfter: 1,
    });
  }
}
