import { type Client, createClient, type Locale, locales } from '@hazumi/contracts';
import type { StorefrontOptions } from '../options.ts';
import { readCookies, readSetCookie, writeCookie } from './cookies.ts';
import { isNonce, newNonce, type Tokens } from './tokens.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const year = 365 * 24 * 3600;

/**
 * The browser behind a request: what it likes, what its cookies say, and what will be set in the answer. Everything personal
 * goes through `api`, which sends the browser's cookies along and keeps those that come back.
 */
export class Visitor {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly ip: string;
  readonly request: Request;
  readonly url: URL;
  readonly #options: StorefrontOptions;
  readonly #tokens: Tokens;
  readonly #cookies: Map<string, string>;
  readonly #outgoing = new Map<string, string>();
  #client: Client | undefined;

  constructor(request: Request, ip: string, options: StorefrontOptions, tokens: Tokens) {
    this.request = request;
    this.url = new URL(request.url);
    this.ip = ip;
    this.#options = options;
    this.#tokens = tokens;
    this.#cookies = readCookies(request.headers.get('cookie'));
    const theme = this.#cookies.get('theme');
    this.theme = themes.find((name) => name === theme) ?? 'auto';
    const asked = localeNamed(this.url.searchParams.get('lang'));
    const chosen = localeNamed(this.#cookies.get('locale'));
    this.locale = asked ?? chosen ?? preferredLocale(request.headers.get('accept-language'));
    if (asked !== undefined && asked !== chosen) this.remember('locale', asked);
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** Sets a cookie in the answer; later calls to the API in this request send it already. */
  set(name: string, value: string, maxAge: number, readable = false): void {
    this.#cookies.set(name, value);
    this.#outgoing.set(name, writeCookie(name, value, { secure: this.#options.secure, maxAge, readable }));
  }

  remove(name: string): void {
    this.#cookies.delete(name);
    this.#outgoing.set(name, writeCookie(name, '', { secure: this.#options.secure, maxAge: 0 }));
  }

  remember(taste: 'locale' | 'theme', value: string): void {
    this.set(taste, value, year, true);
  }

  /** `Set-Cookie` values of the answer. */
  get outgoing(): readonly string[] {
    return [...this.#outgoing.values()];
  }

  /** The cookie of a signed-in person's session; that it is there does not say that it is still good. */
  get session(): string | undefined {
    for (const name of this.#options.sessionCookies ?? ['session', '__Host-session']) {
      const value = this.#cookies.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  get guest(): string | undefined {
    return this.#cookies.get('guest');
  }

  /** The token for this browser's forms; gives the browser the cookie that it belongs to, if it has none. */
  formToken(): string {
    let nonce = this.#cookies.get('form');
    if (!isNonce(nonce)) {
      nonce = newNonce();
      this.set('form', nonce, year);
    }
    return this.#tokens.of(nonce);
  }

  isOwnToken(token: string | undefined): boolean {
    return this.#tokens.isValid(this.#cookies.get('form'), token);
  }

  /** The API as this visitor: with its cookies, in its language. */
  get api(): Client {
    this.#client ??= createClient({
      baseUrl: this.#options.publicUrl,
      headers: () => this.#headers(),
      fetch: async (request) => {
        const response = await this.#options.api(request, { ip: this.ip });
        for (const header of response.headers.getSetCookie()) this.#keep(header);
        return response;
      },
    });
    return this.#client;
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = { 'x-hazumi-locale': this.locale };
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.cookie = cookie;
    const agent = this.request.headers.get('user-agent');
    if (agent !== null) headers['user-agent'] = agent;
    return headers;
  }

  #keep(header: string): void {
    const set = readSetCookie(header);
    if (set === undefined) return;
    if (set.value === undefined) this.#cookies.delete(set.name);
    else this.#cookies.set(set.name, set.value);
    this.#outgoing.set(set.name, header);
  }
}

/** The API as a stranger, for pages that all strangers share: no cookie ever goes along. */
export function strangersApi(options: StorefrontOptions, locale: Locale, ip: string): Client {
  return createClient({
    baseUrl: options.publicUrl,
    headers: { 'x-hazumi-locale': locale },
    fetch: (request) => options.api(request, { ip }),
  });
}

export function localeNamed(text: string | null | undefined): Locale | undefined {
  return locales.find((locale) => locale === text);
}

/** The first language of Accept-Language that we have; Chinese where there is none, as the API has it. */
export function preferredLocale(header: string | null): Locale {
  for (const range of (header ?? '').split(',')) {
    const tag = range.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('ja')) return 'ja';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
