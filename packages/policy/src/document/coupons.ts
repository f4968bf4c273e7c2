import { field, group } from '../fields/field.ts';
import { choice, count, days, list, ppm, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const coupons = group(
  text('优惠券', 'クーポン', 'Coupons'),
  text(
    '优惠券的下限、数量、有效期与叠加。',
    'クーポンの下限、数量、有効期間、併用。',
    'Floors, limits, validity and stacking of coupons.',
  ),
  {
    priceFloorPpm: field(share(), {
      default: 200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('最低折后价', '値引き後の下限', 'Price floor'),
      description: text(
        '用券后的价格不得低于原价的此比例。',
        'クーポン適用後の価格は、元の価格のこの割合を下回れません。',
        'With all coupons applied, a price is never below this share of the original.',
      ),
    }),
    perPerson: field(count(1, 1_000), {
      default: 1,
      source: 'hazumi',
      confidence: 'D',
      label: text('每人限领', '一人あたりの上限', 'Per person'),
      description: text(
        '商家没有另行设置时，每人最多可领的张数。',
        '店舗の指定がないとき、一人が取得できる枚数の上限です。',
        'How many one person may claim unless the merchant says otherwise.',
      ),
    }),
    totalLimit: field(count(1, 100_000_000), {
      default: 1_000_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('发放总量上限', '発行総数の上限', 'Total limit'),
      description: text(
        '一个优惠券活动最多可以发放的张数。',
        '一つの企画で発行できる枚数の上限です。',
        'The most coupons that one campaign may issue.',
      ),
    }),
    validityDays: field(days(1, 3_650), {
      default: 365,
      source: 'hazumi',
      confidence: 'D',
      label: text('最长有效期', '最長の有効期間', 'Longest validity'),
      description: text(
        '按起止日期设置时，有效期最长多少天。',
        '期間で指定するときの有効期間の上限です。',
        'The longest range of dates for which a coupon may be valid.',
      ),
    }),
    validityDaysFromClaim: field(days(1, 3_650), {
      default: 90,
      source: 'hazumi',
      confidence: 'D',
      label: text('领取后最长有效期', '取得からの最長期間', 'Longest validity from claim'),
      description: text(
        '按领取时间计算时，有效期最长多少天。',
        '取得時から数えるときの有効期間の上限です。',
        'The longest validity that counts from the claim.',
      ),
    }),
    stackedPerOrder: field(count(1, 20), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('每单叠加张数', '注文あたりの併用数', 'Stacked per order'),
      description: text(
        '一个订单最多可以叠加使用的券数。',
        '一つの注文で併用できる枚数の上限です。',
        'The most coupons that one order may combine.',
      ),
    }),
    applicationOrder: field(
      list(
        choice({
          product: text('商品券', '商品クーポン', 'Product'),
          store: text('店铺券', '店舗クーポン', 'Store'),
          platform: text('平台券', 'プラットフォームクーポン', 'Platform'),
        }),
        3,
        3,
      ),
      {
        default: ['product', 'store', 'platform'],
        source: 'hazumi',
        confidence: 'D',
        label: text('使用顺序', '適用の順序', 'Order of application'),
        description: text(
          '叠加时各类券依次抵扣的顺序。',
          '併用するときに各種クーポンを適用する順序です。',
          'The order in which stacked coupons are applied.',
        ),
      },
    ),
    tokenUses: field(count(1, 1_000_000), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('隐藏券链接的使用次数上限', '隠しクーポンのリンクの使用上限', 'Uses of a hidden token'),
      description: text(
        '一个隐藏券链接最多可以被使用多少次。',
        '隠しクーポンの一つのリンクを使える回数の上限です。',
        'How often one token of a hidden coupon may be used at most.',
      ),
    }),
    guessesPerMinute: field(count(1, 10_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('每分钟试码次数', '1分あたりの試行回数', 'Guesses a minute'),
      description: text(
        '同一来源每分钟最多可以提交多少个无效券码。',
        '同じ接続元が1分間に送れる無効なコードの上限です。',
        'How many tokens that open nothing one caller may try a minute.',
      ),
    }),
    afterSaleReservePpm: field(ppm(0, 1_000_000), {
      default: 50_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('售后准备金', 'アフターサービスの引当', 'After-sale reserve'),
      description: text(
        '检查毛利时为退货与售后预留的比例。',
        '採算を確かめるとき、返品などに備えて見込む割合です。',
        'The share of the price kept back for returns when the margin of an offer is checked.',
      ),
    }),
  },
);
