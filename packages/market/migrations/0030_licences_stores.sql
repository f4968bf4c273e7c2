create table licence (
  id uuid primary key,
  legal_name text not null,
  country text not null,
  registration_number text not null,          -- capital letters and digits only
  contact_email text not null,
  contact_locale text not null,               -- the language of mails to it
  address jsonb not null,
  state text not null check (state in ('draft', 'checking', 'verified', 'refused', 'suspended', 'banned')),
  state_reason text,                          -- a code: why refused, suspended or banned
  state_note text,                            -- an operator's words to the merchant about it
  verified_at timestamptz,                    -- the first time
  -- stores that count towards the limit; raised by a conditional update, so that the limit holds under any rush
  store_count integer not null default 0 check (store_count >= 0),
  -- all that were ever applied for: the first store's reduced fee is given once
  stores_ever integer not null default 0 check (stores_ever >= store_count),
  policy_version integer not null,
  version integer not null default 1,
  created_at timestamptz not null
);
-- A legal entity is verified once. Before that anybody may write down its number, so a stranger's draft blocks nobody.
create unique index licence_identity on licence (country, registration_number) where verified_at is not null;
-- operator's lists, newest first (ids grow with time): all by the primary key, by state, by registration number
create index licence_state on licence (state, id desc);
create index licence_number on licence (registration_number, id desc);
-- operator's search by the beginning of a name, in the order of names
create index licence_name on licence (lower(legal_name) collate "C", id);
create index licence_state_name on licence (state, lower(legal_name) collate "C", id);

create table licence_document (
  id uuid primary key,
  licence_id uuid not null references licence,
  kind text not null,
  file_name text not null,
  media_type text not null,
  byte_size integer not null,
  sha256 text not null,
  object_key text not null,
  created_at timestamptz not null
);
create index licence_document_licence on licence_document (licence_id, id);
-- the same file sent again is the same document
create unique index licence_document_once on licence_document (licence_id, kind, sha256);

-- One row a question put to the registry; asked and asked again from its state, never from memory.
create table identity_check (
  id uuid primary key,
  licence_id uuid not null references licence,
  -- escalated: the registry kept silent for too long, an operator decides; withdrawn: the licence was suspended or banned first
  state text not null check (state in ('pending', 'passed', 'refused', 'escalated', 'withdrawn')),
  registry text not null,               -- the one that is asked
  decided_by text check (decided_by in ('registry', 'operator')),
  reason text,                          -- code of a refusal
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  created_at timestamptz not null,
  decided_at timestamptz,
  policy_version integer not null
);
-- a licence's history of checks, and how often it was submitted lately
create index identity_check_licence on identity_check (licence_id, id desc);
-- operator's list of what waits for a decision by hand
create index identity_check_escalated on identity_check (licence_id desc) where state = 'escalated';
-- sweep: what is due
create index identity_check_due on identity_check (next_attempt_at) where state = 'pending';
-- a licence waits for one answer at a time
create unique index identity_check_one_open on identity_check (licence_id) where state in ('pending', 'escalated');

-- One field of a text in every language: {"ja": {"name": "x"}} and 'name' give {"ja": "x"}. jsonb_build_object is only stable,
-- because the text of some types depends on settings; of jsonb it does not, so this may say that it is immutable.
create function text_by_locale(texts jsonb, field text) returns jsonb
  language sql immutable parallel safe
  return jsonb_strip_nulls(jsonb_build_object(
    'zh-CN', texts->'zh-CN'->field, 'ja', texts->'ja'->field, 'en', texts->'en'->field));

create table store (
  id uuid primary key,
  licence_id uuid not null references licence,
  slug text not null unique,
  texts jsonb not null,             -- {"zh-CN": {"name", "description"}, ...}
  names jsonb not null generated always as (text_by_locale(texts, 'name')) stored,
  currency text not null,
  country text not null,
  default_locale text not null,
  category_id uuid,                 -- main category
  state text not null check (state in ('applied', 'open', 'restricted', 'suspended', 'closing', 'closed', 'banned')),
  state_reason text,                -- a code: why restricted, suspended or banned
  state_note text,                  -- an operator's words to the merchant about it
  -- whether its licence is verified and not suspended or banned: kept here, so that no query about goods reads licences
  licence_in_force boolean not null,
  -- THE question of every list and checkout: a store by its own state and its licence's
  open_for_sale boolean not null generated always as (state in ('open', 'restricted') and licence_in_force) stored,
  is_first_of_licence boolean not null,
  logo_key text,
  -- freight a store asks when the sku names none, and the value of goods from which it is free
  freight_minor bigint not null default 0 check (freight_minor >= 0),
  freight_free_from_minor bigint check (freight_free_from_minor >= 0),
  first_paid_at timestamptz,        -- start of the first store's reduced fee
  opened_at timestamptz,
  closing_at timestamptz,
  closed_at timestamptz,
  policy_version integer not null,
  version integer not null default 1,
  created_at timestamptz not null
);
-- a licence's matrix, oldest first; ids grow with time
create index store_licence on store (licence_id, id);
-- operator's lists, newest first: all by the primary key, by state; and by the beginning of a slug, in the order of slugs
create index store_state on store (state, id desc);
create index store_slug_prefix on store (slug collate "C");
create index store_state_slug on store (state, slug collate "C");
-- the public list, all and by main category, newest first
create index store_public on store (id desc) where open_for_sale;
create index store_public_category on store (category_id, id desc) where open_for_sale;
-- sweep: closing ones, which wait for their last order
create index store_closing on store (id) where state = 'closing';
