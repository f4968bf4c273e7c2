import { field, group } from '../fields/field.ts';
import { count, days, hours, score as points, ppm, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

const weight = (label: ReturnType<typeof text>, description: ReturnType<typeof text>, value: number) =>
  field(share(), { default: value, source: 'hazumi', confidence: 'D', label, description });

export const score = group(
  text('店铺评分', '店舗スコア', 'Store score'),
  text(
    '0到5分，由商品、物流、服务三部分组成。',
    '商品、物流、サービスからなる0から5のスコア。',
    'From 0 to 5, of goods, logistics and service.',
  ),
  {
    goodsPpm: weight(
      text('商品权重', '商品の重み', 'Weight of goods'),
      text(
        '商品部分在总分中的权重。',
        'スコア全体に占める商品の重みです。',
        'The weight of the goods part in the score.',
      ),
      500_000,
    ),
    logisticsPpm: weight(
      text('物流权重', '物流の重み', 'Weight of logistics'),
      text(
        '物流部分在总分中的权重。',
        'スコア全体に占める物流の重みです。',
        'The weight of the logistics part in the score.',
      ),
      250_000,
    ),
    servicePpm: weight(
      text('服务权重', 'サービスの重み', 'Weight of service'),
      text(
        '服务部分在总分中的权重。',
        'スコア全体に占めるサービスの重みです。',
        'The weight of the service part in the score.',
      ),
      250_000,
    ),
    lowRatingPpm: weight(
      text('差评率权重', '低評価率の重み', 'Low ratings in goods'),
      text(
        '差评率在商品部分中的权重，其余为品质退货率。',
        '商品の部分に占める低評価率の重みで、残りは品質による返品率です。',
        'The weight of the low-rating rate within goods; the rest is the quality-return rate.',
      ),
      500_000,
    ),
    pickupPpm: weight(
      text('揽收及时率权重', '期限内集荷の重み', 'Pickup in logistics'),
      text(
        '揽收及时率在物流部分中的权重，其余为准时送达率。',
        '物流の部分に占める期限内集荷の重みで、残りは期日どおりの配達です。',
        'The weight of pickup in time within logistics; the rest is on-time delivery.',
      ),
      500_000,
    ),
    afterSalePpm: weight(
      text('售后时长权重', '対応時間の重み', 'After-sale time in service'),
      text(
        '售后处理时长在服务部分中的权重，其余为回复时长。',
        'サービスの部分に占めるアフターサービスの所要時間の重みで、残りは返信までの時間です。',
        'The weight of the hours to solve an after-sale within service; the rest is the time to reply.',
      ),
      500_000,
    ),
    lowRatingStars: field(count(1, 4), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      label: text('差评星级', '低評価の星の数', 'Low rating'),
      description: text(
        '不高于此星数的评价算作差评。',
        'この数以下の星の評価を低評価とします。',
        'A review with at most this many stars counts as low.',
      ),
    }),
    pickupHours: field(hours(1, 720), {
      default: 48,
      source: 'wechat',
      confidence: 'P',
      label: text('揽收时限', '集荷の期限', 'Pickup within'),
      description: text(
        '付款后多久内被承运方揽收算及时。',
        '支払いからこの時間内の集荷を期限内とします。',
        'A parcel scanned by the carrier within this time of payment is in time.',
      ),
    }),
    windowDays: field(days(7, 365), {
      default: 90,
      source: 'tiktok',
      confidence: 'P',
      label: text('统计期', '集計期間', 'Window'),
      description: text(
        '评分依据最近多少天的订单。',
        'スコアの対象となる直近の日数です。',
        'The days of orders on which the score rests.',
      ),
    }),
    minimumOrders: field(count(1, 10_000), {
      default: 30,
      source: 'tiktok',
      confidence: 'P',
      label: text('最少订单数', '最少の注文数', 'Orders needed'),
      description: text(
        '统计期内订单少于此数的店铺没有评分，而不是低分。',
        '集計期間の注文がこれより少ない店舗は低いスコアではなく、スコアなしです。',
        'A store with fewer orders in the window has no score, rather than a low one.',
      ),
    }),
    priorOrders: field(count(0, 10_000), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('先验权重', '事前分布の重み', 'Weight of the prior'),
      description: text(
        '类目平均水平相当于多少个订单的观察。',
        'カテゴリの平均を何件分の実績として扱うかです。',
        "How many orders of experience the category's average is worth.",
      ),
    }),
    averageScoreMilli: field(points(1), {
      default: 4_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('类目平均得分', 'カテゴリ平均の得点', 'Score of the average'),
      description: text(
        '各项表现与类目平均相同的店铺得到的分数。',
        'すべてカテゴリの平均と同じ店舗が得るスコアです。',
        'What a store scores whose every metric is like the average of its category.',
      ),
    }),
    leastRatePpm: field(ppm(1, 1_000_000), {
      default: 1_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('类目平均比率的下限', 'カテゴリ平均の率の下限', 'Least average rate'),
      description: text(
        '类目平均比率低于此值时按此值计，以免一次差评拉低全部得分。',
        'カテゴリの平均がこれより低くてもこの値とみなし、一件の低評価で下がりすぎないようにします。',
        'The average rate of a category counts as at least this, so that a single complaint is not ruinous.',
      ),
    }),
    leastHours: field(hours(1, 72), {
      default: 1,
      source: 'hazumi',
      confidence: 'D',
      label: text('类目平均时长的下限', 'カテゴリ平均の時間の下限', 'Least average time'),
      description: text(
        '类目平均时长短于此值时按此值计。',
        'カテゴリの平均がこれより短くてもこの値とみなします。',
        'The average time of a category counts as at least this.',
      ),
    }),
  },
);
