import type { ClawbackSource, ExclusionReason, RebateDecision } from '@hazumi/policy';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export type IncentiveState = 'pending' | 'excluded' | 'cleared' | 'vested' | 'clawedBack';
/** A month by its first day, as PostgreSQL writes a date. */
type Day = ColumnType<Date | null, string | null, string | null>;

export interface IncentiveTables {
  incentive: {
    store_id: string;
    order_id: string;
    licence_id: string;
    currency: string;
    state: IncentiveState;
    completed_at: Instant;
    window_ends_at: Instant;
    due_at: ColumnType<Date | null, Date | null, Date | null>;
    decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    month: Day;
    base_minor: Generated<bigint>;
    fee_paid_minor: Generated<bigint>;
    rebate_minor: Generated<bigint>;
    limited_by: RebateDecision['reason'] | null;
    vested_minor: Generated<bigint>;
    clawed_back_minor: Generated<bigint>;
    buyer_principal: string | null;
    seller_principal: string | null;
    fraud_probability: number | null;
    merit_minor: Generated<number>;
    policy_version: number;
  };
  incentive_part: {
    store_id: string;
    order_id: string;
    part_no: number;
    due_at: Instant;
    amount_minor: bigint;
    taken_minor: Generated<bigint>;
    vested_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  incentive_exclusion: {
    store_id: string;
    order_id: string;
    reason: ExclusionReason;
    evidence: Json<readonly string[]>;
    field: string | null;
    at: Instant;
    policy_version: number;
  };
  incentive_clawback: {
    store_id: string;
    id: string;
    order_id: string;
    source: ClawbackSource | 'owed';
    from_order_id: string | null;
    from_part_no: number | null;
    amount_minor: bigint;
    at: Instant;
    policy_version: number;
  };
  incentive_month: {
    licence_id: string;
    month: ColumnType<Date, string, string>;
    currency: string;
    granted_minor: bigint;
  };
  incentive_guard: { store_id: string };
}
