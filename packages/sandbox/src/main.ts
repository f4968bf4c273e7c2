import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { timerAlarm } from './agenda.ts';
import { createApp } from './app.ts';
import { machineTime, settableClock } from './clock.ts';
import { randomIds } from './ids.ts';
import { openJournal } from './journal.ts';
import { createSandbox } from './sandbox.ts';
import { sendByFetch } from './webhooks/dispatcher.ts';

/**
 * Sandbox Pay as a process. Environment:
 *   SANDBOX_API_KEY     what the merchant sends as bearer token (required)
 *   SANDBOX_SECRET      signs the webhooks: `whsec_` and base64, or any text (required)
 *   PORT                0 or absent: any free port, on the loopback address only
 *   SANDBOX_DATA        folder of the journal; absent: everything is forgotten at the end
 *   SANDBOX_PUBLIC_URL  where browsers reach the pages; absent: the address it listens on
 * Prints one line of JSON, {"url": ...}, when it is ready. SIGTERM and SIGINT end it cleanly; so does the end
 * of the process that started it with an IPC channel, so that it is never left behind.
 */
const apiKey = required('SANDBOX_API_KEY');
const secret = required('SANDBOX_SECRET');
const port = Number(process.env.PORT ?? '0');
if (!Number.isInteger(port) || port < 0 || port > 65_535) die(`PORT=${process.env.PORT} is not a port.`);
const folder = process.env.SANDBOX_DATA;
let baseUrl = '';

const sandbox = await createSandbox({
  clock: settableClock(machineTime),
  machine: machineTime,
  alarm: timerAlarm(),
  ids: randomIds((bytes) => crypto.getRandomValues(bytes)),
  secret,
  baseUrl: () => baseUrl,
  send: sendByFetch,
  openJournal: folder
    ? (replay) =>
        openJournal(folder, replay, (error) => die(`The journal can no longer be written: ${error.message}`))
    : undefined,
}).catch((error: Error) => die(`The journal in ${folder} cannot be read: ${error.message}`));

const app = createApp({
  sandbox,
  apiKey,
  baseUrl: () => baseUrl,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
  report: (error) => console.error(error),
});

const server = createAdaptorServer({ fetch: app.fetch }) as Server;
server.once('error', (error: NodeJS.ErrnoException) =>
  die(error.code === 'EADDRINUSE' ? `Port ${port} is taken; set PORT to another.` : error.message),
);
server.listen(port, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  baseUrl = (process.env.SANDBOX_PUBLIC_URL ?? url).replace(/\/+$/, '');
  sandbox.start();
  console.log(JSON.stringify({ url }));
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  server.close();
  server.closeAllConnections();
  await sandbox.close();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.once('disconnect', () => void stop());

function required(name: string): string {
  return process.env[name] || die(`${name} must be set.`);
}

function die(sentence: string): never {
  console.error(`Sandbox Pay: ${sentence}`);
  process.exit(1);
}
