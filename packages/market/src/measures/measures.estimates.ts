import { type PolicyDocument, shareOf } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { mondayOf, plusDays } from './measures.days.ts';
import {
  type EstimateRow,
  findOpenEstimate,
  finishEstimate,
  insertEstimate,
  noteProgress,
  takeEstimate,
} from './measures.estimates.repository.ts';
import type { EstimateRules, LoopMeasurement, LoopMeter } from './measures.meter.ts';
import {
  type LoopPanel,
  type LoopVariable,
  loopPanel,
  measurableLinks,
  panelDigest,
} from './measures.panel.ts';
import { isDayDue, lastClosedDay } from './measures.repository.ts';

/** Weeks of a panel: those on which the estimator was validated (docs/loop.md). */
export const panelWeeks = 52;
/** The smallest panel on which it was. With less it may answer, with intervals that say how little is known. */
export const validated = { merchants: 300, weeks: 52 } as const;
/** Below this no equation can be written down at all. */
const least = { merchants: 2, weeks: 4 } as const;
/** How long one turn of the work may take before another process takes it over. */
const holdMs = 10 * 60_000;

/** What would have to be there for the data to tell. */
export type LoopNeed =
  | { kind: 'merchants' | 'weeks'; have: number; need: number }
  | { kind: 'records' | 'nudges'; variable: LoopVariable };

/** What is kept of an estimate that is done. */
export interface StoredEstimate {
  merchants: number;
  /** weeks in which any store was judged */
  weeks: number;
  from: string;
  level: number;
  measurement: LoopMeasurement | null;
  /** why a link or the gain is not measured; empty where all is */
  needs: LoopNeed[];
}

/** Asks for a measurement of the weeks up to now; whoever asks while one is under way gets that one. */
export async function askEstimate(market: Pick<Market, 'policy'>, tx: Tx, ctx: Ctx): Promise<EstimateRow> {
  await insertEstimate(tx, newEstimate(market, ctx, 'operator', mondayOf(ctx.now)));
  const open = await findOpenEstimate(tx);
  if (open === undefined) throw new Error('an estimate that was asked for is not there');
  if (open.asked_by === ctx.actorName && open.created_at.getTime() === ctx.now.getTime())
    await appendEvent(tx, ctx, {
      subjectType: 'loopEstimate',
      subjectId: open.id,
      type: 'loopEstimate.asked',
      data: { until: open.until, policyVersion: open.policy_version },
    });
  return open;
}

const newEstimate = (
  market: Pick<Market, 'policy'>,
  ctx: Ctx,
  cause: 'weekly' | 'operator',
  until: string,
) => ({
  id: ctx.ids.next(ctx.now),
  state: 'waiting' as const,
  cause,
  asked_by: ctx.actorName,
  created_at: ctx.now,
  weeks: panelWeeks,
  until,
  policy_version: market.policy.at(ctx.now).number,
});

/**
 * Measures the loop once a week, as soon as the week's days are closed, and whenever an operator asked. The numbers are read by this
 * process; the arithmetic is the meter's, on a thread of its own, outside any transaction. A process that dies leaves its turn to
 * another.
 */
export function estimateSweep(market: Pick<Market, 'db' | 'policy' | 'log'>, meter: LoopMeter): Sweep {
  return {
    name: 'measures.estimates',
    everyMs: 5_000,
    async run(ctx) {
      await askWeekly(market, ctx);
      const heldUntil = new Date(ctx.now.getTime() + holdMs);
      const estimate = await inTransaction(market.db, (tx) =>
        takeEstimate(tx, { now: ctx.now, holder: ctx.ids.next(ctx.now), heldUntil }),
      );
      if (estimate === undefined) return 0;
      await measure(market, meter, ctx, estimate);
      return 1;
    },
  };
}

async function askWeekly(market: Pick<Market, 'db' | 'policy'>, ctx: Ctx): Promise<void> {
  const last = await lastClosedDay(market.db);
  // While days are being caught up with, their weeks are not measured one by one.
  if (last === null || (await isDayDue(market.db, ctx.now))) return;
  // The newest Monday before which every day is closed.
  const until = mondayOf(new Date(`${plusDays(last, 1)}T00:00:00Z`));
  await inTransaction(market.db, (tx) => insertEstimate(tx, newEstimate(market, ctx, 'weekly', until)));
}

