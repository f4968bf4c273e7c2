import { field, group } from '../fields/field.ts';
import { days, flag, share } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const dither = group(
  text('随机扰动', 'ランダムなゆらぎ', 'Dither'),
  text(
    '为测量飞轮而对曝光做的预算中性、公开的小幅随机扰动。',
    'フライホイールを測るために露出に加える、総量を変えない公開の小さなゆらぎ。',
    'The small, budget-neutral and disclosed randomness in exposure with which the loop is measured.',
  ),
  {
    enabled: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('启用', '有効', 'Enabled'),
      description: text(
        '是否对曝光做扰动并记录；缺失的记录事后无法补上。',
        '露出にゆらぎを加えて記録するかどうかで、記録はあとから補えません。',
        'Whether entitlements are dithered and logged; what was not logged cannot be had later.',
      ),
    }),
    amplitudePpm: field(share(), {
      default: 100_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('幅度', '振幅', 'Amplitude'),
      description: text(
        '应得曝光上下浮动的最大比例，同一关键词内合计为零。',
        '配分が上下する最大の割合で、同じキーワードの中では合計がゼロです。',
        'The largest share by which an entitlement moves up or down; within a keyword the sum is zero.',
      ),
    }),
    periodDays: field(days(1, 90), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('周期', '周期', 'Period'),
      description: text(
        '每隔多久重新抽取扰动。',
        'ゆらぎを引き直す間隔です。',
        'How often the dither is drawn anew.',
      ),
    }),
  },
);
