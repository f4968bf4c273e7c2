import { allocateWithin, amountIn, applyPpm, neutralAmounts, type PolicyDocument } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import { experimentCreditEntries } from '../ledger/ledger.postings.ts';
import { post } from '../ledger/ledger.repository.ts';
import type { Market } from '../market.ts';
import {
  type CreditedExperiment,
  creditedExperiments,
  drawsOf,
  type ExperimentName,
  periodEnd,
  periodOf,
} from './experiments.draws.ts';
import {
  basesOf,
  claimDay,
  drawsOfPeriod,
  insertCredits,
  type LoggedDraw,
  logDraws,
  loggedBefore,
  markSettled,
  type NewCredit,
  noteBooked,
  shownToOwners,
  takeDueWeek,
  takeUnbooked,
} from './experiments.repository.ts';
import { type StoreUnit, unitsOf } from './experiments.units.ts';

const hourMs = 3_600_000;
/** Touches are written within seconds; an hour after a week's end all of it is there. */
const graceMs = hourMs;
const bookedAtOnce = 200;

/** What runs by itself: a day's new units are logged, weeks that are over are reckoned, what they brought is booked. */
export function experimentSweep(market: Pick<Market, 'db' | 'policy' | 'settings'>): Sweep {
  return {
    name: 'experiments',
    everyMs: 60_000,
    async run(ctx) {
      await logDay(market, ctx);
      return (await settleWeek(market, ctx)) + (await bookCredits(market.db, ctx));
    },
  };
}

/** Logs what is drawn for whom this week, once a day: also for those who opened in the course of it. */
async function logDay(market: Pick<Market, 'db' | 'policy' | 'settings'>, ctx: Ctx): Promise<void> {
  const { number: policyVersion, document } = market.policy.at(ctx.now);
  const week = periodOf(ctx.now);
  await inTransaction(market.db, async (tx) => {
    const dueAt = new Date(periodEnd(week).getTime() + graceMs);
    const day = ctx.now.toISOString().slice(0, 10);
    if (!(await claimDay(tx, { period: week, dueAt, day, policyVersion }))) return;
    const draws = drawsOf(market.settings.secret, document);
    const units = await unitsOf(tx);
    const unitIds = [...new Set(units.map(({ unitId }) => unitId))];
    for (const { name, period } of runningNow(document, ctx.now)) {
      await logDraws(
        tx,
        { experiment: name, period, now: ctx.now, policyVersion },
        unitIds.map((unitId) => ({
          unitId,
          draw: draws.drawOf(name, unitId, period),
          isHeldOut: draws.isHeldOut(unitId),
        })),
      );
    }
    if (document.experiments.nudgesEnabled) await logOnboarding(tx, ctx, week, policyVersion, units);
  });
}

/**
 * The way of opening was drawn once, for a person, and works once: in the merchant's first week. In all later weeks nothing is drawn,
 * which is logged as 0, so that nobody takes a variant that is kept for a nudge that is drawn anew.
 */
async function logOnboarding(
  tx: Tx,
  ctx: Ctx,
  week: string,
  policyVersion: number,
  units: readonly StoreUnit[],
): Promise<void> {
  const shown = await shownToOwners(tx);
  const known = await loggedBefore(tx, 'onboarding', week);
  const draws = new Map<string, LoggedDraw>();
  for (const { unitId, licenceId } of units) {
    const found = known.has(unitId) ? undefined : shown.get(licenceId);
    if (found !== undefined || !draws.has(unitId))
      draws.set(unitId, { unitId, draw: found?.draw ?? 0, isHeldOut: found?.isHeldOut ?? false });
  }
  await logDraws(tx, { experiment: 'onboarding', period: week, now: ctx.now, policyVersion }, [
    ...draws.values(),
  ]);
}

/** What is varied at this instant, with the period that runs. The dither is applied by the allotment, under the same draws. */
export function runningNow(
  { dither, experiments }: Pick<PolicyDocument, 'dither' | 'experiments'>,
  now: Date,
): { name: ExperimentName; period: string; days: number }[] {
  const credited = experiments.nudgesEnabled
    ? creditedExperiments.map((name) => ({ name, period: periodOf(now), days: 7 }))
    : [];
  return dither.enabled
    ? [
        {
          name: 'exposureDither',
          period: periodOf(now, dither.periodDays),
          days: dither.periodDays,
        },
        ...credited,
      ]
    : credited;
}

/** Reckons the credits of one week that is over; nothing is left to chance after that. Returns 1 where there was such a week. */
async function settleWeek(market: Pick<Market, 'db' | 'policy'>, ctx: Ctx): Promise<number> {
  return inTransaction(market.db, async (tx) => {
    const period = await takeDueWeek(tx, ctx.now);
    if (period === undefined) return 0;
    const until = periodEnd(period);
    const span = { from: new Date(`${period}T00:00:00Z`), until };
    // The rules of the week's last moment hold for all of it.
    const { number: policyVersion, document } = market.policy.at(new Date(until.getTime() - 1));
    const units = await unitsOf(tx);
    if (document.experiments.nudgesEnabled)
      for (const experiment of creditedExperiments) {
        const bases = await basesOf(tx, experiment, span);
        const draws = await drawsOfPeriod(tx, experiment, period);
        await insertCredits(
          tx,
          creditsOfWeek({ experiment, units, bases, draws, document }).map((credit) => ({
            ...credit,
            period,
            experiment,
            policy_version: policyVersion,
          })),
        );
      }
    await markSettled(tx, period, ctx.now);
    return 1;
  });
}

