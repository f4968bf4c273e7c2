import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../kernel/kernel.tables.ts';

/** Days (`date`) are read as text, `2026-11-16`. */
export interface ExperimentTables {
  experiment_draw: {
    experiment: string;
    period: string;
    unit_id: string;
    draw: number;
    is_held_out: boolean;
    logged_at: Instant;
    policy_version: number;
  };
  experiment_week: {
    period: string;
    due_at: Instant;
    logged_on: string;
    settled_at: ColumnType<Date | null, Date | null | undefined>;
    policy_version: number;
  };
  experiment_credit: {
    store_id: string;
    period: string;
    experiment: string;
    unit_id: string;
    basis: bigint;
    currency: string;
    plain_minor: bigint;
    amount_minor: bigint;
    transaction_id: Generated<string | null>;
    policy_version: number;
  };
  experiment_onboarding: {
    person_id: string;
    variant: 'checklist' | 'form';
    draw: number;
    is_held_out: boolean;
    shown_at: Instant;
    policy_version: number;
  };
}
