import { type Locale, locales } from '@hazumi/contracts';
import type { Colour } from '../drawing/colour.ts';
import type { Look, MotifName } from '../drawing/draw.ts';
import type { Pattern } from '../drawing/solids.ts';
import type { StageName } from '../drawing/stage.ts';
import { type Shelf, writeOut } from './catalogue-text.ts';
import type { GoodsStory, Texts } from './types.ts';

/** What a maker makes: a rice bowl, a notebook. */
export interface Form {
  titles: Texts;
  notes: Texts;
  motif: MotifName;
  yuan: number;
  freightYuan?: number;
  options?: string;
  pull?: number;
  categorySlug?: string;
  stage?: StageName;
}

/** How it is finished: a glaze, a cloth, a colour way. */
export interface Finish {
  titles: Texts;
  notes: Texts;
  colour: Colour;
  accent: Colour;
  pattern?: Pattern;
  /** the price as a multiple of the form's */
  factor?: number;
}

export interface Family {
  /** beginning of the goods' numbers */
  prefix: string;
  forms: Readonly<Record<string, Form>>;
  finishes: Readonly<Record<string, Finish>>;
  /** which form is made in which finishes: `rice: ash lapis`, a line a form; `*` behind a finish asks for two pictures */
  made: string;
  /** the title of a form in a finish */
  title: Readonly<Record<Locale, (form: string, finish: string) => string>>;
}

const plain = (form: string, finish: string): string => `${finish} ${form}`;
/** As makers in these languages put it: 粉引 飯碗 and "Rice bowl, white slip". */
export const usualTitle: Family['title'] = {
  'zh-CN': plain,
  ja: plain,
  en: (form, finish) => `${form}, ${finish}`,
};

/** The goods of makers who offer the same things in several finishes. */
export function compose(shelf: Shelf, family: Family): GoodsStory[] {
  const pairs = family.made
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [form = '', finishes = ''] = line.split(':').map((part) => part.trim());
      return finishes
        .split(/\s+/)
        .map((finish) => [form, finish.replace('*', ''), finish.endsWith('*')] as const);
    });
  return pairs.map(([formName, finishName, hasTwo], at) => {
    const form = family.forms[formName];
    const finish = family.finishes[finishName];
    if (form === undefined || finish === undefined)
      throw new Error(`nobody makes ${formName} in ${finishName}`);
    const titles: Texts = {};
    const notes: Texts = {};
    for (const locale of locales) {
      const [name, manner] = [form.titles[locale], finish.titles[locale]];
      if (name !== undefined && manner !== undefined) titles[locale] = family.title[locale](name, manner);
      const both = [form.notes[locale], finish.notes[locale]].filter((note) => note !== undefined);
      if (both.length > 0) notes[locale] = both.join(locale === 'en' ? ' ' : '');
    }
    return writeOut(shelf, {
      code: `${family.prefix}${String(at + 1).padStart(2, '0')}`,
      look: {
        motif: form.motif,
        colour: finish.colour,
        accent: finish.accent,
        ...(finish.pattern === undefined ? {} : { pattern: finish.pattern }),
        ...(form.stage === undefined ? {} : { stage: form.stage }),
      } as Look,
      yuan: Math.round(form.yuan * (finish.factor ?? 1)),
      ...(form.freightYuan === undefined ? {} : { freightYuan: form.freightYuan }),
      ...(form.options === undefined ? {} : { options: form.options }),
      ...(form.categorySlug === undefined ? {} : { categorySlug: form.categorySlug }),
      pull: form.pull ?? 3,
      pictures: hasTwo ? 2 : 1,
      titles,
      notes,
    });
  });
}
