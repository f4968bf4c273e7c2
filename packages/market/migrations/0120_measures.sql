-- The North Star: each day of the market's own calendar (UTC), closed once it has ended, and every store as it was judged on it.

create table market_day (
  day date primary key,
  id uuid not null unique,
  state text not null check (state in ('open', 'closed')),
  due_at timestamptz not null,      -- when it may be closed
  closed_at timestamptz,
  stores integer,                   -- open for business at the end of the day, sanctioned ones among them
  effective integer,
  undecided integer,                -- of which not enough is known
  weight double precision,          -- E*
  became_effective integer,         -- for the first time
  reactivated integer,
  lapsed integer,
  effective_principals integer,
  guardrails jsonb,                 -- [{"name", "bound", "limit", "measure", "finding", "reason"}]
  policy_version integer,
  check ((state = 'closed') = (closed_at is not null and effective is not null and policy_version is not null))
);
-- sweep: the one that is to be closed next
create index market_day_due on market_day (due_at) where state = 'open';

-- A store's window that ends on this day, what was decided of it, and by which policy. Unknown is null, never 0.
create table store_day (
  store_id uuid not null references store,
  day date not null,
  principal_id uuid not null,
  is_purchasable boolean,           -- whether something was in stock to buy; null: nobody looked in time
  in_stock_days integer not null,
  unseen_days integer not null,
  cleared_orders integer not null,
  buyers integer not null,
  fees_paid_minor bigint not null,
  turnover_minor bigint not null,   -- of cleared orders, less what was given back
  currency text not null,
  shipments_due integer not null,
  shipments_on_time integer not null,
  orders integer not null,          -- paid in the window, less those that the buyer took back unshipped
  refunded_orders integer not null,
  refund_limit double precision,    -- null: too few stores to compare with
  score double precision,           -- points; null: too new, or scores are not given
  fraud_probability double precision,   -- null: nobody judged it
  is_sanctioned boolean not null,
  verdict text not null check (verdict in ('effective', 'notEffective', 'undecided')),
  weight double precision not null check (weight between 0 and 1),
  missing text[] not null,
  unknown text[] not null,
  unmeasured text[] not null,
  stage text not null check (stage in ('opened', 'activated', 'effective', 'core', 'dormant')),
  first_effective_on date,          -- ever
  effective_since date,             -- without a break up to this day
  first_cleared_at timestamptz,
  last_cleared_at timestamptz,
  policy_version integer not null,
  primary key (store_id, day),
  check ((verdict = 'effective') = (effective_since is not null))
);
-- all stores of a day
create index store_day_day on store_day (day);

-- What was cleared, shipped and refunded in a window is found by time. Orders lie roughly in the order of these times, so a block
-- range index is enough; it costs an order nothing.
create index orders_times on orders using brin (paid_at, completed_at) with (pages_per_range = 16, autosummarize = on);
