import { field, group } from '../fields/field.ts';
import { choice, days, list, money, ppm } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const incentive = group(
  text('私域激励计划', 'プライベートドメイン・インセンティブ', 'Private-domain incentive'),
  text(
    '私域成交带来的费用返还及其归属。',
    'プライベート経由の販売に対する手数料の還元とその確定。',
    "The rebate that private sales earn, and when it becomes the merchant's.",
  ),
  {
    keptFeePpm: field(ppm(0, 100_000), {
      default: 10_000,
      source: 'wechat',
      confidence: 'V',
      note: "rebate = base x (fee rate - 1 %), as in WeChat's sibling programme; never above the fee paid.",
      label: text('平台保留费率', '手元に残す料率', 'Fee that stays'),
      description: text(
        '私域订单的费率超过此值的部分返还给商家。',
        'プライベート注文の料率のうち、これを超える分を還元します。',
        'Of a private order, the fee above this rate goes back to the merchant.',
      ),
    }),
    capPerLicenceAndMonth: field(money(), {
      default: yuan(100_000),
      source: 'hazumi',
      confidence: 'D',
      label: text('每张执照每月上限', '許可証ごとの月間上限', 'Cap per licence and month'),
      description: text(
        '一张执照名下所有店铺每月合计最多可以获得的返还。',
        '一つの許可証の全店舗が1か月に受けられる還元の合計の上限です。',
        'The most rebate that all stores of a licence earn together in a month.',
      ),
    }),
    vestingDays: field(list(days(0, 730), 1, 12), {
      default: [30, 60, 90],
      source: 'hazumi',
      confidence: 'D',
      label: text('归属日', '確定日', 'Vesting'),
      description: text(
        '退货期结束后，返还在这些天数各归属一份，每份相等。',
        '返品期間の終了後、還元はこれらの日数で等分に確定します。',
        'After the return window the reward vests in equal parts on these days.',
      ),
    }),
    clawbackOrder: field(
      list(
        choice({
          pendingIncentive: text('未归属的激励', '未確定のインセンティブ', 'Pending incentive'),
          pendingSettlement: text('待结算货款', '未精算の売上金', 'Pending settlement'),
          deposit: text('保证金', '保証金', 'Deposit'),
        }),
        3,
        3,
      ),
      {
        default: ['pendingIncentive', 'pendingSettlement', 'deposit'],
        source: 'hazumi',
        confidence: 'D',
        label: text('追回顺序', '回収の順序', 'Order of clawback'),
        description: text(
          '事后退款或纠纷时，依次从哪里追回奖励。',
          'あとから返金や紛争が生じたとき、報酬を回収する順序です。',
          'From where a reward is taken back when a refund or dispute comes later.',
        ),
      },
    ),
  },
);
