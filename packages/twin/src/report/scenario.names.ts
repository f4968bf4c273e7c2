/** The report's words. */
import type { Text, Unit } from '@hazumi/report';
import { units } from '@hazumi/report';
import type { Guardrails } from '../result.ts';
import type { Link } from '../scenario.ts';
import type { QuantityName } from './summary.ts';

function text(zh: string, ja: string, en: string): Text {
  return { 'zh-CN': zh, ja, en };
}

/** Quantities are means a day. `better` is none where more is neither good nor bad by itself. */
export const quantityTexts: Record<
  QuantityName,
  { readonly name: Text; readonly unit: Unit; readonly better: 'more' | 'less' | 'none' }
> = {
  effectiveWeight: {
    name: text(
      'E*（有效店铺，无门槛形式）',
      'E*（有効店舗、しきい値のない形）',
      'E*, effective stores without cliffs',
    ),
    unit: { ...units.stores, digits: 1 },
    better: 'more',
  },
  effectiveStores: {
    name: text('有效店铺', '有効店舗', 'Effective stores'),
    unit: { ...units.stores, digits: 1 },
    better: 'more',
  },
  openStores: { name: text('营业店铺', '営業中の店舗', 'Open stores'), unit: units.stores, better: 'none' },
  entries: {
    name: text('每日新开店铺', '1 日の新規出店', 'Stores opened a day'),
    unit: { ...units.stores, digits: 2 },
    better: 'none',
  },
  privateGmv: {
    name: text(
      '平台内私域销售额（日）',
      'プラットフォーム上のプライベート販売（日）',
      'Private sales on the platform, a day',
    ),
    unit: units.money,
    better: 'more',
  },
  allPrivateGmv: {
    name: text(
      '私域销售总额，平台内外（日）',
      'プライベート販売の総額、内外合計（日）',
      'Private sales on the platform and outside, a day',
    ),
    unit: units.money,
    better: 'more',
  },
  publicGmv: {
    name: text('公域销售额（日）', 'パブリック販売（日）', 'Public sales, a day'),
    unit: units.money,
    better: 'more',
  },
  externalGmv: {
    name: text('站外引流销售额（日）', '外部経由の販売（日）', 'Sales to external visitors, a day'),
    unit: units.money,
    better: 'more',
  },
  creatorGmv: {
    name: text('达人销售额（日）', 'クリエイター販売（日）', "Creators' sales, a day"),
    unit: units.money,
    better: 'more',
  },
  supply: {
    name: text('曝光供给（日）', '表示の供給（日）', 'Supply of exposure, a day'),
    unit: units.visits,
    better: 'more',
  },
  investment: {
    name: text('商家投入（日）', '出店者の投資（日）', "Merchants' investment, a day"),
    unit: units.money,
    better: 'none',
  },
  externalVisits: {
    name: text('站外访问（日）', '外部からの訪問（日）', 'External visits, a day'),
    unit: units.visits,
    better: 'more',
  },
  refunds: { name: text('退款（日）', '返金（日）', 'Refunds, a day'), unit: units.money, better: 'less' },
  fakeGmv: {
    name: text('刷单金额（日）', '架空注文の額（日）', 'Fake sales, a day'),
    unit: units.money,
    better: 'less',
  },
  losses: {
    name: text(
      '保证金未覆盖的损失（日）',
      '保証金で補えない損失（日）',
      'Losses that no deposit covers, a day',
    ),
    unit: units.money,
    better: 'less',
  },
  merchantProfit: {
    name: text('商家利润（日）', '出店者の利益（日）', "Merchants' profit, a day"),
    unit: units.money,
    better: 'more',
  },
  platformIncome: {
    name: text('平台净收入（日）', 'プラットフォームの純収入（日）', "The platform's net income, a day"),
    unit: units.money,
    better: 'more',
  },
};

/** Those whose course is drawn. */
export const drawnQuantities: readonly QuantityName[] = [
  'effectiveWeight',
  'openStores',
  'privateGmv',
  'publicGmv',
  'supply',
  'externalVisits',
  'merchantProfit',
  'platformIncome',
];

export const guardrailTexts: Record<keyof Guardrails, { readonly name: Text; readonly unit: Unit }> = {
  effectiveShareAtDay60: {
    name: text('开店 60 天时的有效占比', '開店 60 日目の有効割合', 'Effective 60 days after opening'),
    unit: units.share,
  },
  storesPerPrincipal: {
    name: text('每个主体的店铺数', '主体あたりの店舗数', 'Stores a principal'),
    unit: { ...units.number, digits: 2 },
  },
  medianTurnoverOfEffective: {
    name: text('有效店铺成交额中位数', '有効店舗の売上の中央値', 'Median turnover of effective stores'),
    unit: units.money,
  },
  exposureGini: {
    name: text('曝光的基尼系数', '表示のジニ係数', 'Gini coefficient of exposure'),
    unit: { ...units.number, digits: 2 },
  },
  exposureTopPercentShare: {
    name: text('前 1 % 店铺的曝光占比', '上位 1 % の表示割合', 'Exposure of the top 1 %'),
    unit: units.share,
  },
  newcomerFirstOrderShare: {
    name: text('新店首单率', '新店の初受注率', "Newcomers' first-order rate"),
    unit: units.share,
  },
  refundShare: { name: text('退款率', '返金率', 'Refunds'), unit: units.share },
  washShare: { name: text('刷单占比', '架空注文の割合', 'Fake sales'), unit: units.share },
  clawbackShare: {
    name: text('激励追回占比', '回収された特典の割合', 'Incentives clawed back'),
    unit: units.share,
  },
  subsidyPerEffectiveStoreDay: {
    name: text('每家有效店铺每日补贴', '有効店舗 1 日あたりの補助', 'Subsidy an effective store and day'),
    unit: { ...units.money, digits: 2 },
  },
  routeShare: {
    name: text(
      '私域销售走平台的比例',
      'プライベート販売のうちプラットフォーム経由',
      'Private sales made on the platform',
    ),
    unit: units.share,
  },
};

export const linkTexts: Record<Link, Text> = {
  effectiveToPrivate: text(
    '有效店铺 → 私域销售',
    '有効店舗 → プライベート販売',
    'Effective stores → private sales',
  ),
  privateToExposure: text('私域销售 → 曝光', 'プライベート販売 → 表示', 'Private sales → exposure'),
  exposureToInvestment: text('曝光 → 投入', '表示 → 投資', 'Exposure → investment'),
  investmentToExternal: text('投入 → 站外访问', '投資 → 外部からの訪問', 'Investment → external visits'),
  externalToEffective: text(
    '站外访问 → 有效店铺',
    '外部からの訪問 → 有効店舗',
    'External visits → effective stores',
  ),
};

export { text };
