import { field, group } from '../fields/field.ts';
import { choice, count, days, decimal, list, money, share, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

/** What can tie two licences or people together. */
const link = () =>
  choice({
    licence: text('执照', '許可証', 'Licence'),
    payoutAccount: text('收款账户', '出金口座', 'Payout account'),
    paymentInstrument: text('支付工具', '支払い手段', 'Payment instrument'),
    device: text('设备', '端末', 'Device'),
    returnAddress: text('退货地址', '返送先住所', 'Return address'),
  });

export const fraud = group(
  text('虚假交易', '架空取引', 'Fake sales'),
  text(
    '识别刷单，使其无利可图。',
    '架空注文を見分け、割に合わなくする規則。',
    'How fabricated sales are recognised, so that they do not pay.',
  ),
  {
    strongLinks: field(list(link(), 0, 5), {
      default: ['licence', 'payoutAccount', 'paymentInstrument'],
      source: 'hazumi',
      confidence: 'D',
      label: text('强关联', '強い関連', 'Strong links'),
      description: text(
        '共用这些信息的各方合并为同一关联主体。',
        'これらを共有する者同士は一つの関連主体にまとめます。',
        'Parties that share one of these are merged into one principal.',
      ),
    }),
    weakLinks: field(list(link(), 0, 5), {
      default: ['device', 'returnAddress'],
      source: 'hazumi',
      confidence: 'D',
      label: text('弱关联', '弱い関連', 'Weak links'),
      description: text(
        '共用这些信息只影响评分，不会合并主体。',
        'これらの共有は採点だけに使い、主体をまとめません。',
        'Sharing one of these only scores; it never merges.',
      ),
    }),
    ordersPerPair: field(count(1, 1_000), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('同一买家与主体的订单数', '同じ購入者と主体の注文数', 'Orders per buyer and principal'),
      description: text(
        '统计期内同一买家与同一主体之间超过此数的订单不计奖励。',
        '集計期間に同じ購入者と主体の間でこの数を超えた注文は、報酬の対象外です。',
        'Orders of one buyer at one principal beyond this number within the window earn no reward.',
      ),
    }),
    ordersPerPairDays: field(days(1, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('统计期', '集計期間', 'Window for such orders'),
      description: text(
        '统计同一买家与主体订单数所用的天数。',
        '購入者と主体の組の注文を数える日数です。',
        'The days in which orders of a buyer at a principal are counted.',
      ),
    }),
    cycleLength: field(count(2, 20), {
      default: 6,
      source: 'hazumi',
      confidence: 'D',
      label: text('资金环路长度', '資金の循環の長さ', 'Length of cycles'),
      description: text(
        '主体之间的付款在多少步以内绕回原处，视为环路。',
        '主体間の支払いがこの段数以内で元に戻ると循環とみなします。',
        'Payments between principals that come back within this many steps are a cycle.',
      ),
    }),
    scorecard: field(table(/^[a-z]+([A-Z][a-z]+)*$/, decimal(-20, 20)), {
      default: {
        addressConcentration: 1.4,
        browsingBeforeBuying: -1.2,
        burst: 1.1,
        buyerBreadth: -1.5,
        denseBlock: 1,
        hourOfDay: 0.5,
        intercept: -4,
        priceRoundness: 0.4,
        weakLinks: 1.8,
      },
      source: 'hazumi',
      confidence: 'D',
      note: 'Log-odds for each standard deviation; to be fitted in the twin against the best attacker found.',
      label: text('评分卡权重', '採点表の重み', 'Scorecard'),
      description: text(
        '逻辑评分卡中各项特征的权重，正数增加作弊概率。',
        'ロジスティック採点表の各特徴の重みで、正の値は不正の確率を上げます。',
        'The weight of each feature of the logistic scorecard; a positive one raises the probability of fraud.',
      ),
    }),
    scorecardStores: field(count(2, 10_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      note: 'The standard deviation of a handful of stores is noise: of two stores, one is always odd.',
      label: text('评分所需店铺数', '採点に要る店舗数', 'Stores to compare with'),
      description: text(
        '类目内有私域订单的店铺少于此数时，与全市场比较；全市场也不足时，不评判任何店铺。',
        'カテゴリ内でプライベート注文のある店舗がこれより少ないときは市場全体と比べ、それでも足りなければどの店舗も判定しません。',
        'With fewer stores than this in a category, a store is compared with the whole market; with fewer there too, none is judged.',
      ),
    }),
    scorecardOrders: field(count(1, 1_000), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('评分所需订单数', '採点に要る注文数', 'Orders to be scored'),
      description: text(
        '统计期内私域订单少于此数的店铺不作评判。',
        '集計期間のプライベート注文がこれより少ない店舗は判定しません。',
        'A store with fewer private orders than this within the window is not judged.',
      ),
    }),
    scorecardHalfOrders: field(count(0, 1_000), {
      default: 8,
      source: 'hazumi',
      confidence: 'D',
      note: 'Bühlmann credibility, orders / (orders + this): of five orders, one in the busiest hour is a fifth already. With 8, simulated stores that sell to groups keep their rewards in 99 of 100.',
      label: text('偏差折半的订单数', '偏差が半分になる注文数', 'Orders at which deviations count half'),
      description: text(
        '订单越少，偏差越可能出于偶然：订单数等于此数时偏差计一半，越多越接近全计。',
        '注文が少ないほど偏差は偶然かもしれません。注文がこの数なら偏差は半分、多いほど全部に近く数えます。',
        'The fewer orders, the more a deviation may be chance: with this many orders it counts half, with more nearly whole.',
      ),
    }),
    deviationsMin: field(decimal(0, 5), {
      default: 1,
      source: 'hazumi',
      confidence: 'D',
      note: 'Stores of a category differ. With neither, one honest store in twenty was excluded in simulated markets, and more than half of those that sell to groups.',
      label: text('正常差异', '通常の差', 'Usual deviation'),
      description: text(
        '在此标准差以内属于店铺间的正常差异，不计；只计超出的部分。',
        '標準偏差のこの倍数までは店舗間の通常の差として数えず、超えた分だけを数えます。',
        'Up to so many standard deviations is how stores differ, and counts nothing; only what lies beyond counts.',
      ),
    }),
    deviationsMax: field(decimal(0.5, 10), {
      default: 4,
      source: 'hazumi',
      confidence: 'D',
      label: text('偏差上限', '偏差の上限', 'Largest deviation'),
      description: text(
        '单项特征最多计为多少个标准差，以免一项异常决定全部。',
        '一つの特徴を標準偏差の何倍まで数えるかの上限で、一つの異常だけで決まるのを防ぎます。',
        'A feature counts as at most this many standard deviations, so that no single oddity decides alone.',
      ),
    }),
    roundAmount: field(money(), {
      default: yuan(10),
      source: 'hazumi',
      confidence: 'D',
      label: text('整数金额', '切りのよい金額', 'Round amounts'),
      description: text(
        '此金额的整数倍视为整数金额。',
        'この額の整数倍を切りのよい金額とみなします。',
        'An amount is round when it is a multiple of this.',
      ),
    }),
    exclusionPpm: field(share(), {
      default: 500_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('排除阈值', '除外の基準', 'Exclusion'),
      description: text(
        '作弊概率达到此值的订单不计奖励。',
        '不正の確率がこの値以上の注文は報酬の対象外です。',
        'An order whose probability of fraud reaches this earns no reward.',
      ),
    }),
    peelingDays: field(days(1, 90), {
      default: 7,
      source: 'research',
      confidence: 'D',
      note: 'Peeling of dense blocks after FRAUDAR; it feeds priors and never bans.',
      label: text('团伙检测周期', '集団検出の周期', 'Peeling every'),
      description: text(
        '每隔多久对可疑部分做一次团伙检测。',
        '疑わしい部分で集団検出を行う間隔です。',
        'How often the suspicious part is searched for dense blocks.',
      ),
    }),
    peelingFromPpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('团伙检测起点', '集団検出の下限', 'Peeling from'),
      description: text(
        '作弊概率达到此值的买家与店铺才进入团伙检测。',
        '不正の確率がこの値以上の購入者と店舗だけを集団検出の対象にします。',
        'Only buyers and stores with at least this probability of fraud are searched for dense blocks.',
      ),
    }),
  },
);
