-- What was varied at random, for whom, in which week: the log without which the loop cannot be measured afterwards.
create table experiment_draw (
  experiment text not null,
  period date not null,             -- its first day
  unit_id text not null,            -- a principal
  draw double precision not null check (draw between -1 and 1),   -- 0 for whoever is held out
  is_held_out boolean not null,
  logged_at timestamptz not null,
  policy_version integer not null,
  primary key (experiment, period, unit_id)
);

-- Weeks in which the market ran. A week in which it did not has no row: nobody was nudged in it.
create table experiment_week (
  period date primary key,          -- its Monday
  due_at timestamptz not null,      -- when its credits are reckoned
  logged_on date not null,          -- the last day on which units were looked for
  settled_at timestamptz,
  policy_version integer not null
);
create index experiment_week_due on experiment_week (due_at) where settled_at is null;

-- What a store earned in a week by an experiment whose nudge is money. All rows of a week are written at once, as it is reckoned;
-- each is booked by itself after that.
create table experiment_credit (
  store_id uuid not null references store,
  period date not null,
  experiment text not null,
  unit_id text not null,
  basis bigint not null check (basis > 0),                        -- tools, visitors, or minor units of discount
  currency text not null,
  plain_minor bigint not null check (plain_minor >= 0),           -- without the nudge
  amount_minor bigint not null check (amount_minor >= 0),
  transaction_id uuid,              -- in the ledger; none yet, or nothing to book
  policy_version integer not null,
  primary key (store_id, period, experiment)
);
create index experiment_credit_due on experiment_credit (period) where transaction_id is null and amount_minor > 0;

-- Which of two ways of opening a store a person was shown, from the first time on.
create table experiment_onboarding (
  person_id uuid primary key,
  variant text not null check (variant in ('checklist', 'form')),
  draw double precision not null check (draw between -1 and 1),
  is_held_out boolean not null,
  shown_at timestamptz not null,
  policy_version integer not null
);
