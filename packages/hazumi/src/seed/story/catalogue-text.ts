import { type Locale, locales } from '@hazumi/contracts';
import type { Colour } from '../drawing/colour.ts';
import type { Look, MotifName } from '../drawing/draw.ts';
import type { Pattern } from '../drawing/solids.ts';
import type { StageName } from '../drawing/stage.ts';
import type { GoodsStory, OptionSet, SkuStory, Texts } from './types.ts';

/** What the goods of one store share. */
export interface Shelf {
  categorySlug: string;
  /** stands below the note of each of the goods, in its language */
  house: Texts;
  options: Readonly<Record<string, OptionSet>>;
  /** last digits that prices of this maker have: 8 and 9 are lucky in one place, 0 and 5 plain in another */
  endings: readonly number[];
}

/** Goods before their variants and descriptions are written out. */
export interface Entry {
  code: string;
  look: Look;
  yuan: number;
  formerYuan?: number;
  freightYuan?: number;
  options?: string;
  pull: number;
  pictures: 1 | 2;
  titles: Texts;
  notes: Texts;
  categorySlug?: string;
}

/**
 * Reads goods from a text that people can write and review:
 *
 *     = LJ01 tin/tall #5d7f4e #e8dcae leaves | 168<198 packs | 7 two
 *     zh 西湖龙井 明前特级 :: 狮峰山老茶树，清明前手工采制。
 *     ja 西湖龍井 明前特級
 *     en West Lake Longjing, first grade :: Picked by hand before Qingming.
 *
 * First its number and look (motif, two colours, then a pattern or `@stage` if any), then the price in yuan (`<` the former one,
 * `+` freight of a piece) with the variants' name, then its pull, `two` for a second picture and `in:` another category. Below it
 * a line a language: title, and a note behind `::`.
 *
 * @throws Error naming the line that it does not understand
 */
export function readGoods(shelf: Shelf, text: string): GoodsStory[] {
  const found: Entry[] = [];
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line === '') continue;
    if (line.startsWith('= ')) found.push(readHead(line));
    else readText(line, found.at(-1));
  }
  return found.map((entry) => writeOut(shelf, entry));
}

function readHead(line: string): Entry {
  const [look = '', offer = '', rest = ''] = line
    .slice(2)
    .split('|')
    .map((part) => part.trim());
  const [code = '', motif, colour, accent, ...manner] = look.split(/\s+/);
  const price = /^([\d.]+)(?:<([\d.]+))?(?:\+([\d.]+))?(?: (\w+))?$/.exec(offer);
  const [pull = '', ...flags] = rest.split(/\s+/);
  if (price === null || accent === undefined || !(Number(pull) > 0)) throw new Error(`not goods: ${line}`);
  const stage = manner.find((word) => word.startsWith('@'))?.slice(1);
  const pattern = manner.find((word) => !word.startsWith('@'));
  const category = flags.find((flag) => flag.startsWith('in:'))?.slice(3);
  return {
    code,
    // The story's test draws everything, so a name that nobody can draw does not get past it.
    look: {
      motif: motif as MotifName,
      colour: colour as Colour,
      accent: accent as Colour,
      ...(pattern === undefined ? {} : { pattern: pattern as Pattern }),
      ...(stage === undefined ? {} : { stage: stage as StageName }),
    } as Look,
    yuan: Number(price[1]),
    ...(price[2] === undefined ? {} : { formerYuan: Number(price[2]) }),
    ...(price[3] === undefined ? {} : { freightYuan: Number(price[3]) }),
    ...(price[4] === undefined ? {} : { options: price[4] }),
    ...(category === undefined ? {} : { categorySlug: category }),
    pull: Number(pull),
    pictures: flags.includes('two') ? 2 : 1,
    titles: {},
    notes: {},
  };
}

const localeOf: Readonly<Record<string, Locale>> = { zh: 'zh-CN', ja: 'ja', en: 'en' };

function readText(line: string, entry: Entry | undefined): void {
  const locale = localeOf[line.slice(0, 2)];
  if (locale === undefined || entry === undefined || line[2] !== ' ') throw new Error(`not a text: ${line}`);
  const [title = '', note] = line.slice(3).split(' :: ');
  entry.titles[locale] = title;
  if (note !== undefined) entry.notes[locale] = note;
}

/** The goods as their store will create them. */
export function writeOut(shelf: Shelf, entry: Entry): GoodsStory {
  const texts: GoodsStory['texts'] = {};
  for (const locale of locales) {
    const title = entry.titles[locale];
    if (title === undefined) continue;
    const parts = [entry.notes[locale], shelf.house[locale]].filter((part) => part !== undefined);
    texts[locale] = { title, description: parts.join('\n\n') };
  }
  const options = entry.options === undefined ? undefined : shelf.options[entry.options];
  if (entry.options !== undefined && options === undefined) {
    throw new Error(`${entry.code} has variants that nobody described: ${entry.options}`);
  }
  const values = options?.values ?? [{ texts: {}, factor: 1, mark: '' }];
  const skus = values.map(({ texts: option, factor, mark }): SkuStory => {
    const price = factor === 1 ? entry.yuan : priced(entry.yuan * factor, shelf.endings);
    return {
      code: mark === '' ? entry.code : `${entry.code}-${mark}`,
      options: options === undefined ? [] : [option],
      priceMinor: minor(price),
      compareAtMinor:
        entry.formerYuan === undefined
          ? null
          : minor(
              factor === 1
                ? entry.formerYuan
                : Math.max(price + 1, priced(entry.formerYuan * factor, shelf.endings)),
            ),
      freightMinor: entry.freightYuan === undefined ? null : minor(entry.freightYuan),
    };
  });
  return {
    code: entry.code,
    categorySlug: entry.categorySlug ?? shelf.categorySlug,
    texts,
    optionName: options?.name ?? null,
    skus,
    look: entry.look,
    pull: entry.pull,
    pictures: entry.pictures,
  };
}

const minor = (yuan: number): number => Math.round(yuan * 100);

/** The nearest whole price that ends as this maker's prices do. */
function priced(yuan: number, endings: readonly number[]): number {
  const base = Math.floor(yuan / 10) * 10;
  const near = [-10, 0, 10].flatMap((tens) => endings.map((ending) => base + tens + ending));
  return near
    .filter((price) => price > 0)
    .reduce((best, price) => (Math.abs(price - yuan) < Math.abs(best - yuan) ? price : best));
}
