/** The market's HTTP server: what listens, and what is mounted on it. */
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '@hazumi/market';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';

export type ServerOptions = {
  /** A migrated database. */
  databaseUrl: string;
  /** 0 = any free port. */
  port: number;
  /** Address to listen on. */
  host: string;
  /** For uploaded files. Made, and ours. */
  dataFolder: string;
  /** Where the payment sandbox answers, the key to it, and the secret of its webhooks. */
  sandbox: { url: string; apiKey: string; webhookSecret: string };
  /** The address that people see; undefined = the address that the server listens on. */
  publicUrl: string | undefined;
  /** Signs sessions and tokens. */
  secret: string;
  log: Logger;
};

export type RunningServer = {
  url: string;
  /** What there is to see, for the table at the end of `npm start`. */
  addresses: { name: string; url: string }[];
  /** Takes no more requests, answers those it has taken, lets go of the database. */
  close(): Promise<void>;
};

/** How long requests that run already may take when the server closes. */
const drainMs = 10_000;

/** Starts the server. Rejects with the system's error (EADDRINUSE, EACCES) when it cannot listen. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const database = openDatabase(options.databaseUrl, {
    onIdleError: (error) => options.log.warn({ err: error }, 'a database connection broke'),
  });
  const app = new Hono();
  app.get('/v1/health', async (c) => {
    try {
      await database.pool.query('select 1');
      return c.json({ status: 'ok' });
    } catch (error) {
      options.log.error({ err: error }, 'the database does not answer');
      return c.json({ status: 'unavailable' }, 503);
    }
  });
  const server = createHttpServer(getRequestListener(app.fetch));
  try {
    await listen(server, options.port, options.host);
  } catch (error) {
    await database.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = options.publicUrl ?? `http://localhost:${port}`;
  return {
    url,
    addresses: [{ name: 'Health', url: `${url}/v1/health` }],
    async close() {
      await drain(server);
      await database.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((settle, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      settle();
    });
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((settle) => {
    const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(impatience);
      settle();
    });
    server.closeIdleConnections();
  });
}
