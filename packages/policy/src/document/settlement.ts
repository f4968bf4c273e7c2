import { field, group } from '../fields/field.ts';
import { count, days, money } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const settlement = group(
  text('结算与提现', '精算と出金', 'Settlement and payout'),
  text(
    '货款何时归商家，何时可以提走。',
    '売上金がいつ店舗のものになり、いつ引き出せるか。',
    "When the proceeds become the merchant's, and when they can be paid out.",
  ),
  {
    holdDaysAfterCompletion: field(days(0, 180), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('完成后的冻结期', '完了後の保留期間', 'Hold after completion'),
      description: text(
        '订单完成后多久，货款才结算给商家。',
        '注文の完了から売上金を精算するまでの日数です。',
        'How long after completion the proceeds of an order are settled.',
      ),
    }),
    payoutMinimum: field(money(), {
      default: yuan(1),
      source: 'hazumi',
      confidence: 'D',
      label: text('最低提现金额', '最低出金額', 'Smallest payout'),
      description: text(
        '单次提现不能低于的金额。',
        '一度に引き出せる金額の下限です。',
        'The smallest amount that is paid out.',
      ),
    }),
    payoutsPerDay: field(count(1, 100), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('每日提现次数', '1日の出金回数', 'Payouts a day'),
      description: text(
        '一家店铺每天最多可以提现的次数。',
        '一つの店舗が1日に出金できる回数の上限です。',
        'How often a store may ask for a payout within a day.',
      ),
    }),
  },
);
