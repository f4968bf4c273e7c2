/** Finds on a page what its reader can't read: another language of the interface, a key that has no text, a code of ours. */
import { messagesIn } from '@hazumi/console/testing';
import { type Locale, locales } from '@hazumi/contracts';
import { messagesByLocale } from '@hazumi/storefront/testing';

/** Every character that a character set of two bytes has: what is not in it is not written in its language. */
function charactersOf(encoding: 'gb2312' | 'euc-jp'): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding);
  const found = new Set<string>();
  for (let lead = 0xa1; lead <= 0xfe; lead += 1)
    for (let trail = 0xa1; trail <= 0xfe; trail += 1)
      found.add(decoder.decode(new Uint8Array([lead, trail])));
  return found;
}

const written = { 'zh-CN': charactersOf('gb2312'), ja: charactersOf('euc-jp') };
const han = /\p{Script=Han}/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Three words in a row are English; a name has fewer. */
const english = /\b[A-Za-z]?[a-z]+ [a-z]+ [a-z]+\b/;
const key = /^[a-z]\w*(?:\.[a-z]\w*)+$/i;
const code = /^[a-z]+(?:[A-Z][a-z]+)+$/;
const hole = /\{\w+[,}]/;

const messages = Object.fromEntries(locales.map((locale) => [locale, plainMessagesOf(locale)])) as Record<
  Locale,
  ReadonlySet<string>
>;

/** All texts of console and shop that need no argument. */
function plainMessagesOf(locale: Locale): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!/[{<]/.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) walk(one);
  };
  walk(messagesIn(locale));
  walk(messagesByLocale[locale]);
  return found;
}

/**
 * What of these texts does not belong on a page in this language, each with why.
 *
 * @param given what people wrote themselves, which is in whatever language they speak
 */
export function foreignIn(locale: Locale, texts: readonly string[], given: readonly string[]): string[] {
  const known = given.toSorted((a, b) => b.length - a.length);
  return texts.flatMap((whole) => {
    const text = known.reduce((rest, one) => rest.replaceAll(one, '·'), whole).trim();
    const reason = reasonAgainst(locale, text);
    return reason === undefined ? [] : [`${reason}: ${whole}`];
  });
}

function reasonAgainst(locale: Locale, text: string): string | undefined {
  if (hole.test(text)) return 'a text that lacks its argument';
  if (key.test(text) && !text.includes('.json') && !text.includes('.csv')) return 'a key';
  if (code.test(text)) return 'a code';
  if (!messages[locale].has(text)) {
    const other = locales.find((one) => one !== locale && messages[one].has(text));
    if (other !== undefined) return `a text in ${other}`;
  }
  if (locale === 'en') return han.test(text) || kana.test(text) ? 'no English' : undefined;
  if (english.test(text)) return 'English';
  if (locale === 'zh-CN' && kana.test(text)) return 'Japanese';
  const strange = [...text].find((letter) => han.test(letter) && !written[locale].has(letter));
  return strange === undefined ? undefined : `a character of another language (${strange})`;
}
