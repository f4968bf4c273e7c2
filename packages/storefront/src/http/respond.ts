import type { Child } from 'hono/jsx';
import { translator } from '../i18n/translate.ts';
import { bagBit, flashBit, themesBit, whoBit } from '../ui/bits.tsx';
import { takeFlash } from './flash.ts';
import { readHint } from './hint.ts';
import type { Shop } from './shop.ts';
import { type Bits, etagOf, fill, needs, type Template, toTemplate } from './template.ts';
import type { Visitor } from './visitor.ts';

/** Renders a document once, for all who will see it. */
export function renderTemplate(document: Child): Template {
  return toTemplate(`<!doctype html>${String(document)}`);
}

/** Answers with a page of one visitor's own: never kept by anybody. */
export async function sendPage(
  shop: Shop,
  visitor: Visitor,
  document: Child,
  status = 200,
): Promise<Response> {
  const template = renderTemplate(document);
  const html = fill(template, await bitsOf(shop, visitor, template));
  return new Response(html, {
    status,
    headers: pageHeaders(shop, visitor, { 'cache-control': 'private, no-store' }),
  });
}

/** Answers with a page that strangers share, this visitor's own bits filled in; with 304 where the browser has it so already. */
export async function sendShared(shop: Shop, visitor: Visitor, template: Template): Promise<Response> {
  const bits = await bitsOf(shop, visitor, template);
  const etag = etagOf(template, bits);
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'cookie, accept-language' };
  if (visitor.request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers: withCookies(headers, visitor) });
  }
  return new Response(fill(template, bits), { headers: pageHeaders(shop, visitor, headers) });
}

/** Goes on elsewhere; after a POST the browser gets there with GET, so that a reload repeats nothing. */
export function redirect(visitor: Visitor, to: string, status: 302 | 303 | 308 = 303): Response {
  return new Response(null, {
    status,
    headers: withCookies({ location: to, 'cache-control': 'no-store' }, visitor),
  });
}

async function bitsOf(shop: Shop, visitor: Visitor, template: Template): Promise<Bits> {
  const t = translator(visitor.locale);
  const hint = await readHint(visitor, shop.tokens);
  return {
    theme: visitor.theme,
    themes: themesBit(t, visitor.theme),
    bag: bagBit(t, hint.pieces),
    who: whoBit(t, hint.name),
    token: needs(template, 'token') ? visitor.formToken() : '',
    flash: flashBit(t, takeFlash(visitor)),
  };
}

function pageHeaders(shop: Shop, visitor: Visitor, more: Record<string, string>): HeadersInit {
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': visitor.locale,
    'content-security-policy': shop.policy,
    'x-content-type-options': 'nosniff',
    // Links from mails hold secrets, which no other site may learn; our own forms still say where they come from.
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    ...more,
  };
  if (shop.options.secure) headers['strict-transport-security'] = 'max-age=31536000';
  return withCookies(headers, visitor);
}

/** Plain where no cookie is set, which Node's adapter answers fastest. */
function withCookies(headers: Record<string, string>, visitor: Visitor): HeadersInit {
  const { outgoing } = visitor;
  if (outgoing.length === 0) return headers;
  return [...Object.entries(headers), ...outgoing.map((value): [string, string] => ['set-cookie', value])];
}
