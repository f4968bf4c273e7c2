import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { buildConsole, consoleContentSecurityPolicy } from '../../build.ts';
import type { FakeMarket } from './fake.market.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The built console and a fake market on one origin, as the market's own server has them. */
export async function serveConsole(market: FakeMarket): Promise<{ url: string; close: () => Promise<void> }> {
  const { folder } = await buildConsole();
  const server = createServer((request, response) => {
    void answer(folder, market, request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  folder: string,
  market: FakeMarket,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
  if (url.pathname.startsWith('/v1/')) return answerApi(market, url, incoming, response);
  if (url.pathname.startsWith('/media/')) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(drawing(url.pathname));
    return;
  }
  const path = url.pathname.replace(/^\/console\//, '');
  const file = extname(path) === '' ? 'index.html' : path;
  const bytes = await readFile(join(folder, file)).catch(() => undefined);
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': consoleContentSecurityPolicy,
    })
    .end(bytes);
}

async function answerApi(
  market: FakeMarket,
  url: URL,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD' && chunks.length > 0;
  const answered = await market.fetch(
    new Request(url, { method, headers, body: hasBody ? Buffer.concat(chunks) : null }),
  );
  // A connection that breaks: the browser gets no answer at all.
  if (answered.status === 599) {
    incoming.socket.destroy();
    return;
  }
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}

/** A picture for goods: a plain shape in a colour of its own. */
function drawing(path: string): string {
  const hue = [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 30% 88%)"/><path d="M12 14h14v12a5 5 0 0 1-5 5h-4a5 5 0 0 1-5-5zM26 16h3a3 3 0 0 1 0 8h-3" fill="none" stroke="hsl(${hue} 40% 35%)" stroke-width="2"/></svg>`;
}
