import { field, group } from '../fields/field.ts';
import { count, decimal, flag, money, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const experiments = group(
  text('实验与测量', '実験と計測', 'Experiments'),
  text(
    '如何测量飞轮各环节并判断结论是否可信。',
    'フライホイールの各環を測り、結論を信じてよいかを判断する方法。',
    'How the links of the loop are measured, and when a result is believed.',
  ),
  {
    holdoutPpm: field(share(), {
      default: 50_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('长期对照组', '長期の対照群', 'Long-run holdout'),
      description: text(
        '长期不参与任何实验的商家占比。',
        'どの実験にも加わらない店舗の割合です。',
        'The share of merchants that stays out of every experiment.',
      ),
    }),
    nudgesEnabled: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('启用商家实验', '店舗への実験を有効にする', 'Nudges of merchants on'),
      description: text(
        '是否每周随机微调发给商家的小额补贴，并公开和记录；没有记录的数据事后无法补上。',
        '店舗への少額の補助を毎週わずかにランダムに変え、公開して記録するかどうかです。記録はあとから補えません。',
        'Whether small credits to merchants are varied at random each week, disclosed and logged; what was not logged cannot be had later.',
      ),
    }),
    nudgeAmplitudePpm: field(share(), {
      default: 500_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('补贴浮动幅度', '補助の振幅', 'Amplitude of the credits'),
      description: text(
        '小额补贴上下浮动的最大比例；所有商家的补贴总额不变。',
        '少額の補助が上下する最大の割合で、全店舗の合計は変わりません。',
        'The largest share by which a small credit moves up or down; the sum over all merchants stays the same.',
      ),
    }),
    toolCredit: field(money(), {
      default: { currency: 'CNY', amountMinor: 5 },
      source: 'hazumi',
      confidence: 'D',
      label: text('每个推广工具的补贴', '集客ツール1件の補助', 'Credit for a tool'),
      description: text(
        '商家每新建一个私域链接或优惠券可得的补贴（浮动前）。',
        'リンクまたはクーポンを新しく作るごとに店舗が受ける補助です（変動前）。',
        'What a merchant is credited for each new link or coupon, before it is varied.',
      ),
    }),
    toolsCreditedAWeek: field(count(0, 1_000), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('每周计补贴的工具数', '週に補助するツールの上限', 'Tools credited a week'),
      description: text(
        '每位商家每周最多有多少个新工具计补贴。',
        '事業者ごとに、1週間に補助の対象となる新しいツールの上限です。',
        'How many new tools of a merchant are credited in a week at most.',
      ),
    }),
    couponSupportPpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('平台分担的优惠', 'プラットフォームが負担する割引', 'Share of discounts borne'),
      description: text(
        '私域订单完成后，平台承担其优惠券金额的比例（浮动前）。',
        'プライベート注文が完了したとき、クーポン割引のうちプラットフォームが負担する割合です（変動前）。',
        'Of the discounts by coupons on completed private orders, the share that the platform bears, before it is varied.',
      ),
    }),
    externalVisitBonus: field(money(), {
      default: { currency: 'CNY', amountMinor: 2 },
      source: 'hazumi',
      confidence: 'D',
      label: text('每位站外访客的奖励', '外部からの来店者1人の報奨', 'Bonus for an outside visitor'),
      description: text(
        '每位从站外来到店铺的访客每周计一次的奖励（浮动前）。',
        '外部から来店した人1人につき、週に1回受ける報奨です（変動前）。',
        'What a merchant is credited for each visitor from outside, once a week, before it is varied.',
      ),
    }),
    externalVisitorsPaidAWeek: field(count(0, 1_000_000), {
      default: 200,
      source: 'hazumi',
      confidence: 'D',
      label: text('每周计奖励的访客数', '週に報奨する来店者の上限', 'Outside visitors paid a week'),
      description: text(
        '每位商家每周最多有多少位站外访客计奖励。',
        '事業者ごとに、1週間に報奨の対象となる来店者の上限です。',
        'How many visitors from outside earn a merchant the bonus in a week at most.',
      ),
    }),
    intervalPpm: field(share(), {
      default: 900_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('区间水平', '区間の水準', 'Level of intervals'),
      description: text(
        '报告各项弹性与增益时所用区间的置信水平。',
        '弾力性と利得を示す区間の信頼水準です。',
        'The level of the intervals with which elasticities and gains are reported.',
      ),
    }),
    bootstrapDraws: field(count(99, 99_999), {
      default: 999,
      source: 'hazumi',
      confidence: 'D',
      label: text('自助抽样次数', 'ブートストラップの回数', 'Bootstrap draws'),
      description: text(
        '联合聚类自助法至少抽样多少次。',
        'クラスター・ブートストラップの最低の回数です。',
        'The least number of draws of the joint cluster bootstrap.',
      ),
    }),
    firstStageF: field(decimal(0, 1_000), {
      default: 10,
      source: 'research',
      confidence: 'D',
      label: text('一阶段F值下限', '第1段階のF値の下限', 'First-stage F'),
      description: text(
        '一阶段F值低于此数时改用Anderson-Rubin区间。',
        '第1段階のF値がこれを下回ると、Anderson-Rubinの区間に切り替えます。',
        'With a first-stage F below this, the interval is found by inverting Anderson-Rubin.',
      ),
    }),
    validationRuns: field(count(10, 100_000), {
      default: 200,
      source: 'hazumi',
      confidence: 'D',
      label: text('验证次数', '検証の回数', 'Validation runs'),
      description: text(
        '用已知真值的数据验证估计方法时运行多少次。',
        '真値のわかるデータで推定法を検証する回数です。',
        'How many runs with a known truth validate the estimator.',
      ),
    }),
    biasLimitPpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('偏差上限', '偏りの上限', 'Bias limit'),
      description: text(
        '验证时平均偏差不得超过真值的此比例。',
        '検証での平均の偏りは真値のこの割合以内でなければなりません。',
        'The mean bias in validation must not exceed this share of the truth.',
      ),
    }),
    coverageMinPpm: field(share(), {
      default: 850_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('覆盖率下限', '被覆率の下限', 'Lowest coverage'),
      description: text(
        '验证时区间包含真值的比例不得低于此值。',
        '検証で区間が真値を含む割合の下限です。',
        'In validation the intervals must cover the truth at least this often.',
      ),
    }),
    coverageMaxPpm: field(share(), {
      default: 950_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('覆盖率上限', '被覆率の上限', 'Highest coverage'),
      description: text(
        '验证时区间包含真值的比例不得高于此值。',
        '検証で区間が真値を含む割合の上限です。',
        'In validation the intervals must cover the truth at most this often, else they are too wide.',
      ),
    }),
    limitsRegisteredBefore: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('须事先登记界限', '限度の事前登録', 'Limits registered before'),
      description: text(
        '规则变更前是否必须先登记护栏指标的界限。',
        '規則の変更の前にガードレールの限度を登録する必要があるかどうかです。',
        'Whether the limits of the guardrails must be registered before a change is tried.',
      ),
    }),
  },
);
