-- Drafts of the policy: whole documents, each on top of a version. One that enough people agree to becomes a version.
create table policy_draft (
  id uuid primary key,
  name text not null,
  reason text not null check (length(reason) > 0),
  state text not null check (state in ('draft', 'proposed', 'approved', 'discarded')),
  base_number integer not null references policy_version (number),
  document jsonb not null,
  digest text not null,              -- sha256 of the document's canonical JSON, in hex
  change_count integer not null,     -- fields in which it differs from its base
  author text not null,              -- who saved it last: an e-mail address
  author_id uuid not null,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  proposed_by text,
  proposed_by_id uuid,
  proposed_at timestamptz,
  starts_at timestamptz,             -- null: as soon as it is approved
  returned_note text,
  policy_number integer unique references policy_version (number),
  check ((state = 'approved') = (policy_number is not null)),
  check (state <> 'proposed' or proposed_at is not null)
);
create index policy_draft_state on policy_draft (state, id desc);

-- Who agreed to a proposal: each person once. They go with the proposal when it is taken back.
create table policy_approval (
  draft_id uuid not null references policy_draft,
  person_id uuid not null,
  person text not null,              -- an e-mail address
  note text not null,
  approved_at timestamptz not null,
  primary key (draft_id, person_id)
);

-- A draft tried against its base in the twin. The document is kept as it was tried: the draft may be changed meanwhile.
create table lab_run (
  id uuid primary key,
  draft_id uuid not null references policy_draft,
  document jsonb not null,
  digest text not null,
  against_number integer not null references policy_version (number),
  size text not null check (size in ('quick', 'standard', 'thorough')),
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  author text not null,
  created_at timestamptz not null,   -- the market's time, as the others but the lease
  started_at timestamptz,
  ended_at timestamptz,
  -- Whoever runs it says so again and again. The lease is in the database's own time: the market's may stand still.
  worker uuid,
  lease_until timestamptz,
  attempts integer not null default 0,
  is_cancel_asked boolean not null default false,
  stage text,
  share double precision not null default 0 check (share between 0 and 1),
  failure text,
  outcome jsonb,
  check ((state = 'running') = (worker is not null)),
  check ((worker is null) = (lease_until is null)),
  check ((state = 'done') = (outcome is not null)),
  check ((state = 'failed') = (failure is not null))
);
-- one at a time, in all processes together: a run takes a core for half a minute
create unique index lab_run_running on lab_run ((state)) where state = 'running';
-- a draft waits or runs once at a time: a second press of the button finds the first
create unique index lab_run_waiting on lab_run (draft_id) where state in ('queued', 'running');
-- sweep: the next to run
create index lab_run_queued on lab_run (id) where state = 'queued';
-- a draft's runs, newest first
create index lab_run_draft on lab_run (draft_id, id desc);

-- The page of a run apart from its row: it is large, and read by whoever opens it alone.
create table lab_report (
  run_id uuid primary key references lab_run,
  page text not null
);
