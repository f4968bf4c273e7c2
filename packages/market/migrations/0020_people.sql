-- People and their rights. What proves who somebody is lies in the schema `auth`, in the tables that better-auth expects
-- (people/better-auth.ts maps its names to these columns); what somebody is and may do lies in our own tables.
--
-- Credentials are counted in the machine's time, not in the market's: a market whose clock stands still or leaps must neither
-- lock people out nor keep a stolen session alive. Such columns say so.

create schema auth;

create table auth.user (
  id uuid primary key,              -- also the id of the person
  name text not null default '',    -- unused: the name is the person's
  email text not null unique,       -- lower case
  email_verified boolean not null default false,
  image text,                       -- unused
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A way to sign in; here always the password, as provider 'credential'.
create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth.user on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,                    -- scrypt, salted
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_user on auth.account (user_id);

-- The token alone opens nothing: what people hold is the token with our signature.
create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth.user on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  second_factor_at timestamptz,     -- machine's time; null: opened with a password alone
  expires_at timestamptz not null,  -- machine's time
  created_at timestamptz not null,  -- machine's time
  updated_at timestamptz not null
);
create index session_of_user on auth.session (user_id, created_at desc);
-- pruning
create index session_expiry on auth.session (expires_at);

-- Challenges under way: second factors and passkeys.
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on auth.verification (identifier, created_at desc);
create index verification_expiry on auth.verification (expires_at);

create table auth.two_factor (
  id uuid primary key,
  user_id uuid not null unique references auth.user on delete cascade,
  secret text not null,             -- encrypted with the market's secret
  backup_codes text not null,       -- encrypted with the market's secret
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index two_factor_secret on auth.two_factor (secret);

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth.user on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  counter double precision not null, -- an unsigned 32-bit number, which integer cannot hold
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null
);
create index passkey_user on auth.passkey (user_id, created_at);

create table person (
  id uuid primary key,
  state text not null check (state in ('active', 'deleted')),
  name text not null,               -- empty once deleted
  locale text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  deleted_at timestamptz
);

create table person_address (
  person_id uuid not null references person,
  id uuid not null,
  address jsonb not null,
  is_default boolean not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (person_id, id)
);
create unique index person_address_default on person_address (person_id) where is_default;

-- Staff. `licence` and `store` come with a later migration; that a store is its licence's is checked when somebody is invited.
create table membership (
  id uuid primary key,
  person_id uuid not null references person,
  licence_id uuid not null,
  store_id uuid,                    -- null: the whole licence
  role text not null check (role in ('owner', 'manager', 'clerk', 'finance')),
  created_at timestamptz not null,
  check (role <> 'owner' or store_id is null),
  unique nulls not distinct (person_id, licence_id, store_id)
);
-- a licence's staff; also its owners, who are locked before one of them goes
create index membership_licence on membership (licence_id, created_at, id);

create table invitation (
  id uuid primary key,
  licence_id uuid not null,
  store_id uuid,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'clerk', 'finance')),
  locale text not null,
  token_hash bytea not null unique, -- sha256
  state text not null check (state in ('pending', 'accepted', 'revoked')),
  invited_by uuid not null references person,
  accepted_by uuid references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,  -- machine's time
  check (role <> 'owner' or store_id is null)
);
-- one at a time for an address and a place: the next one replaces it
create unique index invitation_one_pending on invitation (licence_id, store_id, email) nulls not distinct where state = 'pending';
create index invitation_licence on invitation (licence_id, created_at desc, id desc);

create table operator (
  person_id uuid primary key references person,
  role text not null check (role in ('operator', 'approver', 'auditor')),
  created_at timestamptz not null
);

create table creator (
  id uuid primary key,
  person_id uuid not null unique references person,
  display_name text not null,
  created_at timestamptz not null
);

create table api_key (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  prefix text not null,
  hash bytea not null unique,       -- sha256 of the key
  scopes text[] not null,
  licence_id uuid,                  -- null: every licence that the person owns
  created_at timestamptz not null,
  expires_at timestamptz not null,  -- machine's time
  last_used_at timestamptz,         -- machine's time, to within some minutes
  revoked_at timestamptz
);
create index api_key_person on api_key (person_id, created_at desc) where revoked_at is null;

-- Counters of what may happen only so often: failed sign-ins of an account or from an address, mails to an address.
-- An attempt is counted before it is made, so that many at once count like many in turn.
create table attempt (
  kind text not null,
  subject text not null,            -- sha256 of an e-mail address, an IP address, a person
  count integer not null,
  started_at timestamptz not null,  -- machine's time
  primary key (kind, subject)
);
-- pruning
create index attempt_age on attempt (started_at);

-- What a link in a mail proves. Used up by being deleted.
create table link_token (
  hash bytea primary key,           -- sha256
  purpose text not null check (purpose in ('verifyEmail', 'resetPassword', 'changeEmail')),
  person_id uuid not null references person,
  email text not null,              -- the address that the link was sent to
  expires_at timestamptz not null   -- machine's time
);
create index link_token_person on link_token (person_id);
-- pruning
create index link_token_expiry on link_token (expires_at);

-- A wish for a new password, noted for known and unknown addresses alike; a sweep finds out which it was. So the
-- answer, and the time it takes, cannot tell.
create table password_reset_request (
  id uuid primary key,
  email text not null,
  locale text not null,
  created_at timestamptz not null
);

-- Codes of authenticator apps that were tried: each is good for one try.
create table second_factor_use (
  person_id uuid not null references person,
  code_hash bytea not null,
  used_at timestamptz not null,     -- machine's time
  primary key (person_id, code_hash)
);
-- pruning
create index second_factor_use_age on second_factor_use (used_at);

-- Mail is written in the transaction that causes it and sent by a sweep.
create table mail (
  id uuid primary key,              -- also its Message-ID, so that a mail sent twice is recognised as one
  recipient text not null,
  locale text not null,
  template text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('pending', 'sent', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  next_attempt_at timestamptz not null, -- machine's time
  sent_at timestamptz               -- machine's time
);
-- sweep: what is due
create index mail_due on mail (next_attempt_at) where state = 'pending';
-- /dev/mail, newest first
create index mail_newest on mail (created_at desc, id desc);
