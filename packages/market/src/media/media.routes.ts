import { createHash } from 'node:crypto';
import { failure, localeOf } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { objectSweep } from './objects.ts';
import { isKey, StorageFailure } from './storage.ts';

/** Everything below these is for everybody. Licences' documents and import files lie elsewhere and have no address here. */
const publicFolders = ['logos/', 'pictures/'];

/** The address of a public object: 'logos/x.webp' -> '/media/logos/x.webp'. */
export const mediaPath = (key: string): string => `/media/${key}`;

/** Mounts `GET /media/<key>` for public objects. An object never changes, so whoever has it need not ask again. */
export function registerMedia(market: Market): void {
  market.sweeps.push(objectSweep(market.db, market.storage));
  market.app.get('/media/*', async (c) => {
    try {
      const key = new URL(c.req.url).pathname.slice('/media/'.length);
      if (!isKey(key) || !publicFolders.some((folder) => key.startsWith(folder))) throw notFound();
      const object = await market.storage.get(key);
      if (object === undefined) throw notFound();
      const headers = {
        etag: `"${createHash('sha256').update(key).digest('base64url').slice(0, 22)}"`,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        // A picture that is opened by itself runs nothing and loads nothing.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
      };
      if (asksFor(c.req.header('if-none-match'), headers.etag))
        return new Response(null, { status: 304, headers });
      return new Response(object.bytes as Uint8Array<ArrayBuffer>, {
        headers: {
          ...headers,
          'content-type': object.mediaType,
          'content-length': String(object.bytes.byteLength),
        },
      });
    } catch (error) {
      if (error instanceof StorageFailure) market.log.error({ err: error }, 'an object cannot be read');
      const shown = error instanceof StorageFailure ? new Problem('unavailable') : error;
      return failure(market, shown, localeOf(c.req.raw.headers), c.get('requestId'));
    }
  });
}

function asksFor(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
