import { field, group } from '../fields/field.ts';
import { count, decimal, flag, share } from '../fields/shape.ts';
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
