import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A real HTTP server for one fetch handler, for tests in which somebody outside (a payment provider's webhook) must reach the
 * market. The handler may be set after the address is known.
 */
export async function listen(): Promise<{
  url: string;
  handle(fetch: (request: Request) => Response | Promise<Response>): void;
  close(): Promise<void>;
}> {
  let handler: ((request: Request) => Response | Promise<Response>) | undefined;
  const server = createServer(async (incoming, outgoing) => {
    const response = (await handler?.(await requestOf(incoming))) ?? new Response(null, { status: 503 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle(fetch) {
      handler = fetch;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value] as [string, string]],
    ),
    body: hasBody ? Buffer.concat(parts) : null,
  });
}
