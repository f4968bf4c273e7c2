-- One attempt to pay a part of a checkout by one method.
create table payment (
  id uuid primary key,              -- also the provider's idempotency key and our reference there
  checkout_id uuid,                 -- null: a top-up of a balance
  user_id text,
  buyer text not null,
  provider text not null,           -- 'sandbox', 'balance'
  method text not null check (method in ('card', 'slip', 'voucher', 'balance')),
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  instalments integer not null default 1 check (instalments between 1 and 36),
  state text not null check (state in ('created', 'pending', 'captured', 'failed', 'expired', 'cancelled')),
  captured_minor bigint check (captured_minor >= 0),
  applied_minor bigint not null default 0 check (applied_minor >= 0),  -- what of it counts towards the checkout
  -- captured less asked: instalment interest, rounding, ... by its name (rule capture-difference)
  difference_name text,
  provider_ref text,
  redirect_url text,
  return_url text,
  locale text not null,             -- of the provider's page; a repeated call must ask for exactly the same
  failure_code text,
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  returned_minor bigint not null default 0 check (returned_minor between 0 and applied_minor), -- of what counted, given back for orders
  created_at timestamptz not null,
  captured_at timestamptz,
  expires_at timestamptz not null,
  -- reconciliation asks the provider by itself when neither browser nor webhook came
  next_check_at timestamptz,
  check (refunded_minor <= coalesce(captured_minor, 0))
);
create unique index payment_provider_ref on payment (provider, provider_ref) where provider_ref is not null;
create index payment_checkout on payment (checkout_id);
create index payment_due on payment (next_check_at) where state in ('created', 'pending');
create index payment_user on payment (user_id, created_at desc, id) where user_id is not null;

create table refund (
  store_id uuid,                    -- null: money that came for no live order
  id uuid primary key,
  order_id uuid,
  payment_id uuid not null references payment,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null check (state in ('created', 'pending', 'succeeded', 'failed')),
  reason text not null,
  provider_ref text,
  failed_attempts integer not null default 0,   -- refusals of the provider; each needs a new reference there
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index refund_due on refund (next_attempt_at) where state in ('created', 'pending');
create index refund_order on refund (order_id) where order_id is not null;
create index refund_payment on refund (payment_id);

-- Every event a provider sent, once.
create table webhook_receipt (
  provider text not null,
  event_id text not null,
  type text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  primary key (provider, event_id)
);

-- What a shopper can spend. The row is the guard against spending twice; the ledger says how it came about.
create table spendable_balance (
  user_id text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (user_id, currency)
) with (fillfactor = 50);
