import type { Locale } from '@hazumi/contracts';
import type { Colour } from '../drawing/colour.ts';
import type { Look } from '../drawing/draw.ts';

/** Text in the market's languages; a language left out has none. */
export type Texts = Partial<Record<Locale, string>>;

/** 中文, 日本語, English. */
export const say = (zh: string, ja: string, en: string): Record<Locale, string> => ({ 'zh-CN': zh, ja, en });

/** What variants differ in. */
export interface OptionSet {
  name: Texts;
  values: readonly {
    texts: Texts;
    /** the price as a multiple of the first's */
    factor: number;
    /** end of the variant's code: `LJ01-100` */
    mark: string;
  }[];
}

export interface SkuStory {
  code: string;
  options: Texts[];
  priceMinor: number;
  compareAtMinor: number | null;
  /** of a piece; null: the store's freight */
  freightMinor: number | null;
}

export interface GoodsStory {
  /** the store's own number; unique in it */
  code: string;
  categorySlug: string;
  texts: Partial<Record<Locale, { title: string; description: string }>>;
  optionName: Texts | null;
  skus: SkuStory[];
  look: Look;
  /** how much shoppers want it, beside the other goods of its store */
  pull: number;
  /** 1, or 2 where a second picture shows it from near */
  pictures: 1 | 2;
}

export interface StoreStory {
  slug: string;
  texts: Record<Locale, { name: string; description: string }>;
  categorySlug: string;
  /** in yuan; goods from `freeFrom` on are shipped free */
  freight: { yuan: number; freeFrom: number | null };
  /** day of the story on which it opens; the first orders come on day 0 */
  opensOn: number;
  /** how much shoppers want it, beside the other stores */
  pull: number;
  goods: GoodsStory[];
}

export interface PersonStory {
  /** unique in the story: `mei.tea` */
  key: string;
  name: string;
  locale: Locale;
}

export interface Business {
  key: string;
  licence: {
    legalName: string;
    country: string;
    registrationNumber: string;
    address: { region: string; city: string; street: string; postalCode: string };
  };
  /** its own language; every text has it */
  locale: Locale;
  owner: PersonStory;
  staff: readonly (PersonStory & { role: 'manager' | 'clerk' | 'finance' })[];
  /** who carries its parcels */
  carriers: readonly string[];
  /** days from payment to shipment, and from there to the door: the usual value */
  pace: { ship: number; deliver: number };
  walls: readonly Colour[];
  stores: StoreStory[];
}
