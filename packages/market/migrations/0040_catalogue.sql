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
-- everything below a category
create index category_path on category using gin (path);
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
  -- Derived by the program in the transaction that changes goods or variants: what lists show, sort and filter by, so that
  -- none of them has to look at the variants of goods that it does not show.
  currency text not null,           -- the store's
  price_from_minor bigint,          -- of the variants that can be sold; null: there is none
  price_to_minor bigint,
  compare_at_minor bigint,          -- of the cheapest variant
  search_terms tsvector not null default '',  -- made by search/search.terms.ts, not by a text search configuration
  version integer not null default 1,
  listed_at timestamptz,            -- when it first went on sale
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (store_id, id)
);
create unique index product_id on product (id);
create unique index product_code on product (store_id, code) where code is not null and state <> 'removed';
-- merchant's list
create index product_store on product (store_id, created_at desc, id desc) where state <> 'removed';
-- a store's shelf, newest and by price
create index product_shelf on product (store_id, listed_at desc, id desc) where state = 'listed';
create index product_shelf_price on product (store_id, currency, price_from_minor, id) where state = 'listed';
-- a category's shelf, newest and by price
create index product_category on product (category_id, listed_at desc, id desc) where state = 'listed';
create index product_category_price on product (category_id, currency, price_from_minor, id) where state = 'listed';
-- home page; search without a text, by price
create index product_newest on product (listed_at desc, id desc) where state = 'listed';
create index product_price on product (currency, price_from_minor, id) where state = 'listed';
-- search by text
create index product_search on product using gin (search_terms) where state <> 'removed';

-- How many goods a store has that were not removed. Raised by a conditional update, so that the limit holds under any rush.
create table catalogue_size (
  store_id uuid primary key references store,
  products integer not null check (products >= 0)
);

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
create index stock_adjustment_sku on stock_adjustment (store_id, sku_id, at desc, id desc);

create table picture (
  store_id uuid not null references store,
  id uuid not null,
  product_id uuid not null,
  position integer not null,
  alt jsonb not null default '{}',
  -- Prefix of the files; made from the content and the sizes, so that the same picture is kept once, whoever uploads it. Files
  -- stay when a picture is removed: orders show the goods as they were bought.
  object_key text not null,
  width integer not null,
  height integer not null,
  sizes jsonb not null,             -- [{"width", "height"}], rising
  formats text[] not null,          -- best first
  sha256 text not null,             -- of the uploaded file
  created_at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, product_id) references product (store_id, id),
  -- the same file twice is one picture
  unique (store_id, product_id, sha256)
);
create index picture_product on picture (store_id, product_id, position);
-- whether the files of a content are there already
create index picture_object on picture (object_key);
