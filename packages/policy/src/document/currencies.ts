import { field, group } from '../fields/field.ts';
import { CURRENCY_KEY, currencyCode, ppm, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const currencies = group(
  text('货币', '通貨', 'Currencies'),
  text(
    '规则中的金额门槛如何换算到店铺所用的货币。',
    '規則の金額の基準を、店舗の通貨にどう読み替えるか。',
    'How the amounts in the rules are read in the currency of a store.',
  ),
  {
    referenceCurrency: field(currencyCode(), {
      default: 'CNY',
      source: 'hazumi',
      confidence: 'D',
      label: text('基准货币', '基準通貨', 'Reference currency'),
      description: text(
        '参考换算率以一个单位的这种货币为基准。',
        '参考換算率はこの通貨の1単位を基準とします。',
        'The currency of which one unit is the base of the reference rates.',
      ),
    }),
    referenceRatesPpm: field(table(CURRENCY_KEY, ppm(1, 1_000_000_000_000)), {
      default: {
        BRL: 750_000,
        CNY: 1_000_000,
        EUR: 125_000,
        GBP: 110_000,
        HKD: 1_100_000,
        JPY: 20_000_000,
        KRW: 190_000_000,
        SGD: 180_000,
        TWD: 4_400_000,
        USD: 140_000,
      },
      source: 'hazumi',
      confidence: 'D',
      note: 'Round figures on purpose: they place thresholds, and never convert money that anybody pays.',
      label: text('参考换算率', '参考換算率', 'Reference rates'),
      description: text(
        '一个单位的基准货币折合多少各种货币；只用于换算门槛，不用于任何收付款。',
        '基準通貨1単位が各通貨でいくらに当たるかを示し、基準額の読み替えだけに使い、支払いには使いません。',
        'How much of each currency stands for one unit of the reference currency; used to read thresholds, never to convert a payment.',
      ),
    }),
  },
);
