import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** A timestamptz: read and written as Date. */
export type Instant = ColumnType<Date, Date, Date>;
/** A jsonb column: read as the value, written as its JSON text. */
export type Json<T extends object | null> = JSONColumnType<T>;

export interface EventTable {
  id: string;
  xid: Generated<string>;
  store_id: string | null;
  subject_type: string;
  subject_id: string;
  type: string;
  actor: string;
  data: Json<Record<string, unknown>>;
  at: Instant;
}

export interface KernelTables {
  event: EventTable;
  event_consumer: { name: string; xid: Generated<string>; id: Generated<string> };
  idempotency_key: {
    actor: string;
    key: string;
    digest: Buffer;
    status: number | null;
    answer: string | null;
    etag: string | null;
    resource_id: string | null;
    created_at: Instant;
  };
  market_clock: { only_row: Generated<boolean>; instant: Instant };
}
