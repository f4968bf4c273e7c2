/** Named points at which the process ends as by a power cut, when it has been told to. */
import type { PointName, Points } from '@hazumi/market';
import { Client } from 'pg';

export interface KillingPoints extends Points {
  /** The next time the code comes by that point, the process is gone. */
  arm(name: PointName): void;
}

export function killingPoints(databaseUrl: string): KillingPoints {
  let armed: PointName | undefined;
  return {
    arm(name) {
      armed = name;
    },
    hit(name) {
      return name === armed ? die(name, databaseUrl) : undefined;
    },
  };
}

async function die(name: PointName, databaseUrl: string): Promise<void> {
  // The batch travels to the database while this runs: it must be there, or the point would be the one before it.
  if (name === 'placement.written') await batchIsWritten(databaseUrl);
  process.kill(process.pid, 'SIGKILL');
  // Nothing of ours runs on before the signal has come.
  await new Promise(() => undefined);
}

/** Waits until PostgreSQL holds a batch that is written and not committed. */
async function batchIsWritten(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (;;) {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'
       and query like '%insert into idempotency_key%' and pid <> pg_backend_pid()`,
    );
    if (rowCount === 1) return;
  }
}
