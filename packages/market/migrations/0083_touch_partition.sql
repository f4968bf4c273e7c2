-- As before, but rivals wait at a lock on the table itself: only there does a session hear of what others have made meanwhile. Behind an
-- advisory lock the second one still believed that the partition was missing.
create or replace function touch_partition(of_month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', of_month)::date;
  name text := 'touch_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(name) is not null then return; end if;
  lock table touch in share update exclusive mode;
  if to_regclass(name) is not null then return; end if;
  execute format('create table %I partition of touch for values from (%L) to (%L)', name,
    first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
end $$;
