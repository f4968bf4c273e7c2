import { units } from '@hazumi/report';
import { change, defineClaim, logRatio, text } from '../claim.ts';
import { TREATED_SHARE } from '../market.ts';

const MORE = 0.1;
const more = {
  injections: [{ link: 'privateToExposure' as const, share: MORE, treatedShare: TREATED_SHARE }],
};
const noMerit = { allotment: { meritSharePpm: 0, organicSharePpm: 850_000 } };

export const privateToPublic = defineClaim({
  id: 'private-to-public',
  claim: text(
    '私域销售带来公域流量',
    'プライベート販売がパブリックの流入をもたらす',
    'Private sales bring public traffic',
  ),
  pair: text(
    '贡献池占 30 % 或取消；随机五分之一商家的私域销售多计 10 %。',
    '実績枠を 30 % とするか無くす。無作為に選んだ 2 割の出店者のプライベート販売を 10 % 多く数える。',
    'A merit pool of 30 % or none; the private sales of a random fifth of the merchants count for 10 % more.',
  ),
  assumption: text(
    '一次曝光的价值：价格上限使贡献流量的价值不超过手续费的一定比例，曝光越值钱，能换到的越少。',
    '一回の表示の価値。価格の上限により実績枠の価値は手数料の一定割合を超えない。表示に価値があるほど、得られる表示は少ない。',
    'What an impression is worth: merit exposure is capped at a share of the fees, so the more an impression brings, the less of it a sale earns.',
  ),
  arms: {
    merit: {},
    meritMore: more,
    none: { policy: noMerit },
    noneMore: { policy: noMerit, ...more },
    fixedMerit: { parameters: { supplyIsFixed: 1 } },
    fixedNone: { parameters: { supplyIsFixed: 1 }, policy: noMerit },
  },
  effects: [
    {
      id: 'elasticity',
      name: text(
        '商家曝光对自身私域销售的弹性（有贡献池）',
        '自店のプライベート販売に対する表示回数の弾力性（実績枠あり）',
        "Elasticity of a merchant's exposure to its own private sales, with the pool",
      ),
      unit: units.number,
      expected: '+',
      of: (runs) => logRatio(runs, 'merit', 'meritMore', 'impressionsOfTreated') / Math.log(1 + MORE),
    },
    {
      id: 'elasticity-without',
      name: text('同一弹性（无贡献池）', '同じ弾力性（実績枠なし）', 'The same without the pool'),
      unit: units.number,
      expected: '0',
      margin: 0.02,
      of: (runs) => logRatio(runs, 'none', 'noneMore', 'impressionsOfTreated') / Math.log(1 + MORE),
    },
    {
      id: 'others',
      name: text(
        '其余商家的曝光（弹性）',
        '残りの出店者の表示回数（弾力性）',
        'Elasticity of the exposure of the other merchants',
      ),
      unit: units.number,
      expected: '-',
      of: (runs) => logRatio(runs, 'merit', 'meritMore', 'impressionsOfOthers') / Math.log(1 + MORE),
    },
    {
      id: 'total-fixed',
      name: text(
        '供给固定时的曝光总量',
        '供給固定のときの総表示回数',
        'Total exposure where supply is fixed',
      ),
      unit: units.share,
      expected: '0',
      margin: 0.001,
      ...change('fixedNone', 'fixedMerit', 'impressions'),
    },
    {
      id: 'total',
      name: text(
        '供给不固定时的曝光总量',
        '供給が動くときの総表示回数',
        'Total exposure where supply is free',
      ),
      unit: units.share,
      expected: '+',
      isOpen: true,
      isAside: true,
      ...change('none', 'merit', 'impressions'),
    },
  ],
  sensitivity: { parameter: 'clickOrderRate' },
});
