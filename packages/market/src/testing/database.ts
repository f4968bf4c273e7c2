import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../kernel/migrate.ts';

const template = 'hazumi_test_template';

/**
 * A database of this test file's own, migrated, on the server that HAZUMI_TEST_DATABASE_URL names (`npm test` starts one).
 * The schema is migrated once a server and cloned, which takes a fraction of a second.
 */
export async function testDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.HAZUMI_TEST_DATABASE_URL;
  if (!adminUrl)
    throw new Error('HAZUMI_TEST_DATABASE_URL is not set: run this through `npm test -- <path>`');
  const at = (name: string): string => Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, async (client) => {
    // One file at a time makes or clones the template: nobody may be connected to a database that is being cloned.
    await client.query('select pg_advisory_lock(730581)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) await client.query(`create database ${template} template template0 encoding 'UTF8'`);
    await migrate(at(template));
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: at(name),
    drop: () =>
      asAdmin(
        adminUrl,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
