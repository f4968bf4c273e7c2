/**
 * The market's server as a process that can be ended at any moment: by a signal, or by itself at a named point that its parent names
 * in a message. Its first line is JSON, {"url"}; it never outlives the process that started it.
 */
import { flushCompileCache } from 'node:module';
import type { PointName } from '@hazumi/market';
import { pino } from 'pino';
import { createServer } from '../server.ts';
import { killingPoints } from './points.ts';

const {
  DATABASE_URL = '',
  PORT,
  DATA_FOLDER = '',
  SANDBOX_URL = '',
  SANDBOX_API_KEY = '',
  SANDBOX_SECRET = '',
} = process.env;

process.on('disconnect', () => process.exit(0));
const points = killingPoints(DATABASE_URL);
process.on('message', ({ dieAt }: { dieAt: PointName }) => {
  points.arm(dieAt);
  process.send?.({ dieAt });
});
const server = await createServer({
  databaseUrl: DATABASE_URL,
  port: Number(PORT),
  host: '127.0.0.1',
  dataFolder: DATA_FOLDER,
  sandbox: { url: SANDBOX_URL, apiKey: SANDBOX_API_KEY, webhookSecret: SANDBOX_SECRET },
  publicUrl: `http://127.0.0.1:${PORT}`,
  secret: 'a secret of a process that is ended often',
  isRateLimited: false,
  checkAnswers: true,
  withoutConsole: true,
  points,
  // Errors go where the parent can show them.
  log: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
});
console.log(JSON.stringify({ url: server.url }));
// Else it is written at the end, which never comes.
flushCompileCache();
