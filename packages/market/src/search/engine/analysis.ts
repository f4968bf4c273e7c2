/**
 * Turns titles and queries into terms, the same way for both. Latin words lose case, accents and endings; numbers part from their
 * units; runs of Han and kana become pairs of characters, in simplified script and hiragana. No dictionary: what a language writes
 * otherwise is met by the index itself (joined and parted words, spelling) and by a table of synonyms.
 */
import { fold } from '../search.terms.ts';
import { simplified } from './script.ts';
import { stem } from './stem.ts';

export interface Token {
  /** as it is matched: stemmed, folded */
  term: string;
  /** as it was written, folded: what spelling and suggestions work with */
  surface: string;
  /** the last character of a longer run, alone */
  isTail?: boolean;
}

const unitNames: Record<string, string> = {
  inch: 'inch inches in "',
  foot: "foot feet ft '",
  yard: 'yard yards yd yds',
  gallon: 'gallon gallons gal',
  quart: 'quart quarts qt',
  pound: 'pound pounds lb lbs',
  ounce: 'ounce ounces oz',
  ampere: 'ampere amperes amp amps',
  volt: 'volt volts v',
  watt: 'watt watts w',
  millimetre: 'millimetre millimeter millimeters mm',
  centimetre: 'centimetre centimeter centimeters cm',
  metre: 'metre metres meter meters m',
  gram: 'gram grams g',
  kilogram: 'kilogram kilograms kg',
  litre: 'litre litres liter liters l',
  millilitre: 'millilitre milliliter ml',
  pack: 'pack packs pk',
  piece: 'piece pieces pc pcs',
  gauge: 'gauge ga',
  square: 'square sq',
  cubic: 'cubic cu',
  ton: 'ton tons',
};
const units = new Map(
  Object.entries(unitNames).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);
/** Only these mean the unit where no number stands before them. */
const aloneUnits = new Set(
  [...units.keys()].filter((name) => name.length > 2 || ['ft', 'lb', 'oz', 'sq', 'cu'].includes(name)),
);
const unitAfterNumber = new RegExp(
  `(\\d)[\\s-]*(${[...units.keys()]
    .filter((name) => /[a-z]/.test(name))
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![a-z])`,
  'g',
);
const numberWords = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, at) => [word, String(at)]),
);

/** Words that say nothing of goods. */
const stopWords = new Set('a an and as at be by for from in is it of on or that the this to with'.split(' '));

const run = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]`;
const pieces = new RegExp(
  String.raw`(?<run>${run}+)|\d+\/\d+|\d*\.\d+|(?:(?!${run})[\p{L}\p{N}])+|["']`,
  'gu',
);
const longestTerm = 40;

/** Terms of a text in its order. `DeckOver` is two words; `24in`, `24"` and `24-Inch` are one number and one unit. */
export function analyse(text: string): Token[] {
  const written = fold(text.normalize('NFKC').replaceAll(/(\p{Ll}{2})(\p{Lu}\p{Ll})/gu, '$1 $2'))
    .replaceAll('⁄', '/')
    .replaceAll(/[’‘′]/g, "'")
    .replaceAll(/[”“″]|''/g, '"')
    .replaceAll(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replaceAll(/(\d["']?|\d(?:in|ft|mm|cm)|\d[\s-]*[a-z]{1,6}\.?\s)\s*(?:x|×|by|\*)\s*(?=\d)/g, '$1 ')
    .replaceAll(/(?<![\p{L}\p{N}])x(?=\d)/gu, '')
    .replaceAll(unitAfterNumber, '$1 $2 ')
    .replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '');
  const tokens: Token[] = [];
  let afterNumber = false;
  for (const match of written.matchAll(pieces)) {
    const piece = match[0].slice(0, longestTerm);
    if (match.groups?.run !== undefined) {
      const characters = [...simplified(match[0])];
      for (let at = 0; at < characters.length; at += 1) {
        const pair = characters.slice(at, at + 2).join('');
        const isTail = at > 0 && at === characters.length - 1;
        tokens.push({ term: pair, surface: pair, ...(isTail ? { isTail } : {}) });
      }
      afterNumber = false;
      continue;
    }
    const unit = afterNumber || aloneUnits.has(piece) ? units.get(piece) : undefined;
    const isNumber = /^[\d./]+$/.test(piece);
    afterNumber = isNumber;
    if (unit !== undefined) tokens.push({ term: unit, surface: unit });
    else if (piece === '"' || piece === "'") continue;
    else if (isNumber) tokens.push({ term: plainNumber(piece), surface: piece });
    else tokens.push({ term: numberWords.get(piece) ?? stem(piece), surface: piece });
  }
  return tokens;
}

/** The terms of a title, in its order, without words that say nothing. */
export const titleTokens = (text: string): Token[] => meaningful(analyse(text));

/** What a query asks for. A run of characters asks for its pairs; its last character alone only ends a title's. */
export const queryTokens = (text: string): Token[] =>
  meaningful(analyse(text)).filter((token) => !token.isTail);

function meaningful(tokens: readonly Token[]): Token[] {
  const kept = tokens.filter((token) => !stopWords.has(token.surface));
  return kept.length > 0 ? kept : [...tokens];
}

/** `.50`, `0.5` and `0.50` are one number. */
function plainNumber(written: string): string {
  if (!written.includes('.')) return written;
  return written.replace(/0+$/, '').replace(/^\./, '0.').replace(/\.$/, '');
}
