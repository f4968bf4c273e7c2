-- The private-domain incentive: what a private order gives back of its fee, and the merit that the rest of the fee is.

-- What of a line's fee went back with refunds. The rest is what was really paid.
alter table order_line add column refunded_fee_minor bigint not null default 0
  check (refunded_fee_minor between 0 and fee_minor);
update order_line set refunded_fee_minor =
    round(fee_minor::numeric * (refunded_goods_minor + refunded_freight_minor) / (goods_minor + freight_minor))
  where refunded_goods_minor + refunded_freight_minor > 0;

-- Days whose private orders have been looked at. A day is closed once it is over, after all before it.
create table fraud_day (
  day date primary key,             -- UTC, by the market's clock
  state text not null check (state in ('open', 'closed')),
  due_at timestamptz not null,      -- its end
  closed_at timestamptz,
  stores integer not null default 0,              -- that were scored
  policy_version integer
);
create unique index fraud_day_open on fraud_day (state) where state = 'open';
create index fraud_day_due on fraud_day (due_at) where state = 'open';

-- The scorecard's answer for a store at the end of a day, with every part of it.
create table wash_score (
  store_id uuid not null references store,
  day date not null references fraud_day,
  orders integer not null,          -- private orders of the window
  probability double precision not null check (probability between 0 and 1),
  prior_log_odds double precision not null,
  parts jsonb not null,             -- [{"feature", "value", "deviations", "logOdds", "field"}], the most incriminating first
  policy_version integer not null,
  primary key (store_id, day)
);
create index wash_score_day on wash_score (day, probability desc);

-- One row for each private order that has completed.
create table incentive (
  store_id uuid not null,
  order_id uuid not null,
  licence_id uuid not null references licence,
  currency text not null,
  -- pending: within the return window; cleared: granted, vesting; vested: all of it the merchant's; excluded: earns nothing, see the
  -- reasons; clawedBack: the buyer got all back after it was granted
  state text not null check (state in ('pending', 'excluded', 'cleared', 'vested', 'clawedBack')),
  completed_at timestamptz not null,
  window_ends_at timestamptz not null,
  due_at timestamptz,               -- when it goes on by itself; null: no more
  decided_at timestamptz,           -- cleared or excluded
  month date,                       -- whose cap it counts towards
  base_minor bigint not null default 0 check (base_minor >= 0),
  fee_paid_minor bigint not null default 0 check (fee_paid_minor >= 0),
  rebate_minor bigint not null default 0 check (rebate_minor between 0 and fee_paid_minor),
  limited_by text check (limited_by in ('rate', 'feePaid', 'monthlyCap')),
  vested_minor bigint not null default 0 check (vested_minor between 0 and rebate_minor),
  clawed_back_minor bigint not null default 0 check (clawed_back_minor between 0 and rebate_minor),
  buyer_principal text,
  seller_principal text,
  fraud_probability double precision,
  -- fee that never returns, less the chance of fraud, as it is before it fades; a part of it vests with each part of the rebate
  merit_minor double precision not null default 0 check (merit_minor >= 0),
  policy_version integer not null,  -- of the newest decision
  primary key (store_id, order_id),
  foreign key (store_id, order_id) references orders (store_id, id),
  check ((state = 'pending') = (decided_at is null)),
  check ((state in ('pending', 'cleared')) = (due_at is not null))
);
-- the sweep
create index incentive_due on incentive (due_at) where due_at is not null;
-- a store's list, newest first, all and by state
create index incentive_store on incentive (store_id, completed_at, order_id);
create index incentive_store_state on incentive (store_id, state, completed_at, order_id);
-- a licence's month
create index incentive_month_licence on incentive (licence_id, month) where month is not null;

-- The parts in which a rebate vests.
create table incentive_part (
  store_id uuid not null,
  order_id uuid not null,
  part_no smallint not null,
  due_at timestamptz not null,
  amount_minor bigint not null check (amount_minor >= 0),
  taken_minor bigint not null default 0 check (taken_minor between 0 and amount_minor),  -- clawed back before it vested
  vested_at timestamptz,
  primary key (store_id, order_id, part_no),
  foreign key (store_id, order_id) references incentive (store_id, order_id)
);
-- what of a store's has not vested, the latest first: what a clawback takes
create index incentive_part_pending on incentive_part (store_id, due_at, order_id, part_no) where vested_at is null;
-- merit: what vested lately
create index incentive_part_vested on incentive_part (due_at) where vested_at is not null;

-- Why an order earns nothing. One row a reason.
create table incentive_exclusion (
  store_id uuid not null,
  order_id uuid not null,
  reason text not null,
  evidence jsonb not null,          -- ids and numbers that show it
  field text,                       -- JSON Pointer of the policy's field that decided
  at timestamptz not null,
  policy_version integer not null,
  primary key (store_id, order_id, reason),
  foreign key (store_id, order_id) references incentive (store_id, order_id)
);
-- operators' lists, newest first, all and by reason
create index incentive_exclusion_at on incentive_exclusion (at, order_id, reason);
create index incentive_exclusion_reason on incentive_exclusion (reason, at, order_id);

-- What was taken back, from where.
create table incentive_clawback (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,           -- whose refund caused it
  source text not null check (source in ('pendingIncentive', 'pendingSettlement', 'deposit', 'owed')),
  from_order_id uuid,               -- whose part it came from
  from_part_no smallint,
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  policy_version integer not null,
  primary key (store_id, id),
  foreign key (store_id, order_id) references incentive (store_id, order_id),
  foreign key (store_id, from_order_id, from_part_no) references incentive_part (store_id, order_id, part_no),
  check ((source = 'pendingIncentive') = (from_order_id is not null))
);
create index incentive_clawback_order on incentive_clawback (store_id, order_id);
create index incentive_clawback_at on incentive_clawback (store_id, at);

-- What a licence has been granted in a month, in each currency: what the cap is held against. Whoever grants holds the licence's row.
create table incentive_month (
  licence_id uuid not null references licence,
  month date not null,
  currency text not null,
  granted_minor bigint not null check (granted_minor >= 0),
  primary key (licence_id, month, currency)
);

-- Clawbacks of one store take turns at its row here, so that none counts what another is taking.
create table incentive_guard (
  store_id uuid primary key references store
);

-- A rebate is granted once.
create unique index ledger_transaction_incentive on ledger_transaction (order_id) where kind = 'incentiveGranted';
