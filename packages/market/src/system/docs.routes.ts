import { createHash } from 'node:crypto';
import { type ProblemCode, problemKinds } from '@hazumi/contracts';
import { localeOf } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { docsPage, problemPage, styleSheet } from './docs.page.ts';

type Json = Record<string, unknown>;

/** Mounts `/v1/openapi.json`, `/docs` and `/problems/<code>`, all made from the one document. */
export function registerDocs(market: Market, document: Json): void {
  const json = JSON.stringify(document);
  const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;

  market.app.get('/v1/openapi.json', (c) => {
    const headers = { etag, 'cache-control': 'public, max-age=0, must-revalidate' };
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
    return new Response(json, { headers: { ...headers, 'content-type': 'application/json' } });
  });

  market.app.get('/docs', async (c) => page(await docsPage(document, localeOf(c.req.raw.headers))));

  market.app.get('/problems/:code', async (c) => {
    const code = c.req.param('code');
    if (!Object.hasOwn(problemKinds, code)) return c.notFound();
    return page(await problemPage(code as ProblemCode, localeOf(c.req.raw.headers)));
  });
}

const styleHash = createHash('sha256').update(styleSheet).digest('base64');

/** A page without scripts: the browser is told to run none, and to load nothing. */
function page(html: string): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      vary: 'accept-language, cookie',
    },
  });
}
