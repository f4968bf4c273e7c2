/** The market's HTTP server: what listens, and what is mounted on it. */
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Clock,
  type Composition,
  composeMarket,
  type DatabaseHandle,
  type Points,
  SandboxProvider,
  settableClock,
  smtpTransport,
  systemClock,
} from '@hazumi/market';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createConsole } from './console.ts';
import { labRunner } from './lab/lab.runner.ts';
import { createLoopMeter } from './measures/loop-meter.ts';
import { type Outside, openStorage } from './outside.ts';
import { createPages } from './pages.ts';

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
  /** Holds callers to the policy's requests a minute; true unless told. */
  isRateLimited?: boolean;
  /** Checks every answer against its schema. */
  checkAnswers?: boolean;
  /** Shows mails at /dev/mail; true unless told. */
  development?: boolean;
  /** The market's clock stands still from here (or from where it stood) until it is set. */
  settableClock?: Date;
  /** Does nothing by itself that falls due: while another composition writes the market's past. */
  quietSweeps?: boolean;
  /** Serves no console: for programs that need only the API and the shop. */
  withoutConsole?: boolean;
  /** A mail server and a bucket, where there are such; else mails are kept and files lie in the data folder. */
  outside?: Outside;
  /** Where a test stops or ends the process at a named point. */
  points?: Points;
  log: Logger;
};

export type RunningServer = {
  url: string;
  composition: Composition;
  /** What there is to see, for the table at the end of `npm start`. */
  addresses: { name: string; url: string }[];
  /** Takes no more requests, answers those it has taken, lets go of the database. */
  close(): Promise<void>;
};

/** How long requests that run already may take when the server closes. */
const drainMs = 10_000;

/** Starts the server. Rejects with the system's error (EADDRINUSE, EACCES) when it cannot listen. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  // The address is known only when the server listens, and the market's links begin with it: it answers 503 until it is put together.
  let answer: (request: Request, ip: string) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const server = createHttpServer(
    getRequestListener((request, env) =>
      answer(request, (env as { incoming: IncomingMessage }).incoming.socket.remoteAddress ?? 'unknown'),
    ),
  );
  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  const publicUrl = options.publicUrl ?? `http://localhost:${port}`;
  const outside = options.outside ?? { smtp: undefined, s3: undefined };
  const closers: (() => Promise<void>)[] = [() => drain(server)];
  const close = async () => {
    for (const stop of closers.splice(0)) await stop();
  };
  // Webhooks are dated by the sandbox's clock: whoever sets the market's clock sets the sandbox's beside it.
  let providerClock: Clock = systemClock;
  try {
    const composition = await composeMarket({
      databaseUrl: options.databaseUrl,
      log: options.log,
      loopMeter: createLoopMeter(),
      storage: await openStorage(options.dataFolder, outside),
      providers: [
        new SandboxProvider({
          url: options.sandbox.url,
          apiKey: options.sandbox.apiKey,
          webhookSecrets: [options.sandbox.webhookSecret],
          clock: { now: () => providerClock.now() },
        }),
      ],
      settings: {
        publicUrl,
        origins: [publicUrl, `http://127.0.0.1:${port}`, `http://localhost:${port}`],
        isRateLimited: options.isRateLimited ?? true,
        checkAnswers: options.checkAnswers ?? false,
        development: options.development ?? true,
        secret: options.secret,
        currency: 'CNY',
      },
      ...(options.settableClock === undefined
        ? {}
        : {
            clock: async (handle: DatabaseHandle) => {
              providerClock = await settableClock(handle.db, options.settableClock as Date);
              return providerClock;
            },
          }),
      labRunner: labRunner(),
      ...(options.points === undefined ? {} : { points: options.points }),
      ...(outside.smtp === undefined
        ? {}
        : { mailTransport: smtpTransport(outside.smtp.url, outside.smtp.from) }),
    });
    closers.push(composition.close);
    const pages = await createPages(composition, new URL(options.sandbox.url).origin);
    closers.splice(1, 0, pages.close);
    const desk = options.withoutConsole ? undefined : createConsole(options.log);
    answer = (request, ip) => {
      const path = pathOf(request.url);
      if (isMarkets(path)) return composition.market.app.fetch(request, { ip });
      if (desk !== undefined && path.startsWith('/console')) {
        return path.startsWith('/console/')
          ? desk.answer(request)
          : Response.redirect(`${publicUrl}/console/`, 302);
      }
      // What a page reads from the API in this process isn't counted there: the page itself is.
      return tooMany(composition, ip) ?? pages.shop.app.fetch(request, { ip });
    };
    if (!options.quietSweeps) composition.startSweeps();
    return {
      url: publicUrl,
      composition,
      addresses: [
        { name: 'Shop', url: publicUrl },
        ...(desk === undefined ? [] : [{ name: 'Console', url: `${publicUrl}/console/` }]),
        { name: 'API', url: `${publicUrl}/docs` },
        { name: 'Mail', url: `${publicUrl}/dev/mail` },
      ],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The answer to somebody who asks for more pages a minute than the policy allows; undefined for everybody else. */
function tooMany({ market }: Composition, ip: string): Response | undefined {
  if (!market.settings.isRateLimited) return undefined;
  const perMinute = market.policy.at(market.clock.now()).document.api.anonymousPerMinute;
  const taken = market.takeRate('pages', ip, { burst: perMinute, perMinute });
  if (taken.allowed) return undefined;
  const texts = [
    '请求过于频繁，请稍后再试。',
    'リクエストが多すぎます。しばらくしてからお試しください。',
    'Too many requests; try again later.',
  ];
  return new Response(texts.join('\n'), {
    status: 429,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(taken.resetSeconds) },
  });
}

const marketPaths = ['/v1/', '/docs', '/auth/', '/media/', '/dev/', '/problems/'];
const isMarkets = (path: string): boolean => marketPaths.some((prefix) => path.startsWith(prefix));

/** The path of an absolute URL, without the cost of parsing all of it. */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
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
