create table category (
  id uuid primary key,
  parent_id uuid references category,
  slug text not null unique,
  names jsonb not null,             -- {"zh-CN", "ja", "en"}
  path uuid[] not null,             -- from the root to this one
  position integer not null,
  version integer not null default 1
);
create index category_parent on category (parent_id, position);
alter table store add foreign key (category_id) references category;

create table product (
  store_id uuid not null references store,
  id uuid not null,
  category_id uuid not null references category,
  state text not null check (state in ('draft', 'listed', 'delisted', 'removed')),
  code text,                        -- the merchant's own number of the goods, unique in its store
  texts jsonb not null,             -- {"zh-CN": {"title", "description"}, ...}
  titles jsonb not null generated always as (text_by_locale(texts, 'title')) stored,
  option_names jsonb not null default '[]',  -- names of what variants differ in, [{"zh-CN", ...}]
  search_text text not null default '',
  version integer not null default 1,
  listed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store_id, id)
);
create unique index product_id on product (id);
create unique index product_code on product (store_id, code) where code is not null and state <> 'removed';
-- merchant's list
create index product_store on product (store_id, created_at desc, id) where state <> 'removed';
-- a store's shelf
create index product_shelf on product (store_id, listed_at desc, id) where state = 'listed';
-- a category's shelf, home page
create index product_category on product (category_id, listed_at desc, id) where state = 'listed';
create index product_newest on product (listed_at desc, id) where state = 'listed';

create table sku (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  code text not null,               -- unique in the store
  options jsonb not null default '[]',       -- values in the order of option_names, [{"zh-CN", ...}]
  price_minor bigint not null check (price_minor >= 0),
  compare_at_minor bigint check (compare_at_minor > price_minor),
  freight_minor bigint check (freight_minor >= 0),   -- a piece; null: the store's freight
  weight_grams integer check (weight_grams >= 0),
  is_active boolean not null default true,
  position integer not null default 0,
  version integer not null default 1,
  primary key (store_id, id),
  foreign key (store_id, product_id) references product (store_id, id)
);
-- checkout and cart name a sku alone
create unique index sku_id on sku (id);
create unique index sku_code on sku (store_id, code) where is_active;
create index sku_product on sku (store_id, product_id, position);

-- Apart from the sku, because it changes with every order: few columns, room on the page for HOT updates.
-- received = all that was ever put in less what was taken out by hand; available = received - pieces of live order lines.
create table stock (
  store_id uuid not null,
  sku_id uuid not null,
  received bigint not null check (received >= 0),
  available bigint not null check (available >= 0),
  primary key (store_id, sku_id),
  foreign key (store_id, sku_id) references sku (store_id, id)
) with (fillfactor = 50);

-- Why a merchant's stock changed by hand.
create table stock_adjustment (
  store_id uuid not null,
  id uuid not null,
  sku_id uuid not null,
  delta bigint not null check (delta <> 0),
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, sku_id) references sku (store_id, id)
);
create index stock_adjustment_sku on stock_adjustment (store_id, sku_id, at desc);

create table picture (
  store_id uuid not null references store,
  id uuid not null,
  product_id uuid not null,
  position integer not null,
  alt jsonb not null default '{}',
  object_key text not null,         -- prefix; each size and format stands below it
  width integer not null,
  height integer not null,
  sizes jsonb not null,             -- [{"width", "height"}]
  sha256 text not null,
  created_at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, product_id) references product (store_id, id)
);
create index picture_product on picture (store_id, product_id, position);