type Reckoned = Omit<NewCredit, 'period' | 'experiment' | 'policy_version'>;

/**
 * The credits of one experiment and week: what each store's doings are worth, varied by its merchant's draw so that the sum stays.
 * Currencies are held apart, each with its own sum. A unit that was never logged was not nudged: its draw is 0.
 */
export function creditsOfWeek(facts: {
  experiment: CreditedExperiment;
  units: readonly StoreUnit[];
  bases: ReadonlyMap<string, bigint>;
  draws: ReadonlyMap<string, number>;
  document: PolicyDocument;
}): Reckoned[] {
  const { experiment, units, draws, document } = facts;
  const counted = limited(facts);
  const byCurrency = new Map<string, StoreUnit[]>();
  for (const unit of units)
    if ((counted.get(unit.storeId) ?? 0n) > 0n)
      byCurrency.set(unit.currency, [...(byCurrency.get(unit.currency) ?? []), unit]);
  return [...byCurrency].flatMap(([currency, stores]) => {
    const basis = stores.map(({ storeId }) => counted.get(storeId) ?? 0n);
    const plain = basis.map((count) => worthOf(experiment, count, currency, document));
    const varied = neutralAmounts(
      plain,
      stores.map(({ unitId }) => draws.get(unitId) ?? 0),
      document.experiments.nudgeAmplitudePpm,
    );
    return stores.map(({ storeId, unitId }, at) => ({
      store_id: storeId,
      unit_id: unitId,
      basis: basis[at] as bigint,
      currency,
      plain_minor: plain[at] as bigint,
      amount_minor: varied[at] as bigint,
    }));
  });
}

/** The limit is the merchant's: what lies beyond it is taken off its stores in proportion. */
function limited({
  experiment,
  units,
  bases,
  document,
}: Parameters<typeof creditsOfWeek>[0]): Map<string, bigint> {
  const most = mostAWeek(experiment, document);
  const byUnit = new Map<string, string[]>();
  for (const { unitId, storeId } of units)
    if (bases.has(storeId)) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), storeId]);
  const counted = new Map<string, bigint>();
  for (const stores of byUnit.values()) {
    const own = stores.map((storeId) => bases.get(storeId) ?? 0n);
    const sum = own.reduce((total, basis) => total + basis, 0n);
    const parts = most !== null && sum > BigInt(most) ? allocateWithin(BigInt(most), own) : own;
    for (const [at, storeId] of stores.entries()) counted.set(storeId, parts[at] as bigint);
  }
  return counted;
}

/** How many of them a merchant is credited a week; null where there is no limit. */
export function mostAWeek(
  experiment: CreditedExperiment,
  { experiments }: Pick<PolicyDocument, 'experiments'>,
): number | null {
  return {
    toolCredit: experiments.toolsCreditedAWeek,
    externalVisits: experiments.externalVisitorsPaidAWeek,
    couponSupport: null,
  }[experiment];
}

/** What so many tools or visitors, or so much discount, are worth without the nudge, in minor units. */
function worthOf(
  experiment: CreditedExperiment,
  basis: bigint,
  currency: string,
  document: PolicyDocument,
): bigint {
  const { toolCredit, externalVisitBonus, couponSupportPpm } = document.experiments;
  switch (experiment) {
    case 'toolCredit':
      return basis * amountIn(toolCredit, currency, document);
    case 'externalVisits':
      return basis * amountIn(externalVisitBonus, currency, document);
    case 'couponSupport':
      return applyPpm(basis, couponSupportPpm);
  }
}

/** Books some credits, each with its row in one transaction: whoever dies between has booked none or noted all. */
async function bookCredits(db: Db, ctx: Ctx): Promise<number> {
  return inTransaction(db, async (tx: Tx) => {
    const credits = await takeUnbooked(tx, bookedAtOnce);
    for (const credit of credits) {
      const id = ctx.ids.next(ctx.now);
      await post(tx, ctx, credit.policy_version, [
        {
          id,
          storeId: credit.store_id,
          kind: 'experimentCredit',
          currency: credit.currency,
          orderId: null,
          paymentId: null,
          refundId: null,
          entries: experimentCreditEntries(credit.store_id, credit.amount_minor),
        },
      ]);
      await noteBooked(tx, credit, id);
      await appendEvent(tx, ctx, {
        storeId: credit.store_id,
        subjectType: 'experimentCredit',
        subjectId: id,
        type: 'experiment.credited',
        data: { experiment: credit.experiment, period: credit.period, policyVersion: credit.policy_version },
      });
    }
    return credits.length;
  });
}
