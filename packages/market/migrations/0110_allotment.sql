-- Public traffic: what was asked and shown, and by what rule each day's part was given. All of it is counted, nothing of it knows a person.

-- Who may count impressions. A process holds one place at a time and counts under its number; the place of one that died is taken
-- over with what it had counted, and so with how far each store lags there.
create table impression_place (
  place smallint primary key check (place > 0),
  holder uuid,                      -- the process; null: it has left
  held_until timestamptz not null,  -- by the database's own clock
  batch bigint not null default 0   -- the last batch written: one whose answer was lost is never written twice
);

-- Stores shown on answered pages. The day is that of the allotment under which they were shown.
create table impression (
  store_id uuid not null,
  day date not null,
  keyword text not null,            -- its name in the day's public prices, or what it would be called there
  is_allotted boolean not null,     -- false: the page followed relevance alone
  position smallint not null check (position > 0),
  place smallint not null,
  principal_id uuid not null,
  policy_version integer not null,
  views bigint not null check (views > 0),
  micro bigint not null check (micro >= 0),       -- views x what the position is worth, in micro-impressions
  primary key (store_id, day, keyword, is_allotted, position, place)
) partition by range (day);
-- a process takes up a day; what was really given of each keyword
create index impression_day on impression (day, place);

-- Pages of each keyword: what there was to give.
create table impression_page (
  day date not null,
  keyword text not null,
  is_allotted boolean not null,
  place smallint not null,
  pages bigint not null check (pages > 0),
  micro bigint not null check (micro >= 0),       -- worth of the positions that were filled
  primary key (day, keyword, is_allotted, place)
);

create table impression_click (
  store_id uuid not null,
  day date not null,
  keyword text not null,
  clicks bigint not null check (clicks > 0),
  primary key (store_id, day, keyword)
);

-- Searches as they were typed, but for width, case and spaces. Those that few make are forgotten after some weeks.
create table search_day (
  day date not null,
  query text not null,
  category_id uuid,                 -- the topmost one in which most was found; null: nothing was found
  pages bigint not null check (pages > 0),
  primary key (day, query)
);

-- Makes the month's partition where there is none yet; see touch_partition.
create function impression_partition(of_month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', of_month)::date;
  name text := 'impression_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(name) is not null then return; end if;
  lock table impression in share update exclusive mode;
  if to_regclass(name) is not null then return; end if;
  execute format('create table %I partition of impression for values from (%L) to (%L)', name,
    first, (first + interval '1 month')::date);
end $$;

-- A day's allotment, made once and never changed.
create table allotment_day (
  day date primary key,
  policy_version integer not null,
  built_at timestamptz not null,
  keywords integer not null,
  stores integer not null,
  supply_micro bigint not null,
  inputs text not null,             -- JSON, from which it can be built again to the same bits
  prices text not null,             -- the public document, byte for byte as it is downloaded
  policy_digest text not null,
  hash text not null unique,
  previous_hash text unique         -- a day is followed by one day
);
create trigger allotment_day_append_only before update or delete or truncate on allotment_day
  for each statement execute function refuse_change();

-- What a store was due of a day, in micro-impressions, and the facts of it that decided.
create table allotment_store (
  store_id uuid not null references store,
  day date not null references allotment_day,
  principal_id uuid not null,
  standing text not null check (standing in ('hidden', 'shown', 'newcomer')),
  quality double precision not null,
  merit_minor double precision not null,
  principal_merit_minor double precision not null,
  dither_draw double precision not null,
  organic bigint not null,
  merit bigint not null,
  newcomer bigint not null,
  exploration bigint not null,
  dither bigint not null,
  primary key (store_id, day)
);
-- all stores of a day
create index allotment_store_day on allotment_store (day);

-- The same by keyword, with what decided there; a reason where the store was not shown.
create table allotment_row (
  store_id uuid not null,
  day date not null,
  keyword text not null,
  relevance double precision not null,
  reason text check (reason in ('hidden', 'notRelevant', 'siblingsHoldSeats')),
  organic bigint not null,
  merit bigint not null,
  newcomer bigint not null,
  exploration bigint not null,
  dither bigint not null,
  evidence jsonb,                   -- weights, prices, caps (KeywordExplanation of the policy); null where it was not shown
  primary key (store_id, day, keyword),
  foreign key (store_id, day) references allotment_store (store_id, day)
);
