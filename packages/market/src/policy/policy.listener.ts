import pg from 'pg';

const retryMs = 5_000;

/**
 * Hears PostgreSQL's NOTIFY on a channel, on a connection of its own. `hear` is also called after each connection, because what was
 * said before it is lost. A connection that breaks is made again, without end; while there is none, only polling helps.
 */
export function listenTo(url: string, channel: string, hear: () => void): { close(): Promise<void> } {
  const stop = new AbortController();
  let client: pg.Client | undefined;

  async function listenOnce(): Promise<void> {
    const connection = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      connection.once('end', resolve);
      connection.once('error', () => resolve());
    });
    client = connection;
    try {
      await connection.connect();
      await connection.query(`listen ${pg.escapeIdentifier(channel)}`);
      connection.on('notification', hear);
      hear();
      await ended;
    } catch {
      // The database is away: tried again below.
    } finally {
      connection.on('error', () => undefined);
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

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
