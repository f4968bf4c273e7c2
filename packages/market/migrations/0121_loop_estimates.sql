-- Measurements of the loop: asked for by an operator or made each week, done by one process at a time.
create table loop_estimate (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cause text not null check (cause in ('weekly', 'operator')),
  asked_by text not null,
  created_at timestamptz not null,
  weeks integer not null check (weeks > 0),
  until date not null,              -- the panel's last week ends before this Monday
  holder uuid,                      -- the turn of work that is under way
  held_until timestamptz,           -- from then on another process may take it over
  progress real not null default 0 check (progress between 0 and 1),
  finished_at timestamptz,
  panel_digest text,                -- sha256 of the panel's numbers
  code_version text,
  policy_version integer not null,
  result jsonb,
  failure text,
  check ((state = 'running') = (holder is not null)),
  check ((state = 'done') = (result is not null and panel_digest is not null and code_version is not null))
);
-- a week is measured once by itself, whoever finds it due
create unique index loop_estimate_weekly on loop_estimate (until) where cause = 'weekly';
-- one at a time: whoever asks while another waits gets that one
create unique index loop_estimate_open on loop_estimate ((true)) where state in ('waiting', 'running');
