/**
 * Sees every row that a request changes, and takes it back: so that a test can say "nothing changed" of a whole database with one
 * query, and ask ten thousand questions of one and the same market.
 */
import type pg from 'pg';

export interface Change {
  table: string;
  op: 'INSERT' | 'UPDATE' | 'DELETE';
  /** names of the columns that differ; all of them for a row that came or went */
  columns: string[];
}

export interface ChangeLog {
  /** The committed changes of rows since the last `undo`, in order. */
  read(): Promise<Change[]>;
  /** Puts all rows back as they were when the log began, or at the last `keep`. */
  undo(): Promise<void>;
  /** Forgets what is logged: from now on this is what `undo` goes back to. */
  keep(): Promise<void>;
}

/**
 * A trigger on each table writes each changed row into a log, in the transaction that changes it: what is rolled back leaves none.
 *
 * Exact and cheap, where a digest of all tables would be exact and slow, and the server's own statistics fast and late.
 */
export async function logChanges(pool: pg.Pool): Promise<ChangeLog> {
  await pool.query(setUp);
  return {
    async read() {
      const { rows } = await pool.query<Change>(`
        select c.tab::text as "table", c.op, array(
          select coalesce(o.key, n.key) from jsonb_each(coalesce(c.old, '{}')) o full join jsonb_each(coalesce(c.new, '{}')) n
            using (key) where o.value is distinct from n.value order by 1) as columns
        from guarantee.change c order by c.n`);
      return rows;
    },
    async undo() {
      await pool.query('select guarantee.undo()');
    },
    async keep() {
      await pool.query('truncate guarantee.change');
    },
  };
}

// Undoing goes from the last change to the first. Replica mode, because append-only tables refuse it otherwise, and because
// the log's own triggers must not see it.
const setUp = `
create schema guarantee;
create table guarantee.change (n bigint generated always as identity primary key, tab regclass not null, op text not null, old jsonb, new jsonb);
create function guarantee.note() returns trigger language plpgsql as $$
begin
  insert into guarantee.change (tab, op, old, new)
    values (tg_relid, tg_op, case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $$;
create function guarantee.undo() returns void language plpgsql as $$
declare
  c record;
  keys text;
  columns text;
begin
  set local session_replication_role = replica;
  for c in select * from guarantee.change order by n desc loop
    if c.new is not null then
      select string_agg(format('t.%1$I = r.%1$I', a.attname), ' and ') into strict keys
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = c.tab and i.indisprimary;
      execute format('delete from %1$s t using jsonb_populate_record(null::%1$s, $1) r where %2$s', c.tab, keys) using c.new;
    end if;
    if c.old is not null then
      select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
        where a.attrelid = c.tab and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', c.tab, columns) using c.old;
    end if;
  end loop;
  set local session_replication_role = origin;
  truncate guarantee.change;
end $$;
do $$
declare
  tab regclass;
begin
  for tab in select oid::regclass from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
  loop
    execute format('create trigger zz_guarantee after insert or update or delete on %s for each row execute function guarantee.note()', tab);
  end loop;
end $$;`;
