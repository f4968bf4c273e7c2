import { field, group } from '../fields/field.ts';
import { COUNTRY_CATEGORY_KEY, COUNTRY_KEY, ppm, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const tax = group(
  text('税', '税', 'Tax'),
  text(
    '价格中所含的税；本市场的价格都是含税价。',
    '価格に含まれる税。この市場の価格はすべて税込みです。',
    'The tax contained in prices; all prices of this market include it.',
  ),
  {
    includedPpm: field(ppm(0, 1_000_000), {
      default: 0,
      source: 'hazumi',
      confidence: 'D',
      label: text('默认税率', '既定の税率', 'Rate elsewhere'),
      description: text(
        '未列出的国家或地区适用的税率。',
        '一覧にない国・地域に適用する税率です。',
        'The rate of a country that is not listed.',
      ),
    }),
    includedByCountryPpm: field(table(COUNTRY_KEY, ppm(0, 1_000_000)), {
      default: { CN: 130_000, DE: 190_000, FR: 200_000, GB: 200_000, JP: 100_000, KR: 100_000, SG: 90_000 },
      source: 'law',
      confidence: 'P',
      note: 'As commonly published, to be checked against the law before trading. Not listed: US and BR, where tax is not one rate a country.',
      label: text('各国标准税率', '国別の標準税率', 'Standard rate by country'),
      description: text(
        '店铺所在国家或地区的标准税率，对净额计算。',
        '店舗の国・地域の標準税率で、税抜き額に対するものです。',
        "The standard rate of the store's country, on the net amount.",
      ),
    }),
    includedByCountryAndCategoryPpm: field(table(COUNTRY_CATEGORY_KEY, ppm(0, 1_000_000)), {
      default: {
        'CN/books': 90_000,
        'CN/fresh-food': 90_000,
        'DE/books': 70_000,
        'DE/food': 70_000,
        'DE/fresh-food': 70_000,
        'FR/books': 55_000,
        'FR/food': 55_000,
        'FR/fresh-food': 55_000,
        'GB/books': 0,
        'JP/food': 80_000,
        'JP/fresh-food': 80_000,
      },
      source: 'law',
      confidence: 'P',
      note: 'Reduced rates for whole categories only; a law that splits a category needs a category of its own.',
      label: text('各国各类目税率', '国・カテゴリ別の税率', 'Rate by country and category'),
      description: text(
        '某些国家对某些类目适用的不同税率，键为“国家/类目”。',
        '特定の国の特定カテゴリに適用する税率で、キーは「国/カテゴリ」です。',
        'Rates that differ for a category in a country, under the key country/category.',
      ),
    }),
  },
);
