-- Versions of the policy document. Append-only: a rollback is a new version with an old document.
create table policy_version (
  id uuid primary key,
  number integer not null unique,
  document jsonb not null,
  digest text not null,
  author text not null,
  reason text not null check (length(reason) > 0),
  rollback_of integer references policy_version (number),
  created_at timestamptz not null,
  starts_at timestamptz not null
);
-- the version in force at an instant
create index policy_version_start on policy_version (starts_at, number);
create trigger policy_version_append_only before update or delete or truncate on policy_version
  for each statement execute function refuse_change();
