import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { orderBody } from './testing/world.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const settings = { SANDBOX_API_KEY: 'key', SANDBOX_SECRET: 'secret', PORT: '0' };
const headers = { authorization: 'Bearer key' };
const folders: string[] = [];
const children: ChildProcess[] = [];
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  return child;
}

async function ready(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  return (JSON.parse(line) as { url: string }).url;
}

async function refusedStart(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = start(env);
  const said = text(child.stderr as NodeJS.ReadableStream);
  const [code] = await once(child, 'exit');
  return { code, said: await said };
}

describe('the process', () => {
  it('killed with no warning: what it acknowledged is still there, and the webhook still comes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-process-'));
    folders.push(folder);
    const received: string[] = [];
    let isOpen = false;
    const merchant = createServer(async (request, response) => {
      const body = await text(request);
      if (isOpen) received.push(body);
      response.writeHead(isOpen ? 204 : 503).end();
      merchant.emit('webhook');
    });
    merchant.listen(0, '127.0.0.1');
    await once(merchant, 'listening');
    const webhookUrl = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/`;

    const first = start({ ...settings, SANDBOX_DATA: folder });
    const firstUrl = await ready(first);
    const ids: string[] = [];
    const refusedOnce = once(merchant, 'webhook');
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const order = orderBody({ webhookUrl, expiresAt: '2126-01-01T00:00:00Z' });
        const created = await fetch(`${firstUrl}/api/payments`, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': `k${index}` },
          body: JSON.stringify(order),
        });
        const { id } = (await created.json()) as { id: string };
        const acted = await fetch(`${firstUrl}/api/payments/${id}/act`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ act: 'approve' }),
        });
        assert.equal(acted.status, 200);
        ids.push(id);
      }),
    );
    await refusedOnce;
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;

    isOpen = true;
    const second = start({ ...settings, SANDBOX_DATA: folder });
    const secondUrl = await ready(second);
    for (const id of ids) {
      const payment = (await (await fetch(`${secondUrl}/api/payments/${id}`, { headers })).json()) as Record<
        string,
        unknown
      >;
      assert.equal(payment.status, 'captured');
      assert.equal(payment.redirectUrl, `${secondUrl}/pay/${id}`, 'pages are where it listens now');
    }
    while (received.length < ids.length) await once(merchant, 'webhook');
    const told = received.map(
      (body) => (JSON.parse(body) as { data: { payment: { id: string } } }).data.payment.id,
    );
    assert.deepEqual(new Set(told), new Set(ids));
    const stopped = once(second, 'exit');
    second.kill('SIGTERM');
    assert.deepEqual(await stopped, [0, null]);
    merchant.close();
    merchant.closeAllConnections();
  });

  it('ends with the process that started it', async () => {
    const child = start(settings);
    await ready(child);
    const ended = once(child, 'exit');
    child.disconnect();
    assert.deepEqual(await ended, [0, null]);
  });

  it('says in one sentence why it does not start', async () => {
    const { SANDBOX_API_KEY: _, ...keyless } = settings;
    assert.deepEqual(await refusedStart(keyless), {
      code: 1,
      said: 'Sandbox Pay: SANDBOX_API_KEY must be set.\n',
    });
    assert.deepEqual(await refusedStart({ ...settings, PORT: 'eighty' }), {
      code: 1,
      said: 'Sandbox Pay: PORT=eighty is not a port.\n',
    });
    const child = start(settings);
    const { port } = new URL(await ready(child));
    assert.deepEqual(await refusedStart({ ...settings, PORT: port }), {
      code: 1,
      said: `Sandbox Pay: Port ${port} is taken; set PORT to another.\n`,
    });
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});
