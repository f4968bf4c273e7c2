import { field, group } from '../fields/field.ts';
import { CATEGORY_SLUG, choice, days, flag, money, ppm, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const fees = group(
  text('技术服务费', '手数料', 'Fees'),
  text(
    '平台从每笔销售中收取的份额。',
    '販売ごとにプラットフォームが受け取る割合。',
    "The platform's share of a sale.",
  ),
  {
    standardPpm: field(ppm(0, 100_000), {
      default: 50_000,
      source: 'wechat',
      confidence: 'D',
      note: 'WeChat charges 1 to 5 % by category (V); the upper end is for categories without a rate of their own.',
      label: text('标准费率', '標準料率', 'Standard rate'),
      description: text(
        '类目没有单独费率时适用的费率。',
        'カテゴリに固有の料率がないときに適用する料率です。',
        'The rate of a category that has none of its own.',
      ),
    }),
    byCategoryPpm: field(table(CATEGORY_SLUG, ppm(0, 100_000)), {
      default: {
        appliances: 20_000,
        baby: 30_000,
        books: 20_000,
        digital: 20_000,
        food: 20_000,
        'fresh-food': 10_000,
      },
      source: 'wechat',
      confidence: 'D',
      note: 'The range of 1 to 5 % is verified; which category pays what is our default.',
      label: text('各类目费率', 'カテゴリ別料率', 'Rate by category'),
      description: text(
        '各类目的费率；子类目没有单独费率时沿用上级类目的费率。',
        'カテゴリごとの料率です。下位カテゴリに固有の料率がなければ上位のものを使います。',
        'The rate of a category; one without a rate of its own takes that of the category above it.',
      ),
    }),
    rounding: field(
      choice({
        halfUp: text('四舍五入', '四捨五入', 'Nearest'),
        floor: text('向下取整', '切り捨て', 'Down'),
      }),
      {
        default: 'halfUp',
        source: 'hazumi',
        confidence: 'D',
        label: text('费用取整方式', '手数料の端数処理', 'Rounding of the fee'),
        description: text(
          '每个订单行的费用如何取整到最小货币单位。',
          '注文明細ごとの手数料を最小通貨単位に丸める方法です。',
          'How the fee of an order line is rounded to the minor unit.',
        ),
      },
    ),
    returnedOnRefund: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('退款时退还费用', '返金時に手数料を返す', 'Returned on refund'),
      description: text(
        '商品退款时，是否按比例把费用退还给商家。',
        '商品の返金に応じて、手数料を店舗に返すかどうかです。',
        'Whether the fee on goods that are refunded goes back to the merchant.',
      ),
    }),
    firstStorePpm: field(ppm(0, 100_000), {
      default: 10_000,
      source: 'wechat',
      confidence: 'V',
      label: text('首店费率', '1号店の料率', 'First store: rate'),
      description: text(
        '执照名下第一家店在优惠期内的费率。',
        '許可証の1号店に優遇期間中適用する料率です。',
        'The rate of the first store of a licence while the reduction lasts.',
      ),
    }),
    firstStoreDaysFromFirstPaid: field(days(0, 3_650), {
      default: 90,
      source: 'wechat',
      confidence: 'V',
      label: text('首单后的优惠期', '初回入金からの優遇期間', 'First store: days from the first paid order'),
      description: text(
        '首店优惠从第一笔已支付订单起持续多久。',
        '1号店の優遇が、最初の支払い済み注文から続く日数です。',
        'How long the reduction lasts from the first paid order.',
      ),
    }),
    firstStoreDaysFromOpening: field(days(0, 3_650), {
      default: 180,
      source: 'wechat',
      confidence: 'V',
      label: text('开店后的优惠上限', '開店からの優遇期限', 'First store: days from opening'),
      description: text(
        '首店优惠自开店起最长持续多久，无论何时成交第一单。',
        '最初の注文がいつであっても、1号店の優遇が開店から続く最長の日数です。',
        'The longest that the reduction lasts from the opening, whenever the first order comes.',
      ),
    }),
    firstStoreTurnoverCap: field(money(), {
      default: yuan(1_500_000),
      source: 'wechat',
      confidence: 'V',
      label: text('首店优惠的成交额上限', '1号店優遇の売上上限', 'First store: turnover cap'),
      description: text(
        '首店成交额达到此数后，优惠结束。',
        '1号店の売上がこの額に達すると、優遇は終わります。',
        'The reduction ends when the store has turned over this much.',
      ),
    }),
    firstStoreTurnoverCapByCategory: field(table(CATEGORY_SLUG, money()), {
      default: { appliances: yuan(1_000_000), digital: yuan(1_000_000), jewellery: yuan(1_000_000) },
      source: 'wechat',
      confidence: 'V',
      note: '1.5 or 1.0 million yuan by category is verified; which categories have the lower cap is our default.',
      label: text('各类目的优惠上限', 'カテゴリ別の優遇上限', 'First store: turnover cap by category'),
      description: text(
        '成交额上限与其他类目不同的类目。',
        '売上上限が他と異なるカテゴリです。',
        'Categories whose cap differs from the general one.',
      ),
    }),
  },
);
