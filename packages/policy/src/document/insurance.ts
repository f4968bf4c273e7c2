import { field, group } from '../fields/field.ts';
import { CATEGORY_SLUG, count, money, ppm, share, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const insurance = group(
  text('运费险', '返品送料保険', 'Return-shipping insurance'),
  text(
    '退货运费由保险支付的条件与保费。',
    '返品の送料を保険で支払う条件と保険料。',
    'When the freight of a return is paid, and what the insurance costs.',
  ),
  {
    policiesPerOrder: field(count(1, 10), {
      default: 1,
      source: 'wechat',
      confidence: 'P',
      label: text('每单保单数', '注文あたりの契約数', 'Policies per order'),
      description: text(
        '一个订单最多可以有几份运费险。',
        '一つの注文に付けられる保険の数です。',
        'How many policies one order may have.',
      ),
    }),
    claimsPerOrder: field(count(1, 10), {
      default: 1,
      source: 'wechat',
      confidence: 'P',
      label: text('每单理赔次数', '注文あたりの請求回数', 'Claims per order'),
      description: text(
        '一个订单最多可以理赔几次，凭承运方揽收记录赔付。',
        '一つの注文で請求できる回数で、運送会社の集荷記録に基づいて支払います。',
        "How often one order may claim; it pays on the carrier's scan.",
      ),
    }),
    coverage: field(money(), {
      default: { currency: 'CNY', amountMinor: 1_200 },
      source: 'hazumi',
      confidence: 'D',
      label: text('赔付上限', '補償の上限', 'Coverage'),
      description: text(
        '一次退货最多赔付的运费。',
        '一回の返品で支払う送料の上限です。',
        'The most freight that is paid for one return.',
      ),
    }),
    returnRatePpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('先验退货率', '想定返品率', 'Expected return rate'),
      description: text(
        '类目没有单独数值时，计算保费所用的退货率。',
        'カテゴリに固有の値がないとき、保険料の計算に使う返品率です。',
        'The return rate from which premiums are computed unless the category has its own.',
      ),
    }),
    returnRateByCategoryPpm: field(table(CATEGORY_SLUG, share()), {
      default: { apparel: 300_000, shoes: 250_000, books: 20_000, food: 20_000 },
      source: 'hazumi',
      confidence: 'D',
      label: text('各类目先验退货率', 'カテゴリ別の想定返品率', 'Expected return rate by category'),
      description: text(
        '各类目计算保费所用的退货率。',
        '保険料の計算に使うカテゴリごとの返品率です。',
        'The return rate of a category from which premiums are computed.',
      ),
    }),
    priorOrders: field(count(0, 10_000), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('先验权重', '想定の重み', 'Weight of the expected rate'),
      description: text(
        '先验退货率相当于多少个订单的观察，其余看店铺自己的退货率。',
        '想定返品率を何件分の実績として扱い、残りを店舗の実績で見るかです。',
        "How many orders of experience the expected rate is worth beside the store's own returns.",
      ),
    }),
    loadingPpm: field(ppm(1_000_000, 5_000_000), {
      default: 1_200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('保费加成', '保険料の割増', 'Loading'),
      description: text(
        '保费为退货率乘以赔付上限再乘以此比例。',
        '保険料は返品率と補償上限とこの割合の積です。',
        'The premium is the return rate times the coverage times this.',
      ),
    }),
  },
);
