/** Who could open a store, what they bring along, and when they come and go. */
import { assumed, flag, text, treatment } from './parameter.ts';

const OLIST = 'Olist sellers and leads (public record, 2016-2018)';

export const merchants = {
  initialOpenShare: assumed(
    0.45,
    'share',
    text('期初已开店的主体占比', '開始時に開店している主体の割合', 'Principals open at the start'),
    'The rest are prospects.',
    { calibrated: [0.1, 0.9] },
  ),
  abilitySpread: assumed(
    1.25,
    'factor',
    text('商家能力的离散度', '店舗の力のばらつき', 'Spread of merchants’ ability'),
    `Standard deviation of the logarithm; fitted to the share of turnover of the top tenth, ${OLIST}.`,
    { range: [0, 4], calibrated: [0.6, 2], basis: 'calibrated' },
  ),
  entryHazard: assumed(
    0.002,
    'perDay',
    text('准商家每日考虑开店的概率', '出店候補が1日に検討する確率', 'Chance a day that a prospect decides'),
    `Fitted to 8.6 % of leads that sell within 90 days, ${OLIST}.`,
    { range: [0, 1], calibrated: [0.0005, 0.01], basis: 'calibrated' },
  ),
  entryHorizonDays: assumed(
    120,
    'days',
    text('开店决策看多远', '出店判断の見通し期間', 'Horizon of the decision to open'),
    'Over this time a prospect sums the profit that it expects.',
    { range: [1, 3650] },
  ),
  entryCostYuan: assumed(
    2000,
    'yuan',
    text('开店的固定成本', '出店の固定費', 'Cost of opening'),
    'Goods on stock, pictures, time.',
  ),
  entryNoiseYuan: assumed(
    3000,
    'yuan',
    text('开店判断的离散度', '出店判断のばらつき', 'Noise of the decision to open'),
    'Scale of the logistic choice.',
    { range: [1, 1e9] },
  ),
  depositAversion: assumed(
    1.5,
    'factor',
    text('预付保证金的厌恶', '前払い保証金への抵抗', 'Aversion to paying a deposit first'),
    'What a yuan that must be paid at once weighs against a yuan of profit.',
    { range: [0, 100] },
  ),
  upfrontDepositYuan: treatment(
    0,
    'yuan',
    [0, 1e7],
    text('开店时预付的保证金', '出店時に前払いする保証金', 'Deposit paid at opening'),
    'The policy asks for nothing at opening; an experiment can.',
  ),
  expansionHazard: assumed(
    0.004,
    'perDay',
    text('考虑再开一店的概率', '追加出店を検討する確率', 'Chance a day of considering one more store'),
    'Practice: merchants open further stores after the first has run for months.',
    { range: [0, 1] },
  ),
  storeCostYuan: assumed(
    4000,
    'yuan',
    text('再开一店的成本', '追加出店の費用', 'Cost of one more store'),
    'Less than the first: goods and people are there.',
  ),
  exitHazard: assumed(
    0.004,
    'perDay',
    text('亏损商家退出的速度', '赤字の店舗が退く速さ', 'Speed at which losing merchants leave'),
    `Fitted to twelve-month survival by early orders, ${OLIST}.`,
    { range: [0, 1], calibrated: [0.001, 0.02], basis: 'calibrated' },
  ),
  exitNoiseYuan: assumed(
    6,
    'yuan',
    text('退出判断的离散度', '退店判断のばらつき', 'Noise of the decision to leave'),
    `Profit a day on which the logistic choice turns; fitted to survival, ${OLIST}.`,
    { range: [0.01, 1e9], basis: 'calibrated' },
  ),
  outsideOptionYuan: assumed(
    6,
    'yuan',
    text('经营者每日的其他机会', '店主の1日あたりの別の機会', 'Outside option a day'),
    'What the owner’s time on a very small store is worth elsewhere.',
    { range: [0, 1e6], basis: 'calibrated' },
  ),
  addedShare: treatment(
    0,
    'share',
    [0, 1],
    text('额外增加的商家', '追加する店舗の割合', 'Merchants added'),
    'As a share of the principals; their identities come after all others, so that nobody else’s chance changes.',
  ),
  addedAreReal: flag(
    1,
    text('额外商家真实经营', '追加した店舗に実体がある', 'Added merchants are real'),
    '0: empty stores, without goods, contacts or buyers.',
  ),
  addedOnDay: treatment(
    0,
    'days',
    [0, 3650],
    text('额外商家开店之日', '追加した店舗が開く日', 'Day on which the added ones open'),
    'Counted from 0.',
  ),
  splitShare: treatment(
    0,
    'share',
    [0, 1],
    text('开多店的主体占比', '複数出店する主体の割合', 'Principals that run several stores'),
    'From the start, without having to decide.',
  ),
  splitStores: treatment(
    1,
    'count',
    [1, 30],
    text('这些主体各开几店', 'それらの主体の店舗数', 'Stores that each of them runs'),
    'At most what the policy allows a licence.',
  ),
  splitIsDistinct: flag(
    0,
    text('各店商品不同', '店舗ごとに商品が違う', 'Their stores sell different goods'),
    '0: the same goods under several names.',
  ),
  principalsAreKnown: flag(
    1,
    text('平台识别关联主体', '同じ主体を見分ける', 'Linked stores are recognised'),
    '0: a naive rule that takes every store for a principal of its own.',
  ),
  duplicatesAreKnown: flag(
    1,
    text('平台识别同款商品', '重複商品を見分ける', 'Duplicate goods are recognised'),
    '0: a naive rule that gives each copy a seat of its own.',
  ),
};
