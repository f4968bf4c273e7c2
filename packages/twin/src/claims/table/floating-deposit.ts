import { units } from '@hazumi/report';
import { change, defineClaim, difference, text } from '../claim.ts';

export const floatingDeposit = defineClaim({
  id: 'floating-deposit',
  claim: text(
    '后置浮动保证金降低开店门槛',
    '後払い変動保証金が出店の敷居を下げる',
    'The floating deposit lowers the barrier',
  ),
  pair: text(
    '开店时预付 2,000 元，或开店后按成交额代扣。',
    '出店時に 2,000 元を前払い、または売上に応じて後から差し引く。',
    '2,000 yuan paid at opening, or withheld from settlements by turnover.',
  ),
  assumption: text(
    '预付的一元比将来的一元利润更沉重：厌恶程度决定门槛多高。',
    '前払いの 1 元は将来の利益 1 元より重い。その重さが敷居の高さを決める。',
    'A yuan that must be paid first weighs more than a yuan of later profit: how much more decides how high the barrier is.',
  ),
  arms: { upfront: { parameters: { upfrontDepositYuan: 2000 } }, withheld: {} },
  effects: [
    {
      id: 'entries',
      name: text('新开店铺', '新規出店', 'Stores that open'),
      unit: units.share,
      expected: '+',
      ...change('upfront', 'withheld', 'entries'),
    },
    {
      id: 'effective-share',
      name: text(
        '开店 60 天时的有效占比（百分点）',
        '開店 60 日目の有効割合（ポイント）',
        'Effective share 60 days after opening, in points',
      ),
      unit: units.share,
      expected: '+',
      isOpen: true,
      isAside: true,
      ...difference('upfront', 'withheld', 'effectiveShareAtDay60'),
    },
    {
      id: 'losses',
      name: text(
        '保证金未能覆盖的消费者损失',
        '保証金で補えない消費者の損失',
        'Losses of buyers that no deposit covers',
      ),
      unit: units.share,
      expected: '+',
      ...change('upfront', 'withheld', 'losses'),
    },
  ],
  sensitivity: { parameter: 'depositAversion' },
});
