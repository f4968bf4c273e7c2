import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { TestShop } from './shop.ts';

/** The test shop on a port of this machine, for real browsers; pictures are drawn on the spot. */
export async function serve(shop: TestShop, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const request = toRequest(incoming);
    const { pathname } = new URL(request.url);
    const response = pathname.startsWith('/media/')
      ? new Response(draw(pathname), { headers: { 'content-type': 'image/svg+xml' } })
      : pathname.startsWith('/v1/')
        ? await shop.fake.api(request, { ip: '127.0.0.1' })
        : await shop.storefront.app.fetch(request);
    outgoing.statusCode = response.status;
    for (const [name, value] of response.headers) {
      if (name !== 'set-cookie') outgoing.setHeader(name, value);
    }
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  return listen(server, port);
}

/** A payment provider's page, at an origin of its own. */
export function serveProvider(): Promise<{ url: string; close(): Promise<void> }> {
  const page =
    '<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><h1>Pay here</h1>';
  return listen(
    createServer((_incoming, outgoing) => outgoing.setHeader('content-type', 'text/html').end(page)),
    0,
  );
}

async function listen(server: Server, port: number): Promise<{ url: string; close(): Promise<void> }> {
  await new Promise<void>((settle) => server.listen(port, '127.0.0.1', settle));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}

/** A still life of a circle and a line, its colours from the picture's name. */
function draw(path: string): string {
  const name = /-(p\d+-\d+)\//.exec(path)?.[1] ?? 'p0-0';
  let seed = 7;
  for (const character of name) seed = (seed * 31 + character.charCodeAt(0)) % 360;
  const ground = `hsl(${seed} 22% 84%)`;
  const shape = `hsl(${(seed + 200) % 360} 30% 42%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="960" height="960">
<rect width="100" height="100" fill="${ground}"/><rect y="70" width="100" height="30" fill="hsl(${seed} 18% 74%)"/>
<circle cx="${40 + (seed % 20)}" cy="56" r="22" fill="${shape}"/></svg>`;
}