async function measure(
  market: Pick<Market, 'db' | 'policy' | 'log'>,
  meter: LoopMeter,
  ctx: Ctx,
  estimate: EstimateRow & { holder: string },
): Promise<void> {
  const { number, document } = market.policy.at(ctx.now);
  const stop = new AbortController();
  try {
    const panel = await loopPanel(
      market.db,
      plusDays(estimate.until, -7 * estimate.weeks),
      estimate.weeks,
      document,
    );
    const trimmed = withoutEmptyWeeks(panel);
    const result = await measurePanel(meter, trimmed, document, stop.signal, (progress) => {
      // Whoever is no longer the holder stops: another does the work.
      noteProgress(market.db, estimate, progress).then(
        (held) => void (held || stop.abort(new Error('another process took the estimate over'))),
        (error: unknown) => market.log.warn({ err: error }, 'the progress of an estimate could not be noted'),
      );
    });
    await finish(market.db, ctx, estimate, {
      state: 'done',
      panel_digest: panelDigest(trimmed),
      code_version: result.measurement?.codeVersion ?? 'none',
      policy_version: number,
      result: JSON.stringify(result),
    });
  } catch (error) {
    market.log.error({ err: error, estimate: estimate.id }, 'an estimate of the loop failed');
    await finish(market.db, ctx, estimate, { state: 'failed', failure: (error as Error).message });
  }
}

/** Measures what can be measured of a panel, and says what the rest would need. */
export async function measurePanel(
  meter: LoopMeter,
  panel: LoopPanel,
  policy: PolicyDocument,
  signal: AbortSignal,
  onProgress: (progress: number) => void = () => undefined,
): Promise<StoredEstimate> {
  const { experiments } = policy;
  const rules: EstimateRules = {
    level: shareOf(experiments.intervalPpm),
    draws: experiments.bootstrapDraws,
    weakBelow: experiments.firstStageF,
  };
  const merchants = panel.merchants.length;
  const isPossible = merchants >= least.merchants && panel.weeks >= least.weeks;
  const links = isPossible ? measurableLinks(panel) : [];
  const measurement =
    links.length === 0 ? null : await meter.estimate(panel, links, rules, onProgress, signal);
  const needs: LoopNeed[] = [];
  if (merchants < validated.merchants)
    needs.push({ kind: 'merchants', have: merchants, need: validated.merchants });
  if (panel.weeks < validated.weeks) needs.push({ kind: 'weeks', have: panel.weeks, need: validated.weeks });
  for (const { name, isRecorded, isNudged } of panel.variables) {
    if (!isRecorded) needs.push({ kind: 'records', variable: name });
    else if (!isNudged) needs.push({ kind: 'nudges', variable: name });
  }
  return { merchants, weeks: panel.weeks, from: panel.from, level: rules.level, measurement, needs };
}

/** The panel from its first week with anybody in it on. */
function withoutEmptyWeeks(panel: LoopPanel): LoopPanel {
  const { weeks, merchants } = panel;
  const [first] = panel.variables;
  if (first === undefined || merchants.length === 0) return { ...panel, weeks: 0 };
  let skip = 0;
  const isEmpty = (week: number): boolean =>
    merchants.every((_, merchant) => Number.isNaN(first.series[merchant * weeks + week]));
  while (skip < weeks && isEmpty(skip)) skip += 1;
  const cut = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: merchants.length * (weeks - skip) }, (_, at) => {
      const merchant = Math.floor(at / (weeks - skip));
      return values[merchant * weeks + skip + (at % (weeks - skip))] as number;
    });
  return {
    from: plusDays(panel.from, 7 * skip),
    weeks: weeks - skip,
    merchants,
    variables: panel.variables.map((variable) => ({
      ...variable,
      series: cut(variable.series),
      nudges: cut(variable.nudges),
    })),
  };
}

async function finish(
  db: Db,
  ctx: Ctx,
  estimate: EstimateRow & { holder: string },
  values: Parameters<typeof finishEstimate>[2],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const finished = await finishEstimate(tx, estimate, { ...values, finished_at: ctx.now });
    if (!finished) return;
    await appendEvent(tx, ctx, {
      subjectType: 'loopEstimate',
      subjectId: estimate.id,
      type: `loopEstimate.${values.state}`,
      data: { until: estimate.until, policyVersion: values.policy_version ?? estimate.policy_version },
    });
  });
}
