import { measuresEndpoints as endpoints } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register, registerIdempotent } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { daySweep } from './measures.closing.ts';
import { dayOf, endOf, startOf } from './measures.days.ts';
import { findOpenEstimate, latestEstimate, listEstimates } from './measures.estimates.repository.ts';
import { askEstimate, estimateSweep } from './measures.estimates.ts';
import type { LoopMeter } from './measures.meter.ts';
import {
  northStarCsv,
  presentDay,
  presentDefinition,
  presentEstimate,
  presentStanding,
} from './measures.present.ts';
import { categoryPaths } from './measures.reading.ts';
import { closedDays, latestOfLicence, versionsBetween } from './measures.repository.ts';

/**
 * Mounts the North Star and the loop, and the sweeps that close days and measure.
 *
 * @param meter what measures; without one days are closed all the same, guardrails stay unmeasured, and estimates wait
 */
export function registerMeasures(market: Market, meter: LoopMeter | null): void {
  const { db } = market;
  market.sweeps.push(daySweep(market, meter));
  if (meter !== null) market.sweeps.push(estimateSweep(market, meter));
  const daysOf = async (query: { until?: string | undefined; days: number }) =>
    (await closedDays(db, { until: query.until, limit: query.days })).reverse();

  register(market, endpoints.getNorthStar, async (ctx, { query }) => {
    const rows = await daysOf(query);
    const [first] = rows;
    const last = rows.at(-1);
    const { currency } = market.settings;
    // What counts is the policy that judged the last day shown; before the first day is closed, today's.
    const version = market.policy.at(last === undefined ? ctx.now : justBefore(endOf(last.day)));
    return {
      days: rows.map(presentDay),
      policyChanges:
        first === undefined || last === undefined
          ? []
          : await versionsBetween(db, startOf(first.day), endOf(last.day)),
      definition: presentDefinition(version, currency),
      guardrails: last?.guardrails ?? [],
      currency,
    };
  });

  register(market, endpoints.exportNorthStar, async (ctx, { query }) => {
    const rows = await daysOf(query);
    return new Response(northStarCsv(rows, ctx.locale), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="north-star-${rows.at(-1)?.day ?? dayOf(ctx.now)}.csv"`,
        'x-content-type-options': 'nosniff',
      },
    });
  });

  register(market, endpoints.getFlywheel, async () => {
    const [latest, open] = await Promise.all([latestEstimate(db), findOpenEstimate(db)]);
    return {
      latest: latest === undefined ? null : presentEstimate(latest),
      open: open === undefined ? null : presentEstimate(open),
    };
  });

  register(market, endpoints.listLoopEstimates, async (_ctx, { query }) => {
    const rows = await listEstimates(db, {
      before: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.id], presentEstimate);
  });

  registerIdempotent(market, endpoints.askLoopEstimate, async (ctx: Ctx, _input, tx) =>
    presentEstimate(await askEstimate(market, tx, ctx)),
  );

  register(market, endpoints.listStoreStandings, async (_ctx, { scope }) => {
    const rows = await latestOfLicence(db, scope.licenceId, scope.storeIds);
    const paths = await categoryPaths(db);
    return {
      data: rows.map((row) =>
        presentStanding(
          row,
          paths.get(row.category_id ?? '') ?? '',
          market.policy.at(justBefore(endOf(row.day))).document,
        ),
      ),
    };
  });
}

const justBefore = (instant: Date): Date => new Date(instant.getTime() - 1);
