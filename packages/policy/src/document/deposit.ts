import { field, group } from '../fields/field.ts';
import { CATEGORY_SLUG, column, days, list, money, ppm, row, share, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const deposit = group(
  text('浮动保证金', '変動保証金', 'Floating deposit'),
  text(
    '开店后按近期成交额收取、从结算款中代扣的保证金。',
    '開店後に直近の売上に応じて求め、精算から差し引く保証金。',
    'A deposit asked for after opening by trailing turnover and withheld from settlements.',
  ),
  {
    trailingDays: field(days(1, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('成交额统计期', '売上の集計期間', 'Trailing turnover'),
      description: text(
        '按最近多少天的净成交额确定档位。',
        '直近の何日間の純売上で区分を決めるかです。',
        'The days of net turnover that decide the tier.',
      ),
    }),
    tiers: field(
      list(
        row({
          from: column(text('成交额达到', '売上', 'Turnover from'), money()),
          required: column(text('保证金', '保証金', 'Deposit'), money()),
        }),
        1,
        20,
      ),
      {
        default: [
          { from: yuan(0), required: yuan(0) },
          { from: yuan(5_000), required: yuan(100) },
          { from: yuan(10_000), required: yuan(500) },
          { from: yuan(50_000), required: yuan(1_000) },
          { from: yuan(100_000), required: yuan(3_000) },
          { from: yuan(500_000), required: yuan(10_000) },
        ],
        source: 'hazumi',
        confidence: 'D',
        note: "After the ladder that practitioners report of Douyin's deposit (P).",
        label: text('档位', '区分', 'Tiers'),
        description: text(
          '各档净成交额对应的保证金；达到起点即适用该档。',
          '純売上の区分ごとの保証金で、起点に達するとその区分になります。',
          'The deposit for each range of net turnover; a tier applies from its threshold on.',
        ),
      },
    ),
    baseByCategory: field(table(CATEGORY_SLUG, money()), {
      default: { jewellery: yuan(10_000) },
      source: 'hazumi',
      confidence: 'D',
      label: text('严格类目的基础保证金', '厳格なカテゴリの基本額', 'Base of strict categories'),
      description: text(
        '严格类目不论成交额都要达到的保证金；多个类目取最高。',
        '厳格なカテゴリで売上にかかわらず必要な額で、複数なら最も高いものです。',
        'What a strict category requires whatever the turnover; of several categories the highest counts.',
      ),
    }),
    withheldSharePpm: field(share(), {
      default: 200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('结算代扣比例', '精算からの差引割合', 'Withheld share'),
      description: text(
        '保证金不足时，每次结算代扣的比例。',
        '保証金が不足するとき、精算のたびに差し引く割合です。',
        'The share of each settlement that is withheld while the deposit falls short.',
      ),
    }),
    graceDays: field(days(0, 365), {
      default: 15,
      source: 'hazumi',
      confidence: 'D',
      label: text('宽限期', '猶予期間', 'Grace'),
      description: text(
        '保证金不足持续多久后，冻结提现。',
        '不足がこの日数続くと、出金が凍結されます。',
        'Withdrawals freeze after the deposit has fallen short for this long.',
      ),
    }),
    listingStopDays: field(days(0, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('停止上新', '新規出品の停止', 'Listing stops'),
      description: text(
        '冻结提现多久后，不得上架新商品。',
        '出金の凍結からこの日数で、新規出品が止まります。',
        'New listings stop this long after withdrawals froze.',
      ),
    }),
    delistDays: field(days(0, 365), {
      default: 15,
      source: 'wechat',
      confidence: 'D',
      note: 'WeChat has the state in which goods are delisted for want of deposit (V); the number of days is ours.',
      label: text('下架商品', '商品の取り下げ', 'Goods are delisted'),
      description: text(
        '停止上新多久后，在售商品下架。',
        '新規出品の停止からこの日数で、販売中の商品が取り下げられます。',
        'Goods are delisted this long after new listings stopped.',
      ),
    }),
    releaseMarginPpm: field(ppm(0, 1_000_000), {
      default: 200_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('释放余量', '返還の余裕', 'Release margin'),
      description: text(
        '保证金超出应缴额这个比例以上才释放，以免反复收退。',
        '必要額をこの割合以上超えたときだけ返還し、出入りの繰り返しを防ぎます。',
        'Excess is released only when it exceeds the requirement by this share, so that it does not flap.',
      ),
    }),
    releaseDays: field(days(0, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('释放观察期', '返還までの期間', 'Release after'),
      description: text(
        '超出状态持续多久后才释放。',
        '超過がこの日数続いてから返還します。',
        'How long the excess must have lasted before it is released.',
      ),
    }),
    fraudCaughtPpm: field(ppm(10_000, 1_000_000), {
      default: 600_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'q in ((1 - q) / q) x unvested rewards: below this stake a fake sale would pay on average.',
      label: text('作弊被查出的概率', '不正が発覚する確率', 'Chance that fraud is caught'),
      description: text(
        '用于计算保证金须覆盖多少未归属奖励的查出概率。',
        '未確定の報酬に対して必要な保証金を計算するための発覚確率です。',
        'The chance, from which follows how much of the unvested rewards the deposit must stand for.',
      ),
    }),
  },
);
