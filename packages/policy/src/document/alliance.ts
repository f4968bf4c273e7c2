import { field, group } from '../fields/field.ts';
import { days, flag, ppm, score } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const alliance = group(
  text('优选联盟', '優選アライアンス', 'Alliance'),
  text(
    '商家以佣金请达人带货的准入与计划。',
    '店舗がクリエイターに手数料で販売を頼むための参加条件とプラン。',
    'Where merchants offer goods to creators for commission: admission and plans.',
  ),
  {
    admissionScoreMilli: field(score(), {
      default: 4_200,
      source: 'article',
      confidence: 'P',
      label: text('准入评分', '参加に必要なスコア', 'Admission score'),
      description: text(
        '店铺评分达到此值才能新建带货计划。',
        '店舗スコアがこの値以上なら新しいプランを作れます。',
        'A store needs this score to start new plans.',
      ),
    }),
    insuranceRequired: field(flag(), {
      default: true,
      source: 'article',
      confidence: 'P',
      label: text('须开通运费险', '返品送料保険が必要', 'Return-shipping insurance'),
      description: text(
        '加入联盟是否必须开通运费险。',
        '参加に返品送料保険が必要かどうかです。',
        'Whether admission needs return-shipping insurance.',
      ),
    }),
    depositInOrderRequired: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('须缴足保证金', '保証金の充足が必要', 'Deposit in order'),
      description: text(
        '加入联盟是否必须缴足保证金。',
        '参加に保証金の充足が必要かどうかです。',
        'Whether admission needs the deposit to be in order.',
      ),
    }),
    cleanDays: field(days(0, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('无严重违规期', '重大な違反のない期間', 'Without major violation'),
      description: text(
        '加入前须有多少天没有严重违规。',
        '参加の前に重大な違反がないことが必要な日数です。',
        'For how long a store must have been without a major violation.',
      ),
    }),
    clearOutScoreMilli: field(score(), {
      default: 4_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('清退评分', '除外のスコア', 'Clear-out score'),
      description: text(
        '评分持续低于此值的店铺被清退。',
        'スコアがこの値を下回り続ける店舗は除外されます。',
        'A store whose score stays below this is cleared out.',
      ),
    }),
    clearOutDays: field(days(1, 365), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('清退观察期', '除外までの日数', 'Clear-out after'),
      description: text(
        '评分低于清退线持续多久后清退，可以申诉。',
        'スコアが基準を下回ってから除外までの日数で、異議を申し立てられます。',
        'How long the score must stay below that line; an appeal is possible.',
      ),
    }),
    commissionMinPpm: field(ppm(0, 1_000_000), {
      default: 0,
      source: 'wechat',
      confidence: 'P',
      label: text('最低佣金率', '最低の成果報酬率', 'Lowest commission'),
      description: text(
        '商家可以设置的最低佣金率。',
        '店舗が設定できる成果報酬率の下限です。',
        'The lowest rate a merchant may offer.',
      ),
    }),
    commissionMaxPpm: field(ppm(0, 1_000_000), {
      default: 900_000,
      source: 'wechat',
      confidence: 'P',
      label: text('最高佣金率', '最高の成果報酬率', 'Highest commission'),
      description: text(
        '商家可以设置的最高佣金率。',
        '店舗が設定できる成果報酬率の上限です。',
        'The highest rate a merchant may offer.',
      ),
    }),
    rateChangeDays: field(days(0, 30), {
      default: 1,
      source: 'wechat',
      confidence: 'P',
      label: text('佣金变更生效', '料率変更の適用', 'Rate changes after'),
      description: text(
        '佣金率修改后多久生效。',
        '成果報酬率の変更が有効になるまでの日数です。',
        'How long after the change a new rate applies.',
      ),
    }),
    promotionDays: field(days(1, 365), {
      default: 30,
      source: 'wechat',
      confidence: 'P',
      label: text('推广信息有效期', '紹介情報の有効期間', 'Promotion info valid'),
      description: text(
        '达人的推广信息自生成起的有效天数。',
        'クリエイターの紹介情報が作成から有効な日数です。',
        "How long a creator's promotion info is valid.",
      ),
    }),
    targetedNeedsOpenPlan: field(flag(), {
      default: true,
      source: 'wechat',
      confidence: 'P',
      label: text('定向须先有普通计划', '指定プランには公開プランが必要', 'Targeted needs an open plan'),
      description: text(
        '设置定向计划前是否必须先有普通计划。',
        '指定プランの前に公開プランが必要かどうかです。',
        'Whether a targeted plan needs an open plan first.',
      ),
    }),
    marginFloorPpm: field(ppm(0, 1_000_000), {
      default: 0,
      source: 'hazumi',
      confidence: 'D',
      label: text('最低毛利率', '最低の利益率', 'Lowest margin'),
      description: text(
        '扣除成本、物流、费用、券与佣金后，毛利率低于此值时提醒商家。',
        '原価、物流、手数料、クーポン、成果報酬を引いた利益率がこれを下回ると店舗に知らせます。',
        'A merchant is warned when a plan would leave less than this share of the price.',
      ),
    }),
    assortmentPriceGapPpm: field(ppm(0, 1_000_000), {
      default: 0,
      source: 'hazumi',
      confidence: 'D',
      label: text('专属货盘价差上限', '専用品揃えの価格差の上限', 'Price gap between assortments'),
      description: text(
        '同款商品在不同达人货盘中的价格最多可以相差多少，以免相互冲突。',
        '同じ商品の価格が、クリエイターごとの品揃えの間でどこまで違ってよいかです。',
        'By how much the price of the same goods may differ between the assortments of creators.',
      ),
    }),
  },
);
