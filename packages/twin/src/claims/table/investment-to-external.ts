import { units } from '@hazumi/report';
import { change, defineClaim, logRatio, text } from '../claim.ts';

export const investmentToExternal = defineClaim({
  id: 'investment-to-external',
  claim: text(
    '商家投入带来站外流量',
    '出店者の投資が外部からの流入をもたらす',
    'Investment brings external traffic',
  ),
  pair: text(
    '平台补贴工具费用的 30 %，或不补贴。',
    '道具の費用の 30 % をプラットフォームが負担、または負担なし。',
    'The platform pays 30 % of tools, or nothing.',
  ),
  assumption: text(
    '站外访问随投入递减增长；指数越小，多投越没有用。',
    '外部からの訪問は投資に対して逓減する。指数が小さいほど追加投資は効かない。',
    'External visits grow less than spending does: the smaller the exponent, the less a further yuan brings.',
  ),
  arms: { off: {}, on: { parameters: { toolCreditShare: 0.3 } } },
  effects: [
    {
      id: 'visits',
      name: text('站外访问', '外部からの訪問', 'External visits'),
      unit: units.share,
      expected: '+',
      ...change('off', 'on', 'externalVisits'),
    },
    {
      id: 'stores',
      name: text('有效店铺', '有効店舗', 'Effective stores'),
      unit: units.share,
      expected: '+',
      ...change('off', 'on', 'effectiveStores'),
    },
    {
      id: 'small',
      name: text(
        '有效店铺的增幅减站外访问的增幅（应小）',
        '有効店舗の伸びから訪問の伸びを引いたもの（小さいはず）',
        'Growth of effective stores less growth of visits ("small")',
      ),
      unit: units.share,
      expected: '-',
      of: (runs) =>
        logRatio(runs, 'off', 'on', 'effectiveStores') - logRatio(runs, 'off', 'on', 'externalVisits'),
    },
  ],
  sensitivity: { parameter: 'visitExponent' },
});
