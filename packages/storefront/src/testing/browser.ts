import { readSetCookie } from '../http/cookies.ts';
import { origin, type TestShop } from './shop.ts';

/** A form of a page, as a browser without scripts would send it. */
export interface Form {
  action: string;
  method: string;
  fields: [name: string, value: string][];
}

export interface Visit {
  status: number;
  /** where the visit ended, after redirects within the shop */
  path: string;
  html: string;
  headers: Headers;
  /** where a redirect leads out of the shop */
  left: string | undefined;
}

/**
 * A browser without scripts: it keeps cookies, follows redirects, and sends the forms that it finds. What a shopper can do
 * with it, a shopper can do with any browser.
 */
export class PlainBrowser {
  readonly cookies = new Map<string, string>();
  readonly #shop: TestShop;
  readonly #headers: Record<string, string>;

  constructor(shop: TestShop, headers: Record<string, string> = { 'accept-language': 'en' }) {
    this.#shop = shop;
    this.#headers = headers;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Visit> {
    return this.#follow(new Request(new URL(path, origin), { headers: this.#with(headers) }));
  }

  /** Sends a form with some fields filled in; `button` is the value pair or action of the button that is pressed. */
  async send(
    form: Form,
    values: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Visit> {
    const body = new URLSearchParams(form.fields.filter(([name]) => !(name in values)));
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    if (form.method === 'get') return this.get(`${form.action}?${body}`);
    const request = new Request(new URL(form.action, origin), {
      method: 'POST',
      headers: this.#with({ 'content-type': 'application/x-www-form-urlencoded', origin, ...headers }),
      body,
    });
    return this.#follow(request);
  }

  #with(headers: Record<string, string>): Headers {
    const all = new Headers({ ...this.#headers, ...headers });
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') all.set('cookie', cookie);
    return all;
  }

  async #follow(request: Request): Promise<Visit> {
    let response = await this.#shop.storefront.app.fetch(request);
    let at = new URL(request.url);
    for (let hops = 0; hops < 5; hops += 1) {
      for (const header of response.headers.getSetCookie()) {
        const set = readSetCookie(header);
        if (set?.value === undefined) this.cookies.delete(set?.name ?? '');
        else this.cookies.set(set.name, set.value);
      }
      const location = response.headers.get('location');
      if (location === null) break;
      const to = new URL(location, at);
      if (to.origin !== origin) {
        return {
          status: response.status,
          path: at.pathname,
          html: '',
          headers: response.headers,
          left: to.href,
        };
      }
      at = to;
      response = await this.#shop.storefront.app.fetch(new Request(to, { headers: this.#with({}) }));
    }
    const html = await response.text();
    return {
      status: response.status,
      path: at.pathname + at.search,
      html,
      headers: response.headers,
      left: undefined,
    };
  }
}

/** The form of a page with this action (exact, or the beginning up to `*`), with the values that it was served with. */
export function formOf(visit: Visit, action: string): Form {
  const wanted = action.endsWith('*') ? action.slice(0, -1) : `${action}"`;
  for (const [, attributes = '', body = ''] of visit.html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    if (!attributes.includes(`action="${wanted}`)) continue;
    return {
      action: attributeOf(attributes, 'action') ?? '',
      method: attributeOf(attributes, 'method') ?? 'get',
      fields: [...inputsIn(body), ...selectsIn(body)],
    };
  }
  throw new Error(`no form goes to ${action} on ${visit.path}`);
}

function inputsIn(body: string): [string, string][] {
  return [...body.matchAll(/<input([^>]*?)\/?>/g)].flatMap(([, attributes = '']): [string, string][] => {
    const name = attributeOf(attributes, 'name');
    const type = attributeOf(attributes, 'type');
    if (name === undefined) return [];
    if ((type === 'radio' || type === 'checkbox') && !/\schecked(=|\s|$)/.test(attributes)) return [];
    return [[name, attributeOf(attributes, 'value') ?? '']];
  });
}

function selectsIn(body: string): [string, string][] {
  return [...body.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
    ([, attributes = '', options = '']): [string, string][] => {
      const name = attributeOf(attributes, 'name');
      const all = [...options.matchAll(/<option([^>]*)>/g)].map(([, option = '']) => option);
      const chosen = all.find((option) => /\sselected(=|\s|$)/.test(option)) ?? all[0] ?? '';
      return name === undefined ? [] : [[name, attributeOf(chosen, 'value') ?? '']];
    },
  );
}

function attributeOf(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : decode(value);
}

/** Text as a reader sees it: no tags, entities resolved, spaces as one. */
export function textOf(html: string): string {
  return decode(html.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
