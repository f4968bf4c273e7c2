-- Contacts of visitors with stores, of those who agreed to it. Written in batches, never changed, gone when the visitor takes the
-- consent back; partitioned by month.
create table touch (
  store_id uuid not null,
  visitor uuid not null,            -- first half of the sha256 of the visitor's token: the token itself is kept nowhere
  at timestamptz not null,
  id uuid not null,
  surface text not null,
  source text not null,             -- a key of the policy's attribution.sourceClasses, or 'direct'
  source_class text not null check (source_class in ('direct', 'public', 'external', 'private')),
  is_paid boolean not null,
  link_id uuid,
  product_id uuid,
  coupon_id uuid,
  creator_id uuid,
  campaign text,
  policy_version integer not null,  -- the one that classified it
  -- the writing transaction's id, as a number: by it the counts know how far they have come
  xid bigint not null default (pg_current_xact_id()::text::bigint),
  -- what one visitor did at one store, by time: what an order is attributed by
  primary key (visitor, store_id, at, id)
) partition by range (at);
-- the counts' own reading: the newest blocks of a table that only grows
create index touch_position on touch using brin (xid) with (pages_per_range = 16, autosummarize = on);

-- Makes the month's partition where there is none yet. Rivals wait for each other, and the second finds it made.
create function touch_partition(of_month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', of_month)::date;
  name text := 'touch_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(name) is not null then return; end if;
  perform pg_advisory_xact_lock(7305, 81);
  if to_regclass(name) is not null then return; end if;
  execute format('create table %I partition of touch for values from (%L) to (%L)', name,
    first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
end $$;

-- Touches counted by day: what a merchant sees of them, and all that needs to be read for it.
create table touch_day (
  store_id uuid not null,
  day date not null,
  link_id uuid not null,            -- the nil UUID: by no link
  source text not null,
  source_class text not null,
  visits bigint not null check (visits > 0),
  primary key (store_id, link_id, day, source, source_class)
);
create table touch_rollup (
  only_row boolean primary key default true check (only_row),
  xid bigint not null               -- all touches of transactions before this one are in touch_day
);
insert into touch_rollup (xid) values (0);

-- Where an order counts as coming from, frozen as it was placed, under orders.policy_version.
alter table orders
  add column source_class text not null default 'direct' check (source_class in ('direct', 'public', 'external', 'private')),
  add column source text not null default 'direct',
  add column source_link_id uuid,
  -- {"touch": id or null, "first": touch, "path": [touches, oldest first]}; null where there was no touch at all
  add column source_path jsonb;
-- what came of a link
create index orders_link on orders (store_id, source_link_id) where source_link_id is not null;
