import { units } from '@hazumi/report';
import { LINKS, type Link } from '../../scenario.ts';
import { defineClaim, text } from '../claim.ts';

const size = { principals: 300, keywords: 30, creators: 15 };
/** A cut leaves a gain of zero to the last bit in a market of any size: a small one shows it. */
const small = { days: 90, size: { principals: 100, keywords: 10, creators: 5 } };

const linkNames: Record<Link, ReturnType<typeof text>> = {
  effectiveToPrivate: text('有效店铺 → 私域', '有効店舗 → プライベート', 'effective stores to private sales'),
  privateToExposure: text('私域 → 曝光', 'プライベート → 表示', 'private sales to exposure'),
  exposureToInvestment: text('曝光 → 投入', '表示 → 投資', 'exposure to investment'),
  investmentToExternal: text('投入 → 站外', '投資 → 外部', 'investment to external visits'),
  externalToEffective: text('站外 → 有效店铺', '外部 → 有効店舗', 'external visits to effective stores'),
};

/**
 * Every arm is measured by `trueGain`: one percent is added to what a link passes on while all links are held to what they passed
 * on without it, link after link; the gain is the product. A cut link passes on nothing new, and the gain must be none.
 */
export const loopFeedsItself = defineClaim({
  id: 'loop-feeds-itself',
  claim: text('飞轮自我推动', 'フライホイールは自ら回る', 'The loop feeds itself'),
  pair: text(
    '每个环节多传 1 %，其余保持不变；再逐一切断各环节。',
    '各環が伝える量を 1 % 増やし、ほかは固定。さらに各環を一つずつ切る。',
    'Each link passes on 1 % more while all else is held; then each link is cut in turn.',
  ),
  assumption: text(
    '用户对丰富度的反应：平台的飞轮只能经由需求的增长闭合。',
    '品揃えに対する利用者の反応。プラットフォームの輪は需要の伸びを通してしか閉じない。',
    "Users' answer to variety: the platform's loop can only close through demand that grows.",
  ),
  arms: {
    platform: { size },
    merchant: { size },
    effectiveToPrivate: { ...small, cuts: ['effectiveToPrivate'] },
    privateToExposure: { ...small, cuts: ['privateToExposure'] },
    exposureToInvestment: { ...small, cuts: ['exposureToInvestment'] },
    investmentToExternal: { ...small, cuts: ['investmentToExternal'] },
    externalToEffective: { ...small, cuts: ['externalToEffective'] },
  },
  gains: {
    platform: 'platform',
    merchant: 'merchant',
    effectiveToPrivate: 'platform',
    privateToExposure: 'platform',
    exposureToInvestment: 'platform',
    investmentToExternal: 'platform',
    externalToEffective: 'platform',
  },
  effects: [
    {
      id: 'platform-gain',
      name: text(
        '平台增益（大于 1 才自我推动）',
        'プラットフォームの利得（1 を超えれば自ら回る）',
        "The platform's gain (feeds itself above 1)",
      ),
      unit: { ...units.number, significant: 2 },
      expected: '+',
      isOpen: true,
      reference: 1,
      of: ({ platform }) => platform.gain,
    },
    {
      id: 'merchant-gain',
      name: text(
        '商家增益（只有部分商家获注入）',
        '出店者の利得（一部の出店者だけに注入）',
        "The merchant's gain (only some are injected)",
      ),
      unit: { ...units.number, significant: 2 },
      expected: '+',
      isOpen: true,
      reference: 1,
      of: ({ merchant }) => merchant.gain,
    },
    {
      id: 'circle',
      name: text(
        '由一切途径回到有效店铺的',
        'あらゆる道で有効店舗に戻るもの',
        'What comes back to effective stores by every way',
      ),
      unit: { ...units.number, significant: 2 },
      expected: '+',
      isOpen: true,
      isAside: true,
      reference: 1,
      of: ({ platform }) => platform.circle,
    },
    {
      id: 'growth',
      name: text(
        '期末有效店铺的日增长率（倍增天数 = 0.693 / 此值）',
        '期末の有効店舗の日次成長率（倍増日数 = 0.693 / この値）',
        'Growth of effective stores a day at the end (days to double = 0.693 / this)',
      ),
      unit: { ...units.share, digits: 3 },
      expected: '+',
      isOpen: true,
      isAside: true,
      of: ({ platform }) => platform.growthADay,
    },
    ...LINKS.map((link) => ({
      id: `cut-${link.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      name: text(
        `切断“${linkNames[link]['zh-CN']}”后的平台增益`,
        `「${linkNames[link].ja}」を切ったときのプラットフォームの利得`,
        `The platform's gain with ${linkNames[link].en} cut`,
      ),
      unit: { ...units.number, significant: 2 },
      expected: '0' as const,
      margin: 0.001,
      of: (runs: Record<Link, { gain: number }>) => runs[link].gain,
    })),
  ],
  sensitivity: { parameter: 'varietyElasticity' },
});
