/**
 * Turns texts and queries into search terms. PostgreSQL's own configurations know neither Chinese nor Japanese, so the program makes
 * the terms and the database only stores and compares them: a run of Han, kana or Hangul becomes its pairs of characters, any other
 * word itself. Nothing here depends on a dictionary or on the version of one, so an index never has to be rebuilt for it.
 */

/**
 * Letters of scripts that are written without spaces (and Hangul, whose endings stick to the words), with their marks of repetition and
 * length. The scripts also hold symbols, such as radicals shown alone: those are no words.
 */
const run = String.raw`(?=[\p{L}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]`;
const pieces = new RegExp(`(?<run>(?:${run})+)|(?:(?!${run})[\\p{L}\\p{N}])+`, 'gu');

const longestTerm = 64;
/** Positions in a tsvector end at 16,383; a text that long has long said what it is about. */
const mostTerms = 4_000;

/** The four weights of PostgreSQL's ts_rank, from the title (A) down to the description (D). */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** Full and half width, case, accents of Latin letters, and katakana against hiragana make no difference. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll(/[\u30a1-\u30f6]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60));
}

/** Harman's S-stemmer, with the plurals of -ss, -x, -z, -ch and -sh: English plurals find their singular and the other way round. */
export function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word;
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/(?:us|ss|is)$/.test(word)) return word;
  return word.slice(0, -1);
}

/** Terms of a text in its order, as they are stored. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const match of fold(text).matchAll(pieces)) {
    if (match.groups?.run === undefined) {
      terms.push(singular(match[0].slice(0, longestTerm)));
      continue;
    }
    const characters = [...match[0]];
    // The last character stands alone as well: with it each character begins a term, and one alone is found by its beginning.
    for (let at = 0; at < characters.length; at += 1) terms.push(characters.slice(at, at + 2).join(''));
  }
  return terms;
}

/** The text of a tsvector of these texts: `'red':1A 'kettl':2A`. */
export function searchVector(parts: readonly { text: string; weight: Weight }[]): string {
  const places = new Map<string, string[]>();
  let position = 0;
  for (const { text, weight } of parts) {
    for (const term of termsOf(text)) {
      if (position >= mostTerms) break;
      position += 1;
      const known = places.get(term);
      if (known === undefined) places.set(term, [`${position}${weight}`]);
      // Saying a word more often than this makes goods no more about it.
      else if (known.length < 4) known.push(`${position}${weight}`);
    }
  }
  return [...places].map(([term, at]) => `'${term}':${at.join(',')}`).join(' ');
}

/**
 * The tsqueries of what somebody typed: goods with `all` of the terms, and with `some` of them (which is only worth asking where there
 * are several). Undefined where the text holds no word at all.
 */
export function searchQuery(text: string): { all: string; some: string | undefined } | undefined {
  const terms = new Set<string>();
  for (const match of fold(text).matchAll(pieces)) {
    if (match.groups?.run === undefined) {
      terms.add(`'${singular(match[0].slice(0, longestTerm))}'`);
      continue;
    }
    const characters = [...match[0]];
    if (characters.length === 1) terms.add(`'${characters[0]}':*`);
    for (let at = 0; at < characters.length - 1; at += 1)
      terms.add(`'${characters.slice(at, at + 2).join('')}'`);
  }
  if (terms.size === 0) return undefined;
  // A text of hundreds of words is no search; its first ones say enough.
  const used = [...terms].slice(0, 40);
  return { all: used.join(' & '), some: used.length > 1 ? used.join(' | ') : undefined };
}
