import {
  effectiveStoreRules,
  type GuardrailFacts,
  type GuardrailName,
  type GuardrailShare,
  judgeGuardrails,
  type PolicyDocument,
} from '@hazumi/policy';
import type { Tx } from '../kernel/database.ts';
import { plusDays, windowOf } from './measures.days.ts';
import type { StoreFacts } from './measures.facts.ts';
import {
  clawbacksIn,
  cohortOf,
  newcomersOf,
  repeatBuyersOf,
  shownIn,
} from './measures.guardrails.reading.ts';
import type { LoopMeter } from './measures.meter.ts';
import { effectiveTurnovers, type JudgedRow } from './measures.repository.ts';
import type { GuardrailReason, StoredGuardrail } from './measures.tables.ts';

const nothing: GuardrailShare = { count: 0, of: 0 };

/**
 * Guardrails whose facts nobody here records, or that compare with a market as it would be without the change: a trial tells those, a
 * day's records do not.
 */
const never: Partial<Record<GuardrailName, GuardrailReason>> = {
  disputes: 'notRecorded',
  appealsOverturned: 'notRecorded',
  searchSuccess: 'notRecorded',
  netNewPrivate: 'notRecorded',
  subsidyPerEffectiveStore: 'needsTrial',
};

/** Why a measure that has a record is still none. */
const whenEmpty: Partial<Record<GuardrailName, GuardrailReason>> = {
  effectiveShare: 'tooEarly',
  medianTurnoverDrop: 'tooEarly',
  repeat: 'tooEarly',
  exposureGini: 'nothingShown',
  topOnePercent: 'nothingShown',
};

/** The guardrails on the day that is being closed, each with its limit from the policy and, where it has no measure, the reason. */
export async function guardrailsOf(
  tx: Tx,
  today: { day: string; stores: readonly StoreFacts[]; judged: readonly JudgedRow[] },
  policy: PolicyDocument,
  currency: string,
  meter: LoopMeter | null,
): Promise<StoredGuardrail[]> {
  const records = await recordsOf(tx, today, policy, currency);
  const reasons = { ...never, ...(records.isJudgedForFraud ? {} : { washShare: 'notRecorded' as const }) };
  const measured = meter?.guardrails(records) ?? {};
  const measures = Object.fromEntries(
    Object.entries(measured).filter(
      ([name, value]) => reasons[name as GuardrailName] === undefined && Number.isFinite(value),
    ),
  );
  return judgeGuardrails(measures, currency, policy).map((finding) => ({
    ...finding,
    reason:
      finding.measure !== null
        ? null
        : (reasons[finding.name] ?? (meter === null ? 'noMeter' : (whenEmpty[finding.name] ?? 'tooFew'))),
  }));
}

async function recordsOf(
  tx: Tx,
  { day, stores, judged }: { day: string; stores: readonly StoreFacts[]; judged: readonly JudgedRow[] },
  policy: PolicyDocument,
  currency: string,
): Promise<GuardrailFacts & { isJudgedForFraud: boolean }> {
  const { windowDays, activationDays } = policy.effectiveStore;
  const { cohortDays } = policy.guardrails;
  const window = windowOf(day, windowDays);
  const effective = judged.filter(({ verdict }) => verdict === 'effective');
  const rules = effectiveStoreRules('', currency, policy);
  const shown = await shownIn(tx, window);
  const sum = (of: (store: StoreFacts) => number): number =>
    stores.reduce((total, store) => total + of(store), 0);
  const turnover = (store: StoreFacts): number => Number(store.turnoverMinor);
  return {
    isJudgedForFraud: stores.some(({ facts }) => facts.fraudProbability !== null),
    cohort: await cohortOf(tx, windowOf(plusDays(day, -cohortDays), windowDays), cohortDays),
    principalsOfEffective: effective.map(({ principal_id }) => principal_id),
    turnoverBefore: await effectiveTurnovers(tx, plusDays(day, -windowDays)),
    turnoverNow: effective.map(({ turnover_minor }) => Number(turnover_minor)),
    orders: stores.map(({ facts }) => facts.clearedOrders),
    buyers: stores.map(({ facts }) => facts.buyers),
    ordersThreshold: rules.orders,
    buyersThreshold: rules.buyers,
    exposure: shown.size === 0 ? [] : stores.map(({ storeId }) => shown.get(storeId) ?? 0),
    newcomers: await newcomersOf(tx, windowOf(plusDays(day, -activationDays), windowDays), activationDays),
    refundedOrders: { count: sum(({ refundedOrders }) => refundedOrders), of: sum(({ orders }) => orders) },
    disputedOrders: nothing,
    repeatBuyers: await repeatBuyersOf(tx, windowOf(plusDays(day, -cohortDays), windowDays), cohortDays),
    washSales: {
      count: sum((store) => turnover(store) * (store.facts.fraudProbability ?? 0)),
      of: sum(turnover),
    },
    clawedBack: await clawbacksIn(tx, window, currency),
    overturnedAppeals: nothing,
    subsidyMinor: 0,
    effectiveStoresAdded: 0,
    privateOnPlatformAdded: 0,
    privateEverywhereAdded: 0,
    successfulSearches: nothing,
  };
}
