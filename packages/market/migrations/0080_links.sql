-- Links that a merchant gives to people of its own. What a token says is signed together with the row (links.token.ts): a row that is
-- moved to another store, product or channel is opened by no token any more.
create table private_link (
  store_id uuid not null references store,
  id uuid not null,
  code bytea not null check (length(code) = 6),   -- the part of the token by which the row is found
  channel text not null check (channel in ('group', 'contact', 'clerk', 'poster')),
  target text not null check (target in ('store', 'product', 'coupon')),
  product_id uuid,
  coupon_id uuid,
  label text not null,              -- the merchant's own name for it: 'Group 3', 'Ms Lin'
  max_uses integer check (max_uses > 0),          -- people who may follow it (claim by it, for a coupon); null: any number
  uses integer not null default 0 check (uses >= 0 and (max_uses is null or uses <= max_uses)),
  expires_at timestamptz,
  revoked_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  policy_version integer not null,
  primary key (store_id, id),
  unique (store_id, code),
  foreign key (store_id, product_id) references product (store_id, id),
  check ((target = 'product') = (product_id is not null) and (target = 'coupon') = (coupon_id is not null))
);
-- a followed token's row; of whichever store, so that nothing needs to be known beforehand
create index private_link_code on private_link (code);
-- a store's list, newest first, of one channel (ids grow with time); of all it is the primary key
create index private_link_channel on private_link (store_id, channel, id desc);

-- Who followed a link that not everybody may follow: each is counted once.
create table private_link_use (
  store_id uuid not null,
  link_id uuid not null,
  visitor uuid not null,            -- first half of the sha256 of the visitor's token
  at timestamptz not null,
  primary key (store_id, link_id, visitor),
  foreign key (store_id, link_id) references private_link (store_id, id)
);
