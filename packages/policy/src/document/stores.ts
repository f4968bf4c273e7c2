import { field, group } from '../fields/field.ts';
import { count, days } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const stores = group(
  text('店铺', '店舗', 'Stores'),
  text(
    '一张执照可以开多少店。',
    '一つの営業許可証でいくつの店舗を開けるか。',
    'How many stores a licence may open.',
  ),
  {
    storesPerLicence: field(count(1, 1_000), {
      default: 30,
      source: 'article',
      confidence: 'P',
      note: 'Douyin allows 5 per store type (practitioners).',
      label: text('每张执照的店铺上限', '許可証ごとの店舗数の上限', 'Stores per licence'),
      description: text(
        '一张营业执照名下最多可以同时拥有的店铺数。',
        '一つの営業許可証が同時に持てる店舗数の上限です。',
        'The most stores that one licence may hold at the same time.',
      ),
    }),
    youngStoreDays: field(days(0, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('新店期', '新店期間', 'Young store'),
      description: text(
        '店铺开业后在这段时间内算作新店。',
        '開店からこの日数のあいだ、店舗は新店として数えられます。',
        'A store counts as young for this long after it opens.',
      ),
    }),
    youngStoresPerLicence: field(count(1, 1_000), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      note: 'Equal to storesPerLicence, so that it limits nothing until an operator lowers it.',
      label: text('每张执照的新店上限', '許可証ごとの新店の上限', 'Young stores per licence'),
      description: text(
        '一张执照名下最多可以同时有多少家新店。',
        '一つの許可証が同時に持てる新店の上限です。',
        'The most young stores that one licence may hold at the same time.',
      ),
    }),
  },
);
