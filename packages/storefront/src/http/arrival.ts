import { type BodyInput, endpoints, fromPublicId } from '@hazumi/contracts';
import { consentOf } from './consent.ts';
import type { Shop } from './shop.ts';
import type { Visitor } from './visitor.ts';

type TouchIn = BodyInput<typeof endpoints.recordTouches>['touches'][number];

const byLink = 'by-link';

/** Says of the next page that its visitor comes by a link, which was noted as such. */
export function markLinked(visitor: Visitor): void {
  visitor.set(byLink, '1', 60);
}

/** Which of our pages lead to a store as which surface; from one of its own pages on, a visitor is there already. */
const surfaces: readonly [RegExp, TouchIn['surface']][] = [
  [/^\/search$/, 'search'],
  [/^\/stores$/, 'storeChannel'],
  [/^\/(?:categories\/[^/]+)?$/, 'recommendation'],
];

/**
 * Notes how a visitor who agreed to it has come to a store's or product's page. Nobody waits for it: a visit that is lost is one
 * fewer in a count, and never an order.
 */
export function noteArrival(shop: Shop, visitor: Visitor): void {
  if (consentOf(visitor) !== true) return;
  const touch = arrivalOf(shop, visitor);
  // A redirect keeps the address of the page before: what a link has brought is noted already.
  if (touch !== undefined && visitor.cookie(byLink) !== undefined) {
    visitor.remove(byLink);
    return;
  }
  if (touch === undefined) return;
  visitor.api(endpoints.recordTouches, { body: { touches: [touch] } }).catch((error: unknown) => {
    shop.options.onError(error, 'arrival');
  });
}

/** What is to be told of this page view; undefined where it is no arrival at a store. */
export function arrivalOf(shop: Shop, visitor: Visitor): TouchIn | undefined {
  const { url } = visitor;
  const [, place, name = ''] = /^\/(stores|products)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (place === undefined) return undefined;
  const referrer = visitor.request.headers.get('referer') ?? undefined;
  const from = referrer !== undefined && URL.canParse(referrer) ? new URL(referrer) : undefined;
  const isOurs = from !== undefined && [url.host, new URL(shop.options.publicUrl).host].includes(from.host);
  const campaign = campaignOf(url.searchParams);
  const listed = isOurs ? surfaces.find(([path]) => path.test(from.pathname))?.[1] : undefined;
  if (isOurs && listed === undefined) return undefined;
  const more = {
    ...(referrer === undefined ? {} : { referrer: referrer.slice(0, 2000) }),
    ...(campaign === undefined ? {} : { campaign }),
  };
  if (place === 'stores') {
    if (!/^(?=.{3,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return undefined;
    return { storeSlug: name, surface: listed ?? 'store', ...more };
  }
  if (fromPublicId('product', name) === undefined) return undefined;
  return { productId: name, surface: listed ?? 'product', ...more };
}

function campaignOf(query: URLSearchParams): NonNullable<TouchIn['campaign']> | undefined {
  const found = Object.fromEntries(
    (['source', 'medium'] as const).flatMap((name) => {
      const value = query.get(`utm_${name}`)?.slice(0, 100);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const name = query.get('utm_campaign')?.slice(0, 100);
  const all = { ...found, ...(name === undefined || name === '' ? {} : { name }) };
  return Object.keys(all).length === 0 ? undefined : all;
}
