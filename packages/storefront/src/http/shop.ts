import type { Context, Hono } from 'hono';
import type { StorefrontOptions } from '../options.ts';
import { createPageCache, type PageCache } from './page-cache.ts';
import type { Template } from './template.ts';
import { createTokens, type Tokens } from './tokens.ts';
import type { Visitor } from './visitor.ts';

/** What the server in front hands over with a request. */
export interface Bindings {
  /** address of the browser */
  ip?: string;
  /** Node's own request, as Hono's adapter for Node gives it */
  incoming?: { socket?: { remoteAddress?: string } };
}
export type Env = { Bindings: Bindings; Variables: { visitor: Visitor } };
export type App = Hono<Env>;
export type PageContext = Context<Env>;

/** A page all strangers share, with the data that it was made from. */
export interface SharedPage {
  template: Template;
  /** of the data: where the API says the same again, the page need not be rendered again */
  fingerprint: string;
  /** public ids of what it shows in places that are given by turns, from the first on */
  shown: readonly string[];
}

/** The parts of the shop, put together once and handed to each page's `register`. */
export interface Shop {
  options: StorefrontOptions;
  tokens: Tokens;
  cache: PageCache<SharedPage>;
  /** value of the Content-Security-Policy header */
  policy: string;
}

export function createShop(options: StorefrontOptions): Shop {
  return {
    options,
    tokens: createTokens(options.secret),
    cache: createPageCache({
      freshMs: options.freshMs ?? 2_000,
      staleMs: options.staleMs ?? 8_000,
      maxPages: options.cachedPages ?? 4_000,
      now: options.now,
    }),
    policy: contentSecurityPolicy(options.paymentOrigins ?? []),
  };
}

/** Nothing runs or loads that is not ours; no inline script or style is needed. */
function contentSecurityPolicy(paymentOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    // Browsers hold the redirect behind a form to this list, too: that is how a checkout reaches its payment page.
    ["form-action 'self'", ...paymentOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
