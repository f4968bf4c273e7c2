import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testDatabase } from '@hazumi/market/testing';
import { pino } from 'pino';
import { createServer, type RunningServer } from './server.ts';

let server: RunningServer;
let folder: string;
let drop: () => Promise<void>;

before(async () => {
  const database = await testDatabase();
  drop = database.drop;
  folder = await mkdtemp(join(tmpdir(), 'hazumi-server-'));
  server = await createServer({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    dataFolder: folder,
    sandbox: { url: 'http://127.0.0.1:9', apiKey: 'key', webhookSecret: 'whsec_c2VjcmV0' },
    publicUrl: undefined,
    secret: 'a secret of a test, 32 characters long',
    withoutConsole: true,
    log: pino({ level: 'silent' }),
  });
});

after(async () => {
  await server.close();
  await drop();
  await rm(folder, { recursive: true, force: true });
});

test('shop and API answer at one address', async () => {
  const home = await fetch(server.url, { headers: { 'accept-language': 'en' } });
  assert.equal(home.status, 200);
  assert.match(await home.text(), /<html[^>]+lang="en"/);
  const health = await fetch(`${server.url}/v1/health`);
  assert.deepEqual(await health.json(), { status: 'ok', version: '0.1.0' });
});

test('what is not there is a page for people and a problem for programs', async () => {
  const page = await fetch(`${server.url}/nowhere`);
  assert.equal(page.status, 404);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  const problem = await fetch(`${server.url}/v1/nowhere`);
  assert.equal(problem.status, 404);
  assert.equal(((await problem.json()) as { code: string }).code, 'not_found');
});

test('an address that asks for too many pages is held back for a while, and its API is counted apart', async () => {
  const { market } = server.composition;
  const perMinute = market.policy.at(market.clock.now()).document.api.anonymousPerMinute;
  const answers = [];
  for (let at = 0; at < perMinute + 50 && answers.at(-1) !== 429; at += 1) {
    const answer = await fetch(`${server.url}/robots.txt`);
    await answer.arrayBuffer();
    answers.push(answer.status);
  }
  assert.equal(answers.at(-1), 429);
  assert.equal((await fetch(`${server.url}/v1/market`)).status, 200);
});
