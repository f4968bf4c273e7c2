import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { testTime } from './ids.ts';

type Version = AnswerInput<typeof endpoints.listPolicyVersions>['data'][number];

const words = (zh: string, ja: string, en: string) => ({ 'zh-CN': zh, ja, en });
const field = <T extends object>(
  label: ReturnType<typeof words>,
  about: ReturnType<typeof words>,
  rest: T,
) => ({
  title: label.en,
  'x-title': label,
  description: about.en,
  'x-description': about,
  'x-source': 'wechat',
  'x-confidence': 'D',
  ...rest,
});
const money = {
  type: 'object',
  properties: { currency: { type: 'string' }, amountMinor: { type: 'integer', minimum: 0 } },
};

/** A small policy with a field of each shape, as the market's JSON Schema tells them. */
export const policySchema = {
  type: 'object',
  properties: {
    fees: {
      type: 'object',
      ...field(
        words('技术服务费', '手数料', 'Fees'),
        words(
          '平台从每笔销售中收取的份额。',
          '販売ごとにプラットフォームが受け取る割合。',
          "The platform's share of a sale.",
        ),
        {},
      ),
      properties: {
        standardPpm: field(
          words('标准费率', '標準料率', 'Standard rate'),
          words(
            '类目没有单独费率时适用。',
            'カテゴリに固有の料率がないときに適用します。',
            'Where a category has none of its own.',
          ),
          {
            type: 'integer',
            minimum: 0,
            maximum: 100_000,
            default: 50_000,
            'x-unit': 'ppm',
            $comment: 'WeChat charges 1 to 5 % by category.',
          },
        ),
        byCategoryPpm: field(
          words('各类目费率', 'カテゴリ別料率', 'Rate by category'),
          words('各类目的费率。', 'カテゴリごとの料率です。', 'The rate of a category.'),
          {
            type: 'object',
            propertyNames: { type: 'string' },
            additionalProperties: { type: 'integer', minimum: 0, maximum: 100_000 },
            default: { books: 20_000, food: 20_000 },
            'x-unit': 'ppm',
          },
        ),
        rounding: field(
          words('费用取整方式', '手数料の端数処理', 'Rounding of the fee'),
          words(
            '如何取整到最小货币单位。',
            '最小通貨単位に丸める方法です。',
            'How it is rounded to the minor unit.',
          ),
          { type: 'string', enum: ['halfUp', 'floor'], default: 'halfUp' },
        ),
        returnedOnRefund: field(
          words('退款时退还费用', '返金時に手数料を返す', 'Returned on refund'),
          words(
            '退款时是否退还费用。',
            '返金に応じて手数料を返すかどうかです。',
            'Whether it goes back with a refund.',
          ),
          { type: 'boolean', default: true },
        ),
        firstStoreTurnoverCap: field(
          words('首店优惠的成交额上限', '1号店優遇の売上上限', 'First store: turnover cap'),
          words('达到后优惠结束。', '達すると優遇は終わります。', 'The reduction ends at it.'),
          {
            ...money,
            default: { currency: 'CNY', amountMinor: 150_000_000 },
            'x-unit': 'minorUnits',
            'x-confidence': 'V',
          },
        ),
      },
    },
    orders: {
      type: 'object',
      ...field(
        words('订单', '注文', 'Orders'),
        words('订单的时限。', '注文の期限です。', 'Times of orders.'),
        {},
      ),
      properties: {
        unpaidExpiryMinutes: field(
          words('未付款订单的有效期', '未払い注文の有効期間', 'Unpaid orders expire'),
          words('超时后释放库存。', '過ぎると在庫が戻ります。', 'Then the stock goes back.'),
          {
            type: 'integer',
            minimum: 1,
            maximum: 1440,
            default: 15,
            'x-unit': 'minutes',
            'x-confidence': 'P',
          },
        ),
      },
    },
    deposit: {
      type: 'object',
      ...field(
        words('浮动保证金', '変動保証金', 'Floating deposit'),
        words('按近期成交额收取。', '直近の売上に応じて求めます。', 'Asked for by trailing turnover.'),
        {},
      ),
      properties: {
        tiers: field(
          words('档位', '区分', 'Tiers'),
          words('各档对应的保证金。', '区分ごとの保証金です。', 'The deposit of each range.'),
          {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              properties: {
                from: { ...money, 'x-title': words('成交额达到', '売上', 'Turnover from') },
                required: { ...money, 'x-title': words('保证金', '保証金', 'Deposit') },
              },
            },
            default: [
              { from: { currency: 'CNY', amountMinor: 0 }, required: { currency: 'CNY', amountMinor: 0 } },
              {
                from: { currency: 'CNY', amountMinor: 500_000 },
                required: { currency: 'CNY', amountMinor: 10_000 },
              },
            ],
          },
        ),
      },
    },
  },
};

export const policyDocument = {
  fees: {
    standardPpm: 50_000,
    byCategoryPpm: { books: 20_000, food: 15_000 },
    rounding: 'halfUp',
    returnedOnRefund: true,
    firstStoreTurnoverCap: { currency: 'CNY', amountMinor: 150_000_000 },
  },
  orders: { unpaidExpiryMinutes: 15 },
  deposit: { tiers: policySchema.properties.deposit.properties.tiers.default },
};

export const policyVersions: Version[] = [
  {
    number: 2,
    digest: 'b'.repeat(64),
    author: 'ops@hazumi.example',
    reason: '降低食品类目费率，吸引茶与调味品商家。',
    createdAt: testTime(-700),
    startsAt: testTime(-690),
    rollbackOf: null,
    approvedBy: ['approver@hazumi.example'],
    state: 'inForce',
  },
  {
    number: 1,
    digest: 'c'.repeat(64),
    author: 'system',
    reason: 'The first version.',
    createdAt: testTime(-9000),
    startsAt: testTime(-9000),
    rollbackOf: null,
    approvedBy: [],
    state: 'replaced',
  },
];
