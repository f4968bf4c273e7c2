-- Drops whole months of touches that ended before an instant, as far as they are counted; what was counted of them stays. Whoever else reads or
-- writes touches is waited for only as long as lock_timeout allows: the next turn tries again.
create function touch_forget(before timestamptz) returns integer language plpgsql as $$
declare
  month record;
  is_counted boolean;
  dropped integer := 0;
begin
  for month in
    select c.oid::regclass as name, (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''(.+)''\)'))[1]::timestamptz as ends
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'touch'::regclass order by 2
  loop
    exit when month.ends > before;
    execute format('select not exists (select from %s where xid >= (select xid from touch_rollup))', month.name) into is_counted;
    if is_counted then
      execute format('drop table %s', month.name);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end $$;
