create table licence (
  id uuid primary key,
  legal_name text not null,
  country text not null,
  registration_number text not null,
  contact_email text not null,
  address jsonb not null,
  state text not null check (state in ('draft', 'checking', 'verified', 'refused', 'suspended', 'banned')),
  state_reason text,
  -- stores that count towards the limit; raised by a conditional update, so that the limit holds under any rush
  store_count integer not null default 0 check (store_count >= 0),
  has_had_store boolean not null default false,   -- the first store's reduced fee is given once
  policy_version integer not null,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (country, registration_number)
);
-- operator's list by state, newest first
create index licence_state on licence (state, created_at desc, id);
create index licence_newest on licence (created_at desc, id);

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
create index licence_document_licence on licence_document (licence_id, created_at);

-- One row a question put to the registry; asked and asked again from its state, never from memory.
create table identity_check (
  id uuid primary key,
  licence_id uuid not null references licence,
  state text not null check (state in ('pending', 'passed', 'refused')),
  registry text not null,
  registry_reference text,
  reason text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  created_at timestamptz not null,
  decided_at timestamptz
);
-- sweep: what is due
create index identity_check_due on identity_check (next_attempt_at) where state = 'pending';
-- a licence waits for one answer at a time
create unique index identity_check_one_pending on identity_check (licence_id) where state = 'pending';

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
  state_reason text,
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
-- a licence's matrix
create index store_licence on store (licence_id, created_at, id);
-- operator's list
create index store_state on store (state, created_at desc, id);
create index store_newest on store (created_at desc, id);
