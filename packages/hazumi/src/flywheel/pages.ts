/** What shoppers do on the shop's own pages: they look for things, see what the page shows, and follow what it leads to. */
import { endpoints } from '@hazumi/contracts';
import type { ReplayMarket } from '../replay/market.ts';
import type { Shopper } from './people.ts';

/** A result that somebody saw: where it leads, and how much a view at its position is worth. */
export interface Seen {
  productId: string;
  /** as the page has it */
  href: string;
  weight: number;
}

export interface Pages {
  /** Asks the shop for a word and reads the page, as far down as views are worth anything. */
  search(shopper: Shopper, text: string): Promise<Seen[]>;
  /** Follows a result of that search. */
  follow(shopper: Shopper, text: string, href: string): Promise<void>;
  /** Comes by a link that a merchant gave away. */
  arrive(shopper: Shopper, token: string): Promise<void>;
}

const result = /<a href="(\/products\/(prd_[0-9a-z]{26})[^"]*)"/g;
const agent =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';

export function openPages(
  { api, composition }: Pick<ReplayMarket, 'api' | 'composition'>,
  positionWeightsPpm: readonly number[],
): Pages {
  const base = composition.market.settings.publicUrl;
  const addressOf = (text: string): string => `/search?${new URLSearchParams({ q: text })}`;

  return {
    async search(shopper, text) {
      const html = await page(shopper, addressOf(text), `${base}/`);
      const seen = new Map<string, Seen>();
      for (const [, href = '', productId = ''] of html.matchAll(result)) {
        if (seen.has(productId)) continue;
        const weight = (positionWeightsPpm[seen.size] ?? 0) / 1_000_000;
        seen.set(productId, { productId, href: href.replaceAll('&amp;', '&'), weight });
      }
      return [...seen.values()].filter(({ weight }) => weight > 0);
    },
    async follow(shopper, text, href) {
      await page(shopper, href, `${base}${addressOf(text)}`);
    },
    async arrive(shopper, token) {
      await api(endpoints.followLink, {
        body: { token },
        headers: { 'x-visitor-token': shopper.visitor },
      });
    },
  };

  async function page(shopper: Shopper, path: string, referer: string): Promise<string> {
    const response = await fetch(`${base}${path}`, {
      headers: {
        accept: 'text/html',
        'accept-language': 'zh-CN',
        'user-agent': agent,
        cookie: `visitor=${shopper.visitor}`,
        referer,
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    return text;
  }
}
