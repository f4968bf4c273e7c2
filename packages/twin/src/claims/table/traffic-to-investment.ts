import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

export const trafficToInvestment = defineClaim({
  id: 'traffic-to-investment',
  claim: text('流量带来商家投入', '流入が出店者の投資をもたらす', 'Traffic brings investment'),
  pair: text(
    '曝光供给增加 10 %；为看凹性，另有减半与增半。',
    '表示の供給を 10 % 増やす。凹性を見るため、半減と 5 割増も実行。',
    '10 % more exposure; for the curvature, also half less and half more.',
  ),
  assumption: text(
    '工具提高公域点击的转化；若没有这一作用，流量只通过毛利预算影响投入。',
    '道具がパブリックのクリックを増やすという仮定。なければ、流入は粗利の予算を通してのみ投資に影響する。',
    'Tools lift public clicks; without that, traffic reaches investment only through the margin that pays for it.',
  ),
  arms: {
    half: { parameters: { supplyFactor: 0.5 } },
    base: {},
    more: { parameters: { supplyFactor: 1.1 } },
    oneAndHalf: { parameters: { supplyFactor: 1.5 } },
  },
  effects: [
    {
      id: 'investment',
      name: text(
        '商家投入（供给多 10 %）',
        '出店者の投資（供給 10 % 増）',
        "Merchants' investment, with 10 % more exposure",
      ),
      unit: units.share,
      expected: '+',
      ...change('base', 'more', 'investment'),
    },
    {
      id: 'concave',
      name: text(
        '后半增量减前半增量（凹性）',
        '後半の増加と前半の増加の差（凹性）',
        'What the second half adds, less what the first did (concavity)',
      ),
      unit: units.share,
      expected: '-',
      of: ({ half, base, oneAndHalf }) => oneAndHalf.investment - 2 * base.investment + half.investment,
      relativeTo: ({ base }) => base.investment,
    },
  ],
  sensitivity: { parameter: 'toolReturn' },
});
