import type { EffectiveGap, GuardrailFinding, StoreStage } from '@hazumi/policy';
import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../kernel/kernel.tables.ts';

/** Why a guardrail has no measure. */
export const guardrailReasons = [
  'notRecorded',
  'tooFew',
  'tooEarly',
  'needsTrial',
  'nothingShown',
  'noMeter',
] as const;
export type GuardrailReason = (typeof guardrailReasons)[number];

/** A guardrail as it was found on a day; `limit` null where none can be named in the market's currency. */
export interface StoredGuardrail extends Omit<GuardrailFinding, 'measure'> {
  /** in the unit of the limit */
  measure: number | null;
  /** why there is no measure; null where there is one */
  reason: GuardrailReason | null;
}

export type Verdict = 'effective' | 'notEffective' | 'undecided';
export type EstimateState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

type Filled<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Days (`date`) are read as text, `2026-11-16`. */
export interface MeasureTables {
  market_day: {
    day: string;
    id: string;
    state: 'open' | 'closed';
    due_at: Instant;
    closed_at: Filled<Date>;
    stores: Filled<number>;
    effective: Filled<number>;
    undecided: Filled<number>;
    weight: Filled<number>;
    became_effective: Filled<number>;
    reactivated: Filled<number>;
    lapsed: Filled<number>;
    effective_principals: Filled<number>;
    guardrails: ColumnType<StoredGuardrail[] | null, string | null | undefined, string | null>;
    policy_version: Filled<number>;
  };
  store_day: {
    store_id: string;
    day: string;
    principal_id: string;
    is_purchasable: boolean | null;
    in_stock_days: number;
    unseen_days: number;
    cleared_orders: number;
    buyers: number;
    fees_paid_minor: bigint;
    turnover_minor: bigint;
    currency: string;
    shipments_due: number;
    shipments_on_time: number;
    orders: number;
    refunded_orders: number;
    refund_limit: number | null;
    score: number | null;
    fraud_probability: number | null;
    is_sanctioned: boolean;
    verdict: Verdict;
    weight: number;
    missing: EffectiveGap[];
    unknown: EffectiveGap[];
    unmeasured: EffectiveGap[];
    stage: StoreStage;
    first_effective_on: string | null;
    effective_since: string | null;
    first_cleared_at: Date | null;
    last_cleared_at: Date | null;
    policy_version: number;
  };
  loop_estimate: {
    id: string;
    state: EstimateState;
    cause: 'weekly' | 'operator';
    asked_by: string;
    created_at: Instant;
    weeks: number;
    until: string;
    holder: Filled<string>;
    held_until: Filled<Date>;
    progress: Generated<number>;
    finished_at: Filled<Date>;
    panel_digest: Filled<string>;
    code_version: Filled<string>;
    policy_version: number;
    result: ColumnType<object | null, string | null | undefined, string | null>;
    failure: Filled<string>;
  };
}
