import type { Client, Locale } from '@hazumi/contracts';
import type { Child } from 'hono/jsx';
import type { PageTurn, Turns } from '../options.ts';
import { redirect, renderTemplate, sendShared } from './respond.ts';
import type { App, Shop } from './shop.ts';
import { isForPerson, withTurn } from './turn.ts';
import { createView, type View } from './view.ts';
import { strangersApi } from './visitor.ts';

/** What a page that strangers share is asked for. Whatever else came with the request is not there. */
export interface Asked {
  api: Client;
  locale: Locale;
  params: Readonly<Record<string, string>>;
  /** the parts of the query that the page names, empty ones left out */
  query: Readonly<Record<string, string>>;
  /** public ids of what comes first, by turn */
  first: readonly string[];
}

export interface SharedPageDefinition<Data> {
  path: string;
  /** the parts of the query that change the page; all others are ignored */
  query: readonly string[];
  /** reads what the page shows; a `string` is an address to go to instead */
  load(asked: Asked): Promise<Data | string>;
  /** the page's turn on public traffic, where its places are given by turns; taken for each person who is shown it */
  turn?(turns: Turns, query: Asked['query'], params: Asked['params']): PageTurn | undefined;
  /** public ids in these places */
  shown?(data: Data): readonly string[];
  /** what the page shows, as tags that `invalidate` takes */
  tags(data: Data): readonly string[];
  render(view: View, data: Data, asked: Asked): Child;
}

class Elsewhere extends Error {
  readonly to: string;
  constructor(to: string) {
    super(to);
    this.to = to;
  }
}

/** Longest value of a query part that a page is kept for; longer ones would only push others out. */
const longestValue = 300;

/**
 * Mounts a page that is read and rendered without knowing who asks, kept for all, and completed for each. Neither cookies nor
 * anything else of the browser reach `load` and `render`: what they cannot see, they cannot leak.
 */
export function shared<Data extends object>(
  app: App,
  shop: Shop,
  definition: SharedPageDefinition<Data>,
): void {
  app.get(definition.path, async (c) => {
    const visitor = c.get('visitor');
    const { locale } = visitor;
    const query: Record<string, string> = {};
    for (const name of definition.query) {
      const value = visitor.url.searchParams.get(name)?.trim();
      if (value !== undefined && value !== '') query[name] = value.slice(0, longestValue);
    }
    const search = new URLSearchParams(query).toString();
    const here = search === '' ? visitor.url.pathname : `${visitor.url.pathname}?${search}`;
    const { turns } = shop.options;
    const turn =
      turns !== undefined && definition.turn !== undefined && isForPerson(visitor)
        ? definition.turn(turns, query, c.req.param())
        : undefined;
    const first = turn?.first ?? [];
    const asked: Asked = {
      api: strangersApi(shop.options, locale, visitor.ip),
      locale,
      params: c.req.param(),
      query,
      first,
    };
    // Those who are shown the same, in the same order, share a page.
    const key = `${locale} ${here} ${first.map((id) => id.slice(-8)).join('')}`;
    try {
      const page = await withTurn(turn, () =>
        shop.cache.get(key, async (previous) => {
          const data = await definition.load(asked);
          if (typeof data === 'string') throw new Elsewhere(data);
          const fingerprint = JSON.stringify(data);
          const tags = definition.tags(data);
          if (previous?.fingerprint === fingerprint) return { page: previous, tags, keep: true };
          const view = createView(shop, locale, here);
          return {
            page: {
              template: renderTemplate(definition.render(view, data, asked)),
              fingerprint,
              shown: definition.shown?.(data) ?? [],
            },
            tags,
            keep: true,
          };
        }),
      );
      return await sendShared(shop, visitor, page.template);
    } catch (error) {
      if (error instanceof Elsewhere) return redirect(visitor, error.to, 302);
      throw error;
    }
  });
}
