import type { Locale } from '@hazumi/contracts';
import { chanceOf } from '../chance.ts';
import type { Business } from '../story/types.ts';
import { nameOf } from './names.ts';
import { type Home, homeOf } from './places.ts';

export interface Shopper extends Home {
  number: number;
  /** null: a guest, who leaves an address at the till and no account */
  email: string | null;
  name: string;
  locale: Locale;
  /** day of the story on which they first come */
  since: number;
  /** how often they buy, beside the others */
  zeal: number;
  /** stores they come back to */
  favourites: readonly string[];
  /** keeps money in a balance and buys at one touch */
  hasBalance: boolean;
}

/** Some 400 shoppers, most of whom come back: few buy very often, many now and then. The first one's login is printed. */
export function makeShoppers(
  seed: number,
  count: number,
  businesses: readonly Business[],
  days: number,
): Shopper[] {
  const chance = chanceOf(seed, 'shoppers');
  const stores = businesses.flatMap(({ locale, stores: own }) => own.map((store) => ({ locale, store })));
  return Array.from({ length: count }, (_, number): Shopper => {
    const locale =
      number === 0
        ? 'zh-CN'
        : chance.weighted(['zh-CN', 'ja', 'en'] as const, (one) => ({ 'zh-CN': 62, ja: 24, en: 14 })[one]);
    const name = number === 0 ? '苏小满' : nameOf(chance, locale);
    const isGuest = number > 0 && chance.of(0.06);
    return {
      number,
      email: number === 0 ? 'shopper@hazumi.example' : isGuest ? null : `shopper${number}@people.example`,
      name,
      locale,
      // The market grows: more than half of its shoppers come in its second half.
      since: number === 0 ? 0 : Math.floor(days * chance.next() ** 0.75 * 0.97),
      zeal: number === 0 ? 0.9 : isGuest ? 0.3 : 0.35 + 3 / (1 + number * 0.05) + chance.next() * 0.8,
      favourites: Array.from(
        { length: chance.whole(1, 4) },
        () => chance.weighted(stores, (one) => one.store.pull * (one.locale === locale ? 4 : 1)).store.slug,
      ),
      hasBalance: !isGuest && (number === 0 || chance.of(0.58)),
      ...homeOf(chance, locale, name),
    };
  });
}
