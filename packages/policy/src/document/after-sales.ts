import { field, group } from '../fields/field.ts';
import { CATEGORY_SLUG, count, days, hours, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const afterSales = group(
  text('售后', 'アフターサービス', 'After-sales'),
  text(
    '退货、退款与纠纷的时限。',
    '返品、返金、紛争の期限。',
    'Time limits of returns, refunds and disputes.',
  ),
  {
    returnWindowDays: field(days(0, 365), {
      default: 7,
      source: 'law',
      confidence: 'V',
      note: "China's law on consumers' rights, article 25: seven days from receipt without giving a reason.",
      label: text('退货期', '返品期間', 'Return window'),
      description: text(
        '买家收货后可以申请退货的天数。',
        '購入者が受け取りから返品を申請できる日数です。',
        'How long after receipt a buyer may ask to return goods.',
      ),
    }),
    returnWindowDaysByCategory: field(table(CATEGORY_SLUG, days(0, 365)), {
      default: { 'fresh-food': 1 },
      source: 'hazumi',
      confidence: 'D',
      label: text('各类目退货期', 'カテゴリ別の返品期間', 'Return window by category'),
      description: text(
        '退货期与其他类目不同的类目。',
        '返品期間が他と異なるカテゴリです。',
        'Categories whose return window differs.',
      ),
    }),
    requestsPerItem: field(count(1, 50), {
      default: 5,
      source: 'wechat',
      confidence: 'P',
      label: text('每件商品的售后次数', '商品ごとの申請回数', 'Requests per item'),
      description: text(
        '同一件商品最多可以申请售后的次数。',
        '同じ商品についてアフターサービスを申請できる回数の上限です。',
        'How often an after-sale may be requested for the same item.',
      ),
    }),
    sellerResponseHours: field(hours(1, 720), {
      default: 48,
      source: 'hazumi',
      confidence: 'D',
      label: text('商家处理时限', '店舗の回答期限', 'Merchant answers within'),
      description: text(
        '商家应在多久内答复售后申请，逾期视为同意。',
        '店舗が申請に回答する期限で、過ぎると同意とみなします。',
        'The time a merchant has to answer a request; silence counts as consent.',
      ),
    }),
    returnShipmentDays: field(days(1, 60), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('买家寄回时限', '返送の期限', 'Return is sent within'),
      description: text(
        '同意退货后，买家应在多久内寄回商品。',
        '返品の承認後、購入者が商品を返送する期限です。',
        'The time a buyer has to send the goods back once a return is agreed.',
      ),
    }),
    arbitrationDays: field(days(1, 90), {
      default: 7,
      source: 'wechat',
      confidence: 'P',
      label: text('申请仲裁期限', '仲裁の申請期間', 'Arbitration window'),
      description: text(
        '商家拒绝后，买家可以申请平台仲裁的天数。',
        '店舗が拒否したあと、購入者が仲裁を申請できる日数です。',
        'How long after a refusal the buyer may call for arbitration.',
      ),
    }),
  },
);
