import { units } from '@hazumi/report';
import { LINKS, type Link, type ScenarioFile } from '../../scenario.ts';
import { defineClaim, logRatio, type Measured, text } from '../claim.ts';
import { TREATED_SHARE } from '../market.ts';

const MORE = 0.01;
const FIRST: Link = 'effectiveToPrivate';

/**
 * One percent is added to what effective stores pass on, and the same link is cut, so that it passes on nothing else that the
 * injection changes: what comes back to the effective stores after one turn is the gain itself. A second cut must leave none.
 */
function injected(alsoCut?: Link, treatedShare = 1): ScenarioFile {
  return {
    days: 365,
    cuts: alsoCut ? [FIRST, alsoCut] : [FIRST],
    injections: [{ link: FIRST, share: MORE, treatedShare }],
  };
}

type Arm = 'base' | 'whole' | 'some' | Exclude<Link, 'effectiveToPrivate'>;

function gainIn(arm: Arm): (runs: Measured<Arm>) => number {
  return (runs) => logRatio(runs, 'base', arm, 'effectiveWeightLate') / Math.log(1 + MORE);
}

const linkNames = {
  privateToExposure: text('私域 → 曝光', 'プライベート → 表示', 'private sales to exposure'),
  exposureToInvestment: text('曝光 → 投入', '表示 → 投資', 'exposure to investment'),
  investmentToExternal: text('投入 → 站外', '投資 → 外部', 'investment to external visits'),
  externalToEffective: text('站外 → 有效店铺', '外部 → 有効店舗', 'external visits to effective stores'),
};
const others = LINKS.filter((link): link is keyof typeof linkNames => link !== FIRST);

export const loopFeedsItself = defineClaim<Arm>({
  id: 'loop-feeds-itself',
  claim: text('飞轮自我推动', 'フライホイールは自ら回る', 'The loop feeds itself'),
  pair: text(
    '有效店铺的作用增加 1 %；再逐一切断各环节。',
    '有効店舗の働きを 1 % 増やす。さらに各環を一つずつ切る。',
    'What effective stores pass on is raised by 1 %; then each further link is cut in turn.',
  ),
  assumption: text(
    '用户对丰富度的反应：平台增益只能经由需求的增长闭合。',
    '品揃えに対する利用者の反応。プラットフォームの輪は需要の伸びを通してしか閉じない。',
    "Users' answer to variety: the platform's loop can only close through demand that grows.",
  ),
  arms: {
    base: { days: 365 },
    whole: injected(),
    some: injected(undefined, TREATED_SHARE),
    privateToExposure: injected('privateToExposure'),
    exposureToInvestment: injected('exposureToInvestment'),
    investmentToExternal: injected('investmentToExternal'),
    externalToEffective: injected('externalToEffective'),
  },
  effects: [
    {
      id: 'platform-gain',
      name: text(
        '平台增益（大于 1 才自我推动）',
        'プラットフォームの利得（1 を超えれば自ら回る）',
        "The platform's gain (feeds itself above 1)",
      ),
      unit: units.number,
      expected: '+',
      isOpen: true,
      reference: 1,
      of: gainIn('whole'),
    },
    {
      id: 'merchant-gain',
      name: text(
        '商家增益（随机五分之一商家获注入）',
        '出店者の利得（無作為の 2 割に注入）',
        "The merchant's gain (a random fifth injected)",
      ),
      unit: units.number,
      expected: '+',
      isOpen: true,
      reference: 1,
      of: (runs) => logRatio(runs, 'base', 'some', 'effectiveDaysOfTreated') / Math.log(1 + MORE),
    },
    {
      id: 'growth',
      name: text(
        '期末有效店铺的日增长率（倍增时间 = 0.693 / 此值）',
        '期末の有効店舗の日次成長率（倍増時間 = 0.693 / この値）',
        'Growth of effective stores a day at the end (doubling time = 0.693 / this)',
      ),
      unit: { ...units.share, digits: 3 },
      expected: '+',
      isOpen: true,
      of: ({ base }) => base.growthADay,
    },
    ...others.map((link) => ({
      id: `cut-${link.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      name: text(
        `另切断“${linkNames[link]['zh-CN']}”后的增益`,
        `「${linkNames[link].ja}」も切ったときの利得`,
        `The gain with ${linkNames[link].en} cut as well`,
      ),
      unit: units.number,
      expected: '0' as const,
      margin: 0.1,
      of: gainIn(link),
    })),
  ],
  sensitivity: { parameter: 'varietyElasticity', values: [0, 0.45, 1.2] },
});
