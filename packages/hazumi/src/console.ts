/** The console's files under /console/: built when they are missing or stale, then kept in memory. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildConsole, consoleContentSecurityPolicy } from '@hazumi/console';
import type { Logger } from 'pino';

export type Console = {
  /** Answers a request below /console/. */
  answer(request: Request): Response;
  /** Settles when the console is built, or cannot be. */
  ready: Promise<void>;
};

type File = { body: Uint8Array<ArrayBuffer>; packed: Uint8Array<ArrayBuffer> | undefined; type: string };

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Begins to build at once. The market answers meanwhile; the console says that it is on its way. */
export function createConsole(log: Logger): Console {
  let files: ReadonlyMap<string, File> | undefined;
  let failed = false;
  const ready = buildConsole()
    .then(async ({ folder }) => {
      files = await readFiles(folder);
    })
    .catch((error: unknown) => {
      failed = true;
      log.error({ err: error }, 'the console cannot be built');
    });
  return {
    ready,
    answer(request) {
      if (files === undefined) return onItsWay(failed);
      const path = new URL(request.url).pathname.slice('/console/'.length);
      const file = files.get(path);
      // The console finds its own way: every path that is no file is its page. A file that is gone is not.
      if (file === undefined && path.startsWith('assets/')) return new Response('Not found', { status: 404 });
      const isPage = file === undefined || path === 'index.html';
      const shown = file ?? files.get('index.html');
      if (shown === undefined) return onItsWay(true);
      const isPacked =
        shown.packed !== undefined && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '');
      return new Response(isPacked ? (shown.packed as Uint8Array<ArrayBuffer>) : shown.body, {
        headers: {
          'content-type': shown.type,
          'cache-control': isPage
            ? 'no-cache'
            : path.startsWith('assets/')
              ? 'public, max-age=31536000, immutable'
              : 'max-age=3600',
          'content-security-policy': consoleContentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          vary: 'accept-encoding',
          ...(isPacked ? { 'content-encoding': 'br' } : {}),
        },
      });
    },
  };
}

function onItsWay(failed: boolean): Response {
  const text = failed
    ? 'The console could not be built; the log says why.'
    : 'The console is being built. This page comes back by itself.';
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${failed ? '' : '<meta http-equiv="refresh" content="2">'}<title>Hazumi</title><p>${text}</p></html>`,
    { status: 503, headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '5' } },
  );
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, File>> {
  const files = new Map<string, File>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    if (type === undefined) continue;
    const body = new Uint8Array(await readFile(path));
    const packed = /^text|javascript|svg|json/.test(type)
      ? new Uint8Array(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
      : undefined;
    files.set(relative(folder, path).split(sep).join('/'), { body, packed, type });
  }
  return files;
}
