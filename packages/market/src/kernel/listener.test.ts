import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { it } from 'node:test';
import { listenTo } from './listener.ts';

it('ends at once also while its connection is being made', async (t) => {
  // A server that takes the call and says nothing.
  const server = createServer((socket) => socket.resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const called = once(server, 'connection');
  const heard: string[] = [];
  const listener = listenTo(`postgres://somebody@127.0.0.1:${port}/market`, 'news', {
    hear: (payload) => heard.push(payload),
    up: () => heard.push('up'),
    down: () => heard.push('down'),
  });
  await called;
  await listener.close();
  assert.deepEqual(heard, []);
});
