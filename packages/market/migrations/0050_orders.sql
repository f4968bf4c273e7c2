create table cart (
  id uuid primary key,
  user_id text unique,              -- null: a guest's
  guest_hash bytea unique,          -- sha256 of the guest's token
  version integer not null default 1,
  updated_at timestamptz not null,
  check (num_nonnulls(user_id, guest_hash) = 1)
);
-- pruning of guests' carts
create index cart_guest_age on cart (updated_at) where guest_hash is not null;

create table cart_line (
  cart_id uuid not null references cart on delete cascade,
  id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  sku_id uuid not null,
  quantity integer not null check (quantity > 0),
  seen_price_minor bigint not null, -- what the shopper saw when it went in
  added_at timestamptz not null,
  primary key (cart_id, id),
  unique (cart_id, sku_id)          -- a SKU that is in the cart already gets more pieces, however many requests add it at once
);

-- One checkout pays for one order a store.
create table checkout (
  id uuid primary key,
  buyer text not null,              -- 'person:<id>' or 'guest:<hash>'
  user_id text,
  email text,
  guest_hash bytea,                 -- opens a guest's orders
  state text not null check (state in ('unpaid', 'paid', 'cancelled')),
  currency text not null,
  total_minor bigint not null check (total_minor >= 0),
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  address jsonb not null,
  locale text not null,
  placed_at timestamptz not null,
  expires_at timestamptz not null,
  paid_at timestamptz,
  policy_version integer not null
);
-- sweep: unpaid ones whose time is over
create index checkout_expiry on checkout (expires_at) where state = 'unpaid';
-- hoarding: unpaid ones of a buyer
create index checkout_unpaid_buyer on checkout (buyer) where state = 'unpaid';
-- hoarding: ones that a buyer lately let expire
create index checkout_ended_buyer on checkout (buyer, expires_at) where state = 'cancelled';

create table orders (
  store_id uuid not null references store,
  id uuid not null,
  checkout_id uuid not null,
  number text not null,             -- what people read out on the phone
  buyer text not null,
  user_id text,
  state text not null check (state in ('unpaid', 'paid', 'partShipped', 'shipped', 'complete', 'stockOutCancelled', 'refunded', 'cancelled')),
  currency text not null,
  goods_minor bigint not null check (goods_minor >= 0),
  freight_minor bigint not null check (freight_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),      -- contained in goods and freight
  fee_minor bigint not null check (fee_minor >= 0),
  total_minor bigint not null check (total_minor = goods_minor + freight_minor),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  address jsonb not null,
  note text,                        -- the shopper's word to the seller
  placed_at timestamptz not null,
  paid_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  policy_version integer not null,
  version integer not null default 1,
  primary key (store_id, id)
);
-- an order by its id alone; operators' list, newest first, for ids grow with the time of placing
create index orders_id on orders (id);
create index orders_checkout on orders (checkout_id);
create index orders_number on orders (number);
-- Newest first too, but by time, which no index over the whole market is sorted by: else PostgreSQL might walk the market's newest
-- orders in search of those of one store, which may have had none for a year.
-- operators' list by state
create index orders_state on orders (state, placed_at, id);
-- a store's queue and a licence's (its stores' queues merged), all and by state; and the open ones that a closing store waits for
create index orders_store on orders (store_id, placed_at, id);
create index orders_store_state on orders (store_id, state, placed_at, id);
-- a shopper's own, a guest's too
create index orders_buyer on orders (buyer, placed_at, id);
-- sweep: shipped ones that complete by themselves, days after delivery or, as long as nobody told of one, after shipment
create index orders_delivered on orders (delivered_at) where state = 'shipped' and delivered_at is not null;
create index orders_undelivered on orders (shipped_at) where state = 'shipped' and delivered_at is null;

create table order_line (
  store_id uuid not null,
  order_id uuid not null,
  line_no smallint not null,
  product_id uuid not null,
  sku_id uuid not null,
  category_id uuid not null,
  title jsonb not null,             -- as it was when ordered
  options jsonb not null,
  picture_key text,
  quantity integer not null check (quantity > 0),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  goods_minor bigint not null check (goods_minor = unit_price_minor * quantity),
  freight_minor bigint not null check (freight_minor >= 0),
  goods_tax_minor bigint not null check (goods_tax_minor between 0 and goods_minor),     -- contained
  freight_tax_minor bigint not null check (freight_tax_minor between 0 and freight_minor),
  fee_ppm integer not null check (fee_ppm between 0 and 1000000),
  fee_reason text not null,         -- 'standard' | 'firstStore'
  fee_minor bigint not null check (fee_minor >= 0),
  shipped_quantity integer not null default 0 check (shipped_quantity between 0 and quantity),
  -- pieces that are not sold after all: given back to stock, or found missing
  returned_quantity integer not null default 0 check (returned_quantity between 0 and quantity),
  refunded_goods_minor bigint not null default 0 check (refunded_goods_minor between 0 and goods_minor),
  refunded_freight_minor bigint not null default 0 check (refunded_freight_minor between 0 and freight_minor),
  primary key (store_id, order_id, line_no),
  foreign key (store_id, order_id) references orders (store_id, id)
);

create table shipment (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  carrier text not null,
  tracking_number text not null,
  lines jsonb not null,             -- [{"lineNo", "quantity"}]
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders (store_id, id)
);
create index shipment_order on shipment (store_id, order_id);
