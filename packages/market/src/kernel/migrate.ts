import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);
/** any number that no other program uses: the advisory lock under which one process migrates */
const lock = 7_305_817_201n;
export const oldestPostgres = 15;

export class DatabaseTooOld extends Error {}

/**
 * Brings the database at `url` to the newest schema: plain SQL files in order of name, each in one transaction, once.
 * Several processes may call it at once. A file that was changed after it was applied is refused.
 *
 * @returns the names of the files applied now
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number; text: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
    );
    const server = rows[0] as { number: number; text: string };
    if (server.number < oldestPostgres * 10_000) {
      throw new DatabaseTooOld(
        `PostgreSQL ${server.text} is too old: Hazumi needs ${oldestPostgres} or newer.`,
      );
    }
    await client.query('select pg_advisory_lock($1)', [lock]);
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const known = await client.query<{ name: string; digest: string }>('select name, digest from migration');
    const digests = new Map(known.rows.map((row) => [row.name, row.digest]));
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      const before = digests.get(name);
      if (before === digest) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it had been applied`);
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}
