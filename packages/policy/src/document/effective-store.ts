import { field, group } from '../fields/field.ts';
import { CATEGORY_SLUG, count, days, money, score, share, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const effectiveStore = group(
  text('有效店铺', '有効店舗', 'Effective store'),
  text(
    '北极星指标：达到活跃标准的店铺。',
    'ノーススター指標である、活動の基準を満たす店舗。',
    'The North Star: what a store must do to count as effective.',
  ),
  {
    windowDays: field(days(7, 365), {
      default: 28,
      source: 'hazumi',
      confidence: 'D',
      label: text('统计期', '集計期間', 'Window'),
      description: text(
        '判断店铺是否有效的天数。',
        '有効かどうかを判断する日数です。',
        'The days over which a store is judged.',
      ),
    }),
    inStockDays: field(days(0, 365), {
      default: 21,
      source: 'hazumi',
      confidence: 'D',
      label: text('有货天数', '在庫のある日数', 'Days in stock'),
      description: text(
        '至少有多少天有可购买的现货商品。',
        '購入できる在庫のある日が最低何日必要かです。',
        'On how many days at least something must have been in stock to buy.',
      ),
    }),
    clearedOrders: field(count(1, 1_000), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('已完结订单数', '確定した注文数', 'Cleared orders'),
      description: text(
        '至少要有多少个过了退货期的订单。',
        '返品期間を過ぎた注文が最低何件必要かです。',
        'How many orders past their return window it needs.',
      ),
    }),
    buyers: field(count(1, 1_000), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('独立买家数', '購入者の人数', 'Buyers'),
      description: text(
        '这些订单至少来自多少位与主体无关的买家，同一主体下每位买家只计一次。',
        '注文が関連主体と無関係な購入者最低何人からのものかで、一つの主体につき一人は一度だけ数えます。',
        'From how many buyers not linked to the principal they must come; each counts once a principal.',
      ),
    }),
    feeFloor: field(money(), {
      default: yuan(5),
      source: 'hazumi',
      confidence: 'D',
      label: text('实付费用下限', '支払い手数料の下限', 'Fees paid'),
      description: text(
        '这些订单实际缴纳的费用须高于此数。',
        'それらの注文で実際に支払った手数料がこの額を超える必要があります。',
        'The fees really paid on them must be above this.',
      ),
    }),
    feeFloorByCategory: field(table(CATEGORY_SLUG, money()), {
      default: {},
      source: 'hazumi',
      confidence: 'D',
      label: text('各类目费用下限', 'カテゴリ別の手数料の下限', 'Fees paid by category'),
      description: text(
        '费用下限与其他类目不同的类目。',
        '手数料の下限が他と異なるカテゴリです。',
        'Categories whose floor differs.',
      ),
    }),
    onTimeShipmentPpm: field(share(), {
      default: 900_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('准时发货率', '期限内発送の割合', 'On-time shipment'),
      description: text(
        '准时发货的订单至少占多少。',
        '期限内に発送した注文の割合の下限です。',
        'The share of orders that must have been shipped in time.',
      ),
    }),
    refundPercentilePpm: field(share(), {
      default: 950_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('退款率分位', '返金率の百分位', 'Refund percentile'),
      description: text(
        '退款率须低于本类目的此分位。',
        '返金率がカテゴリ内のこの百分位を下回る必要があります。',
        "Refunds must lie below this percentile of the store's category.",
      ),
    }),
    refundComparedStores: field(count(1, 10_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('退款率比较店铺数', '返金率を比べる店舗数', 'Stores compared by refunds'),
      description: text(
        '类目内有订单的店铺少于此数时与全平台比较；全平台也不足时不比较。',
        'カテゴリで注文のある店舗がこの数に満たないときは市場全体と比べ、それでも足りなければ比べません。',
        'With fewer stores that have orders in a category, the whole market is compared; with fewer there, nothing is.',
      ),
    }),
    minimumScoreMilli: field(score(), {
      default: 4_200,
      source: 'article',
      confidence: 'D',
      label: text('最低评分', '最低スコア', 'Lowest score'),
      description: text(
        '评分须达到此值，或因太新而尚无评分。',
        'スコアがこの値以上か、新しくてまだスコアがないことが必要です。',
        'The score it needs, unless it is too new to have one.',
      ),
    }),
    fraudLimitPpm: field(share(), {
      default: 500_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('作弊概率上限', '不正の確率の上限', 'Fraud limit'),
      description: text(
        '作弊的后验概率须低于此值。',
        '不正の事後確率がこの値を下回る必要があります。',
        'The posterior probability of fraud must lie below this.',
      ),
    }),
    activationDays: field(days(1, 365), {
      default: 14,
      source: 'hazumi',
      confidence: 'D',
      label: text('激活期', '稼働までの期間', 'Activated within'),
      description: text(
        '开店后多久内有第一个完结订单算激活。',
        '開店からこの日数以内に最初の注文が確定すると稼働開始です。',
        'A store is activated when its first order clears within this time of opening.',
      ),
    }),
    coreWindows: field(count(1, 24), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('核心店铺期数', '中核となる期数', 'Core after'),
      description: text(
        '连续多少个统计期有效，算作核心店铺。',
        '有効な集計期間が何回続くと中核店舗になるかです。',
        'A store that was effective for this many windows running is core.',
      ),
    }),
    dormantDays: field(days(1, 730), {
      default: 56,
      source: 'hazumi',
      confidence: 'D',
      label: text('沉睡期', '休眠までの日数', 'Dormant after'),
      description: text(
        '多久没有完结订单，算作沉睡店铺。',
        '確定した注文がこの日数ないと休眠店舗になります。',
        'A store without a cleared order for this long is dormant.',
      ),
    }),
  },
);
