import type { BodyOf, endpoints } from '@hazumi/contracts';
import { readCookies } from '../http/cookies.ts';
import { formOf, PlainBrowser, type Visit } from './browser.ts';
import { FakeProblem, newId } from './fake.api.ts';
import { createTestShop } from './shop.ts';

/** A shop whose API knows one link, and keeps what it is told of visitors. */
export function createVisitorShop() {
  const shop = createTestShop();
  const followed: { visitor: string | undefined; token: string }[] = [];
  const noted: BodyOf<typeof endpoints.recordTouches>['touches'] = [];
  const visitorOf = (headers: Headers) => readCookies(headers.get('cookie')).get('visitor');
  const { handlers } = shop.fake;
  handlers.giveConsent = (_input, asker) => {
    const token = 'v'.repeat(43);
    asker.setCookie('visitor', token);
    return { token };
  };
  handlers.withdrawConsent = (_input, asker) => asker.setCookie('visitor', '') as undefined;
  handlers.recordTouches = ({ body }) => {
    noted.push(...body.touches);
    return { noted: body.touches.length };
  };
  handlers.followLink = ({ body }, _asker, headers) => {
    if (body.token !== 'A'.repeat(16)) throw new FakeProblem('not_found');
    followed.push({ visitor: visitorOf(headers), token: body.token });
    return { storeId: newId('store'), storeSlug: 'shanshui', target: { kind: 'store' }, isNoted: true };
  };
  const browser = new PlainBrowser(shop);
  return {
    fake: shop.fake,
    followed,
    noted,
    browser: {
      get: (path: string, headers?: Record<string, string>) => browser.get(path, headers),
      /** sends the page's own form, to where the page is */
      submit: (page: Visit, values: Record<string, string>) => browser.send(formOf(page, page.path), values),
    },
  };
}
