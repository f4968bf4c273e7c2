import pg from 'pg';
import { pause } from './pause.ts';

const retryMs = 1_000;

export interface Listening {
  /** each payload that comes on the channel */
  hear(payload: string): void;
  /** the connection stands: what was said before is lost */
  up(): void;
  /** the connection is gone: nothing is heard until `up` */
  down(): void;
}

/** Hears PostgreSQL's NOTIFY with its payload, on a connection of its own that is made again, without end, when it breaks. */
export function listenTo(url: string, channel: string, listening: Listening): { close(): Promise<void> } {
  const stop = new AbortController();
  let client: pg.Client | undefined;

  async function listenOnce(): Promise<void> {
    const connection = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      connection.once('end', () => resolve());
      // Stays on, because a broken connection may complain more than once.
      connection.on('error', () => resolve());
    });
    client = connection;
    try {
      // A connection that is closed while it is being made never says whether it was made.
      await Promise.race([connection.connect(), ended]);
      if (stop.signal.aborted) return;
      connection.on('notification', (message) => listening.hear(message.payload ?? ''));
      await connection.query(`listen ${pg.escapeIdentifier(channel)}`);
      listening.up();
      await ended;
      listening.down();
    } catch {
      // The database is away: tried again below.
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  const running = (async () => {
    while (!stop.signal.aborted) {
      await listenOnce();
      await pause(retryMs, stop.signal);
    }
  })();

  return {
    async close() {
      stop.abort();
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}
