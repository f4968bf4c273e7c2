-- What every area stands on: events (history, timeline and outbox in one), idempotency keys, the clock.

-- One row a change of state. Written in the transaction that made the change. `xid` lets a consumer read past
-- everything that is certainly committed: no event is lost behind a slower transaction (see kernel/events.ts).
create table event (
  id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  store_id uuid,                    -- null: belongs to no store
  subject_type text not null,       -- 'order', 'store', ...
  subject_id uuid not null,
  type text not null,               -- 'order.paid'
  actor text not null,              -- 'person:<id>', 'guest', 'system:expiry', ...
  data jsonb not null default '{}',
  at timestamptz not null
);
-- consumers: the next events after a position
create index event_position on event (xid, id);
-- timelines: all of one subject in order
create index event_subject on event (subject_id, at, id);

create table event_consumer (
  name text primary key,
  xid xid8 not null default '0',
  id uuid not null default '00000000-0000-0000-0000-000000000000'
);

-- A key is inserted first, in the transaction of what it protects; a rival waits on it and then replays the answer.
create table idempotency_key (
  actor text not null,
  key text not null,
  digest bytea not null,            -- sha256 of endpoint and body
  status smallint,                  -- null while the work is under way over several transactions
  answer text,                      -- the JSON that was answered, to the byte
  etag text,                        -- and the ETag beside it
  resource_id uuid,                 -- what was made, where work is resumed rather than replayed
  created_at timestamptz not null,
  primary key (actor, key)
);
-- pruning of old keys
create index idempotency_key_age on idempotency_key using brin (created_at) with (autosummarize = on);

-- A market whose clock is set (replay, seed, tests) keeps the instant here; a row only exists there.
create table market_clock (
  only_row boolean primary key default true check (only_row),
  instant timestamptz not null
);

-- Rows that record facts are never changed or removed, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
