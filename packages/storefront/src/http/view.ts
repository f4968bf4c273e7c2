import { type Locale, locales, localizedText } from '@hazumi/contracts';
import { formatDay, formatMoney, formatShortDay, formatTime } from '../i18n/format.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import type { Shop } from './shop.ts';

/** What every component needs to write in a language. Holds nothing of the visitor, so that pages may be shared. */
export interface View {
  locale: Locale;
  t: Translate;
  shop: Shop;
  /** path and query of the page by which it is found again, in any language */
  here: string;
  money(amountMinor: number, currency: string): string;
  time(instant: string): string;
  day(instant: string): string;
  /** without the year: where the whole day stands nearby */
  shortDay(instant: string): string;
  /** a text that comes in several languages, in the reader's or the next best */
  text(texts: Partial<Record<Locale, string>>): string;
  /** the language of that text where it is another than the reader's, for `lang` attributes */
  langOf(texts: Partial<Record<Locale, unknown>>): Locale | undefined;
}

export function createView(shop: Shop, locale: Locale, here: string): View {
  return {
    locale,
    t: translator(locale),
    shop,
    here,
    money: (amountMinor, currency) => formatMoney(locale, amountMinor, currency),
    time: (instant) => formatTime(locale, instant),
    day: (instant) => formatDay(locale, instant),
    shortDay: (instant) => formatShortDay(locale, instant),
    text: (texts) => localizedText(texts, locale) ?? '',
    langOf(texts) {
      if (texts[locale] !== undefined) return undefined;
      return locales.find(
        (other) => texts[other] !== undefined && texts[other] === localizedText(texts, locale),
      );
    },
  };
}
