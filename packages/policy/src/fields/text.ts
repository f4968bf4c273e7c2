/** The languages of the market, and text in all of them. */

export const LOCALES = ['zh-CN', 'ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The same words in every language. */
export type Text = Readonly<Record<Locale, string>>;

/** A text for each language, in the order zh-CN, ja, en. */
export function text(chinese: string, japanese: string, english: string): Text {
  return { 'zh-CN': chinese, ja: japanese, en: english };
}

/** A text made of other texts, language by language. */
export function composeText(write: (locale: Locale) => string): Text {
  return { 'zh-CN': write('zh-CN'), ja: write('ja'), en: write('en') };
}
