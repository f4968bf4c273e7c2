-- Objects that have to go from the object storage: those whose row is gone, and those that were put and never got one because the
-- process died. A key is written here before it is put, and taken out in the transaction that makes its row (media/objects.ts).
create table object_removal (
  key text primary key,
  due_at timestamptz not null,
  is_claimed boolean not null default false   -- being removed: it can get no row any more
);
-- sweep: what is due
create index object_removal_due on object_removal (due_at);
