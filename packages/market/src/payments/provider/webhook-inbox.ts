import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedWebhook {
  headers: Headers;
  rawBody: Uint8Array;
}

/**
 * A merchant's end of webhooks, for tests: it takes everything and hands it out in the order in which it
 * came.
 */
export interface WebhookInbox {
  url: string;
  /**
   * The first webhook, come or still to come, for which `wanted` holds and which was not handed out before.
   */
  next(wanted?: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook>;
  /** What came and was not handed out. */
  waiting(): readonly ReceivedWebhook[];
  close(): Promise<void>;
}

/** Listens on the loopback address. `answer` gives the status for each webhook, 204 if absent. */
export async function openWebhookInbox(
  answer: (webhook: ReceivedWebhook) => number = () => 204,
): Promise<WebhookInbox> {
  const kept: ReceivedWebhook[] = [];
  const asked: { wanted: (webhook: ReceivedWebhook) => boolean; hand: (webhook: ReceivedWebhook) => void }[] =
    [];
  const server = createServer(async (request, response) => {
    const webhook = await receive(request);
    response.writeHead(answer(webhook)).end();
    const index = asked.findIndex(({ wanted }) => wanted(webhook));
    const [first] = index === -1 ? [] : asked.splice(index, 1);
    if (first) first.hand(webhook);
    else kept.push(webhook);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    next(wanted = () => true) {
      const index = kept.findIndex(wanted);
      const [webhook] = index === -1 ? [] : kept.splice(index, 1);
      if (webhook) return Promise.resolve(webhook);
      return new Promise((hand) => asked.push({ wanted, hand }));
    },
    waiting: () => kept,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedWebhook> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  return { headers, rawBody: Buffer.from(await text(request), 'utf8') };
}
