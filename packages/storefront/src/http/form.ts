import { badForm, PageProblem, staleForm } from './problem.ts';
import type { PageContext, Shop } from './shop.ts';
import type { Visitor } from './visitor.ts';

/** Largest form that is read, in bytes. */
const limit = 64 * 1024;

/** The fields of a posted form. A field that is missing reads as an empty text. */
export class Fields {
  readonly #values: URLSearchParams;
  constructor(values: URLSearchParams) {
    this.#values = values;
  }
  /** trimmed */
  text(name: string): string {
    return this.#values.get(name)?.trim() ?? '';
  }
  /** as typed: a password may begin with a space */
  secret(name: string): string {
    return this.#values.get(name) ?? '';
  }
  all(name: string): string[] {
    return this.#values.getAll(name);
  }
  has(name: string): boolean {
    return this.#values.has(name);
  }
  /** a whole number within the bounds, or undefined */
  integer(name: string, min: number, max: number): number | undefined {
    const text = this.text(name).normalize('NFKC');
    if (!/^\d{1,15}$/.test(text)) return undefined;
    const value = Number(text);
    return value >= min && value <= max ? value : undefined;
  }
}

/**
 * Reads a posted form that is really ours: sent from our own origin, with the token of this browser. What isn't, changes
 * nothing and gets a page that says so.
 */
export async function readPost(c: PageContext, shop: Shop): Promise<Fields> {
  const visitor = c.get('visitor');
  checkOrigin(shop, visitor);
  const fields = new Fields(await readUrlEncoded(c.req.raw));
  if (!visitor.isOwnToken(fields.secret('token'))) throw staleForm();
  return fields;
}

/** The same for a form that carries no token because it changes nothing but a taste of the browser that sends it. */
export async function readTaste(c: PageContext, shop: Shop): Promise<Fields> {
  checkOrigin(shop, c.get('visitor'));
  return new Fields(await readUrlEncoded(c.req.raw));
}

function checkOrigin(shop: Shop, visitor: Visitor): void {
  const { headers } = visitor.request;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw staleForm();
  const origin = headers.get('origin');
  if (origin === null) return;
  // A shop that is reached by another name than its public one (localhost, an address in the network) is still itself.
  const own = [
    new URL(shop.options.publicUrl).origin,
    visitor.url.origin,
    `${visitor.url.protocol}//${headers.get('host')}`,
  ];
  if (!own.includes(origin)) throw staleForm();
}

async function readUrlEncoded(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw badForm();
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) {
      throw new PageProblem(413, {
        type: '/problems/body_too_large',
        title: '',
        status: 413,
        code: 'body_too_large',
        retry: false,
        requestId: '',
      });
    }
    text += decoder.decode(part, { stream: true });
  }
  return new URLSearchParams(text + decoder.decode());
}

/**
 * Where to go on after a form: a path of our own, else the fallback. `//host`, `/\host` and addresses with a scheme
 * would lead a shopper to another site.
 */
export function localPath(text: string | null | undefined, fallback: string): string {
  if (text === null || text === undefined || !text.startsWith('/')) return fallback;
  const base = 'https://shop.invalid';
  try {
    const url = new URL(text, base);
    return url.origin === base && !/^\/[/\\]/.test(text) ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
