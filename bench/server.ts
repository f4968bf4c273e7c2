/** The market's server as a process of its own, for a benchmark to press: settings come as JSON in BENCH_SERVER. */
import { openLog } from '../packages/hazumi/src/log.ts';
import { createServer } from '../packages/hazumi/src/server.ts';

const given = JSON.parse(process.env.BENCH_SERVER ?? '{}') as {
  databaseUrl: string;
  dataFolder: string;
  sandbox: { url: string; apiKey: string; webhookSecret: string };
};
const server = await createServer({
  ...given,
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  secret: 'benchmark-secret-of-more-than-32-characters',
  isRateLimited: false,
  withoutConsole: true,
  log: openLog(`${given.dataFolder}/server.log`, process.stderr),
});
console.log(JSON.stringify({ url: server.url }));
process.on('SIGTERM', async () => {
  await server.close();
  process.exit(0);
});
process.on('disconnect', () => process.exit(1));
