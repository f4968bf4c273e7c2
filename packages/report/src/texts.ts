/** The languages that every report speaks. */
export const locales = ['zh-CN', 'ja', 'en'] as const;
export type Locale = (typeof locales)[number];

/** One text in each language of a report. */
export type Text = Readonly<Record<Locale, string>>;

/** What reads the same in every language: an identifier, a digest, a name that is not translated. */
export function same(text: string): Text {
  return { 'zh-CN': text, ja: text, en: text };
}

/** Fills `{name}` in each language; a value may itself be a text in three languages. */
export function fill(text: Text, values: Readonly<Record<string, string | number | Text>>): Text {
  const filled = (locale: Locale): string =>
    text[locale].replaceAll(/\{(\w+)\}/g, (all, name: string) => {
      const value = values[name];
      if (value === undefined) return all;
      return typeof value === 'object' ? value[locale] : String(value);
    });
  return { 'zh-CN': filled('zh-CN'), ja: filled('ja'), en: filled('en') };
}
