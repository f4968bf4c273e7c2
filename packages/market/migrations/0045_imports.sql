-- A CSV file of goods, read and compared with what is there. Its rows hold what would change; applying and undoing them are
-- found from the states here, so that either goes on where a process that died left it.
create table catalogue_import (
  store_id uuid not null references store,
  id uuid not null,
  state text not null check (state in ('ready', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  file_name text not null,
  encoding text not null check (encoding in ('utf-8', 'gb18030', 'shift_jis')),
  headings jsonb not null,          -- of the file, as they were: [...]
  ignored_columns jsonb not null,   -- of these, the ones that stand for nothing here
  row_count integer not null,
  create_count integer not null,
  change_count integer not null,
  unchanged_count integer not null,
  error_count integer not null,
  -- progress
  applied_count integer not null default 0,
  skipped_count integer not null default 0,
  undone_count integer not null default 0,
  kept_count integer not null default 0,
  actor text not null,              -- who sent it; its changes are made in this name
  policy_version integer not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  undo_until timestamptz,
  touched_at timestamptz not null,  -- the one waiting longest is worked on next
  primary key (store_id, id)
);
-- a store's list, newest first
create index catalogue_import_store on catalogue_import (store_id, created_at desc, id desc);
-- sweep: what is being applied or undone
create index catalogue_import_work on catalogue_import (touched_at) where state in ('applying', 'undoing');

create table catalogue_import_row (
  store_id uuid not null,
  import_id uuid not null,
  row_number integer not null,      -- line of the file where the row begins
  kind text not null check (kind in ('create', 'change', 'unchanged', 'error')),
  state text not null check (state in ('pending', 'applied', 'skipped', 'undone', 'kept')),
  product_code text,
  sku_code text,
  -- of what is changed, and (made beforehand) of what is created
  product_id uuid,
  sku_id uuid,
  makes_product boolean not null,   -- the first row of goods that are not there yet
  changes jsonb not null,           -- [{"column", "before", "after"}], as the cells of an export say it
  error jsonb,                      -- {"code", "column", "values"}
  cells jsonb not null,             -- as they were in the file, for the file of errors
  primary key (store_id, import_id, row_number),
  foreign key (store_id, import_id) references catalogue_import (store_id, id)
);
-- sweep: the next rows to apply, and to undo
create index catalogue_import_row_pending on catalogue_import_row (store_id, import_id, row_number) where state = 'pending';
create index catalogue_import_row_applied on catalogue_import_row (store_id, import_id, row_number) where state = 'applied';
