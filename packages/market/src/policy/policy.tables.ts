import type { Instant, Json } from '../kernel/kernel.tables.ts';

export interface PolicyTables {
  policy_version: {
    id: string;
    number: number;
    document: Json<object>;
    digest: string;
    author: string;
    reason: string;
    rollback_of: number | null;
    created_at: Instant;
    starts_at: Instant;
  };
}
