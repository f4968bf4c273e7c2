-- What a merchant takes off its goods. A hidden coupon is found by the token of a link alone (private_link), and by nothing else.
create table coupon (
  store_id uuid not null references store,
  id uuid not null,
  names jsonb not null,             -- {"zh-CN", "ja", "en"}, at least one
  visibility text not null check (visibility in ('public', 'hidden')),
  shape jsonb not null,             -- {"kind", "amountMinor", "sharePpm", "capMinor", "fromMinor", "pieces"}, by kind
  product_ids uuid[],               -- null: all goods of the store
  exclusive_group text,             -- of the coupons of a group, an order takes one
  validity jsonb not null,          -- {"kind": "range", "from", "until"} or {"kind": "fromClaim", "days"}
  per_person integer check (per_person > 0),      -- null: the policy's number
  total integer not null check (total > 0),
  claimed integer not null default 0 check (claimed between 0 and total),
  ended_at timestamptz,             -- nothing more is claimed; what was claimed stays good
  created_at timestamptz not null,
  policy_version integer not null,
  primary key (store_id, id)
);
-- a public coupon by its id alone
create index coupon_id on coupon (id);
-- what a store's page offers; a hidden one is not in it
create index coupon_public on coupon (store_id, id desc) where visibility = 'public' and ended_at is null;

alter table private_link add foreign key (store_id, coupon_id) references coupon (store_id, id);

create table coupon_claim (
  store_id uuid not null,
  id uuid not null,
  coupon_id uuid not null,
  person_id uuid not null,
  nth integer not null check (nth > 0),           -- the person's first, second ... of this coupon
  link_id uuid,                     -- by whose token it was claimed
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  claimed_at timestamptz not null,
  order_id uuid,                    -- which took it; none again where that order ended unpaid
  used_at timestamptz,
  discount_minor bigint not null default 0 check (discount_minor >= 0),    -- what it took off that order
  policy_version integer not null,
  primary key (store_id, id),
  unique (store_id, coupon_id, person_id, nth),
  foreign key (store_id, coupon_id) references coupon (store_id, id),
  check ((order_id is null) = (used_at is null))
);
-- claims that a checkout names
create index coupon_claim_id on coupon_claim (id);
-- a person's own, newest first
create index coupon_claim_person on coupon_claim (person_id, id desc);
-- what an order took: given back where it ends unpaid
create index coupon_claim_order on coupon_claim (order_id) where order_id is not null;

-- What the buyer pays for goods is their price less the coupons; fee, tax and refunds are of that.
alter table order_line add column discount_minor bigint not null default 0 check (discount_minor >= 0);
alter table order_line drop constraint order_line_check;
alter table order_line add constraint order_line_goods check (goods_minor = unit_price_minor * quantity - discount_minor);
alter table orders add column discount_minor bigint not null default 0 check (discount_minor >= 0);
