import {
  countNorthStar,
  effectiveStoreKnown,
  effectiveStoreRules,
  type PolicyVersion,
  storeStage,
} from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { principalsOf } from '../principals/principals.service.ts';
import { dayMs, dayOf, endOf, plusDays, startOf } from './measures.days.ts';
import { type StoreFacts, storeFacts } from './measures.facts.ts';
import { guardrailsOf } from './measures.guardrails.ts';
import type { LoopMeter } from './measures.meter.ts';
import {
  addDay,
  closeDay,
  firstOpening,
  type JudgedRow,
  lockDueDay,
  type RememberedStore,
  rememberedStores,
  writeStoreDays,
} from './measures.repository.ts';

/** What was begun before midnight may commit a little after it. */
const graceMs = 10 * 60_000;
/** Days that one round catches up with at most. */
const mostAtOnce = 7;

const dueAt = (day: string): Date => new Date(endOf(day).getTime() + graceMs);

/**
 * Closes the days that have ended, one after the other: every store's window is judged by the policy that was in force as the day
 * ended, the North Star is counted, the guardrails are measured. The first day is that of the market's first opening.
 */
export function daySweep(market: Pick<Market, 'db' | 'policy' | 'settings'>, meter: LoopMeter | null): Sweep {
  return {
    name: 'measures.days',
    everyMs: 60_000,
    async run(ctx) {
      let closed = 0;
      while (closed < mostAtOnce && (await closeNextDay(market, meter, ctx))) closed += 1;
      return closed;
    },
  };
}

/** Closes the next day that is due. Of two who try at once, one does it, and the other finds nothing to do. */
export async function closeNextDay(
  market: Pick<Market, 'db' | 'policy' | 'settings'>,
  meter: LoopMeter | null,
  ctx: Ctx,
): Promise<boolean> {
  return inTransaction(market.db, async (tx) => {
    const due = await lockDueDay(tx, ctx.now);
    if (due === undefined) return beginCalendar(tx, ctx);
    const { day } = due;
    const version = market.policy.at(new Date(endOf(day).getTime() - 1));
    const principals = await principalsOf(tx);
    const stores = await storeFacts(tx, day, ctx.now, version.document, principals);
    const remembered = await rememberedStores(tx, plusDays(day, -1));
    const judged = stores.map((store) => judge(store, day, remembered.get(store.storeId), version));
    const { day: counts } = countNorthStar(
      memoryOf(remembered),
      judged.map((row) => ({
        store: row.store_id,
        isEffective: row.verdict === 'effective',
        weight: row.weight,
      })),
    );
    await writeStoreDays(tx, judged);
    const effective = judged.filter(({ verdict }) => verdict === 'effective');
    const guardrails = await guardrailsOf(
      tx,
      { day, stores, judged },
      version.document,
      market.settings.currency,
      meter,
    );
    await closeDay(tx, day, {
      closed_at: ctx.now,
      stores: judged.length,
      effective: counts.effective,
      undecided: judged.filter(({ verdict }) => verdict === 'undecided').length,
      weight: counts.weight,
      became_effective: counts.new,
      reactivated: counts.reactivated,
      lapsed: counts.lapsed,
      effective_principals: new Set(effective.map(({ principal_id }) => principal_id)).size,
      guardrails: JSON.stringify(guardrails),
      policy_version: version.number,
    });
    await appendEvent(tx, ctx, {
      subjectType: 'marketDay',
      subjectId: due.id,
      type: 'marketDay.closed',
      data: { day, effective: counts.effective, policyVersion: version.number },
    });
    await addDay(tx, { day: plusDays(day, 1), id: ctx.ids.next(ctx.now), dueAt: dueAt(plusDays(day, 1)) });
    return true;
  });
}

/** Writes the first day, where the market has opened and there is none yet. It may be due already. */
async function beginCalendar(tx: Tx, ctx: Ctx): Promise<boolean> {
  const opening = await firstOpening(tx);
  if (opening === null) return false;
  const day = dayOf(opening);
  return (await addDay(tx, { day, id: ctx.ids.next(ctx.now), dueAt: dueAt(day) })) && dueAt(day) <= ctx.now;
}

/** What counting needs of the day before. */
function memoryOf(remembered: ReadonlyMap<string, RememberedStore>) {
  const all = [...remembered];
  return {
    effective: new Set(all.filter(([, { verdict }]) => verdict === 'effective').map(([id]) => id)),
    ever: new Set(all.filter(([, before]) => before.first_effective_on !== null).map(([id]) => id)),
  };
}

function judge(
  store: StoreFacts,
  day: string,
  before: RememberedStore | undefined,
  { number, document }: PolicyVersion,
): JudgedRow {
  const { facts } = store;
  const decision = effectiveStoreKnown(facts, document);
  const isEffective = decision.verdict === 'effective';
  const since = isEffective ? (before?.effective_since ?? day) : null;
  const firstCleared = before?.first_cleared_at ?? store.firstClearedAt;
  const lastCleared = later(before?.last_cleared_at ?? null, store.lastClearedAt);
  const rules = effectiveStoreRules(facts.category, facts.currency, document);
  const end = endOf(day);
  const days = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / dayMs;
  const running = since === null ? 0 : 1 + Math.floor(days(startOf(since), startOf(day)) / rules.windowDays);
  return {
    store_id: store.storeId,
    day,
    principal_id: store.principalId,
    is_purchasable: store.isPurchasable,
    in_stock_days: facts.inStockDays,
    unseen_days: facts.unseenDays,
    cleared_orders: facts.clearedOrders,
    buyers: facts.buyers,
    fees_paid_minor: String(facts.feesPaidMinor),
    turnover_minor: String(store.turnoverMinor),
    currency: facts.currency,
    shipments_due: facts.shipmentsDue,
    shipments_on_time: facts.shipmentsOnTime,
    orders: store.orders,
    refunded_orders: store.refundedOrders,
    refund_limit: facts.refundLimit,
    score: facts.score,
    fraud_probability: facts.fraudProbability,
    is_sanctioned: facts.isSanctioned,
    verdict: decision.verdict,
    weight: decision.weight,
    missing: decision.missing.map(({ gap }) => gap),
    unknown: [...decision.unknown],
    unmeasured: [...decision.unmeasured],
    stage: storeStage(
      firstCleared === null ? Number.POSITIVE_INFINITY : days(store.openedAt, firstCleared),
      days(lastCleared ?? store.openedAt, end),
      running,
      rules,
    ),
    first_effective_on: before?.first_effective_on ?? (isEffective ? day : null),
    effective_since: since,
    first_cleared_at: firstCleared?.toISOString() ?? null,
    last_cleared_at: lastCleared?.toISOString() ?? null,
    policy_version: number,
  };
}

const later = (a: Date | null, b: Date | null): Date | null => (a !== null && (b === null || a > b) ? a : b);
