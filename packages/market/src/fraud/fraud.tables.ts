import type { WashFeature } from '@hazumi/policy';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

/** A UTC day as PostgreSQL writes it: '2026-03-01'. */
type Day = ColumnType<Date, string, string>;

/** What one feature said of a store. */
export interface ScorePart {
  feature: WashFeature;
  /** as counted (`washFeatures`) */
  value: number;
  /** in standard deviations of its category */
  deviations: number;
  /** what it added to the log-odds of fraud */
  logOdds: number;
  /** JSON Pointer of its weight in the policy */
  field: string;
}

export interface FraudTables {
  fraud_day: {
    day: Day;
    state: 'open' | 'closed';
    due_at: Instant;
    closed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    stores: Generated<number>;
    policy_version: ColumnType<number | null, number | null | undefined, number | null>;
  };
  wash_score: {
    store_id: string;
    day: Day;
    orders: number;
    probability: number;
    prior_log_odds: number;
    parts: Json<readonly ScorePart[]>;
    policy_version: number;
  };
}
