/** What must hold between fields. Each check says its rule in one sentence, which is also the reason of its faults. */
import { isCurrency } from '../currency.ts';
import type { GroupName, PolicyDocument } from '../document.ts';
import type { Group } from '../fields/field.ts';
import { toPointer } from '../fields/pointer.ts';
import type { MoneyValue } from '../fields/shape.ts';
import { type Locale, type Text, text } from '../fields/text.ts';
import { SCORECARD_WEIGHTS } from '../wash-scorecard.ts';
import { alliance } from './alliance.ts';
import { api } from './api.ts';
import { effectiveStore } from './effective-store.ts';
import { experiments } from './experiments.ts';
import { fees } from './fees.ts';
import { hoarding } from './hoarding.ts';
import { orders } from './orders.ts';
import { stores } from './stores.ts';

export interface Check {
  /** The groups that the check reads; it runs when all of them are sound by themselves. */
  readonly groups: readonly GroupName[];
  readonly rule: Text;
  /** JSON Pointers to the values that break the rule; none when it holds. */
  readonly faults: (document: PolicyDocument) => string[];
}

const WHOLE_PPM = 1_000_000;

export const CHECKS: readonly Check[] = [
  {
    groups: ['allotment'],
    rule: text(
      '四个流量池之和必须正好是100%。',
      '四つの枠の合計はちょうど100%でなければなりません。',
      'The four pools must sum to exactly 100 %.',
    ),
    faults: ({ allotment }) =>
      sum(allotment, ['organicSharePpm', 'meritSharePpm', 'newcomerSharePpm', 'explorationSharePpm']) ===
      WHOLE_PPM
        ? []
        : ['/allotment'],
  },
  {
    groups: ['allotment'],
    rule: text(
      '每一级曝光必须多于前一级。',
      '各段階の露出は前の段階より多くなければなりません。',
      'Each tranche must be larger than the one before.',
    ),
    faults: ({ allotment }) => notAscending(allotment.newcomerTranches, '/allotment/newcomerTranches'),
  },
  {
    groups: ['allotment'],
    rule: text(
      '第一位的权重必须是100%，其后不得增加。',
      '1位の重みは100%で、以後増えてはなりません。',
      'The first position must weigh 100 %, and no later one more than the one before it.',
    ),
    faults: ({ allotment: { positionWeightsPpm: weights } }) =>
      indices(weights, (weight, index) =>
        index === 0 ? weight === WHOLE_PPM : weight <= (weights[index - 1] ?? 0),
      ).map((index) => toPointer(['allotment', 'positionWeightsPpm', index])),
  },
  {
    groups: ['score'],
    rule: text(
      '商品、物流、服务三项权重之和必须正好是100%。',
      '商品、物流、サービスの重みの合計はちょうど100%でなければなりません。',
      'The weights of goods, logistics and service must sum to exactly 100 %.',
    ),
    faults: ({ score }) =>
      sum(score, ['goodsPpm', 'logisticsPpm', 'servicePpm']) === WHOLE_PPM ? [] : ['/score'],
  },
  {
    groups: ['deposit', 'currencies'],
    rule: text(
      '第一档必须从0开始，此后各档的起点必须递增、保证金不得减少，并且货币相同。',
      '最初の区分は0から始まり、起点は増え続け、保証金は減らず、通貨は同じでなければなりません。',
      'The first tier must start at 0; thresholds must increase, deposits must not decrease, all in one currency.',
    ),
    faults: ({ deposit: { tiers } }) =>
      indices(tiers, (tier, index) => {
        const before = tiers[index - 1];
        if (tier.from.currency !== tiers[0]?.from.currency) return false;
        if (tier.required.currency !== tier.from.currency) return false;
        if (before === undefined) return tier.from.amountMinor === 0;
        return (
          tier.from.amountMinor > before.from.amountMinor &&
          tier.required.amountMinor >= before.required.amountMinor
        );
      }).map((index) => toPointer(['deposit', 'tiers', index])),
  },
  {
    groups: ['currencies'],
    rule: text(
      '基准货币的参考换算率必须正好是1。',
      '基準通貨の参考換算率はちょうど1でなければなりません。',
      'The reference rate of the reference currency must be exactly 1.',
    ),
    faults: ({ currencies: { referenceCurrency, referenceRatesPpm } }) =>
      ownValue(referenceRatesPpm, referenceCurrency) === WHOLE_PPM
        ? []
        : [toPointer(['currencies', 'referenceRatesPpm', referenceCurrency])],
  },
  {
    groups: ['currencies'],
    rule: text(
      '参考换算率的键必须是 ISO 4217 货币代码。',
      '参考換算率のキーはISO 4217の通貨コードでなければなりません。',
      'The keys of the reference rates must be currency codes of ISO 4217.',
    ),
    faults: ({ currencies: { referenceRatesPpm } }) =>
      Object.keys(referenceRatesPpm).flatMap((code) =>
        isCurrency(code) ? [] : [toPointer(['currencies', 'referenceRatesPpm', code])],
      ),
  },
  {
    // Amounts of every group that is sound: an unsound one is missing here and has faults of its own.
    groups: ['currencies'],
    rule: text(
      '金额的货币必须有参考换算率。',
      '金額の通貨には参考換算率が必要です。',
      'The currency of an amount must have a reference rate.',
    ),
    faults: (document) =>
      moneyPaths(document, []).flatMap(([path, { currency }]) =>
        ownValue(document.currencies.referenceRatesPpm, currency) === undefined ? [`${path}/currency`] : [],
      ),
  },
  {
    groups: ['fees'],
    rule: text(
      '首店费率不得高于任何类目的费率。',
      '1号店の料率はどのカテゴリの料率も超えてはなりません。',
      "The first store's rate must not exceed the rate of any category.",
    ),
    faults: ({ fees }) => [
      ...(fees.standardPpm < fees.firstStorePpm ? ['/fees/standardPpm'] : []),
      ...Object.entries(fees.byCategoryPpm).flatMap(([slug, ppm]) =>
        ppm < fees.firstStorePpm ? [toPointer(['fees', 'byCategoryPpm', slug])] : [],
      ),
    ],
  },
  ordered('fees', fees, 'firstStoreDaysFromFirstPaid', 'firstStoreDaysFromOpening'),
  ordered('stores', stores, 'youngStoresPerLicence', 'storesPerLicence'),
  ordered('orders', orders, 'autoCompleteDaysAfterDelivery', 'autoCompleteDaysAfterShipment'),
  ordered('hoarding', hoarding, 'piecesOfSkuPerOrder', 'piecesOfSkuInUnpaidOrders'),
  ordered('alliance', alliance, 'clearOutScoreMilli', 'admissionScoreMilli'),
  ordered('alliance', alliance, 'commissionMinPpm', 'commissionMaxPpm'),
  ordered('effectiveStore', effectiveStore, 'inStockDays', 'windowDays'),
  ordered('effectiveStore', effectiveStore, 'buyers', 'clearedOrders'),
  ordered('experiments', experiments, 'coverageMinPpm', 'coverageMaxPpm'),
  ordered('api', api, 'pageSize', 'pageSizeMax'),
  {
    groups: ['hoarding', 'orders'],
    rule: text(
      '未付款订单上限必须容得下一次完整的结算。',
      '未払い注文の上限は、1回の会計に収まる注文数以上でなければなりません。',
      'The limit on unpaid orders must leave room for one full checkout.',
    ),
    faults: ({ hoarding, orders }) =>
      hoarding.unpaidOrdersPerBuyer < orders.ordersPerCheckout ? ['/hoarding/unpaidOrdersPerBuyer'] : [],
  },
  {
    groups: ['incentive'],
    rule: text(
      '归属日必须递增。',
      '確定日は増え続けなければなりません。',
      'The days of vesting must increase.',
    ),
    faults: ({ incentive }) => notAscending(incentive.vestingDays, '/incentive/vestingDays'),
  },
  {
    groups: ['media'],
    rule: text(
      '生成的宽度必须递增。',
      '作成する幅は増え続けなければなりません。',
      'The widths must increase.',
    ),
    faults: ({ media }) => notAscending(media.widths, '/media/widths'),
  },
  {
    groups: ['governance'],
    rule: text(
      '记分门槛必须递增。',
      '点数の基準は増え続けなければなりません。',
      'The thresholds of points must increase.',
    ),
    faults: ({ governance }) =>
      notAscending(
        governance.thresholds.map(({ points }) => points),
        '/governance/thresholds',
      ),
  },
  unrepeated('payments', '/payments/methods', ({ payments }) => payments.methods),
  unrepeated('coupons', '/coupons/applicationOrder', ({ coupons }) => coupons.applicationOrder),
  unrepeated('incentive', '/incentive/clawbackOrder', ({ incentive }) => incentive.clawbackOrder),
  unrepeated('media', '/media/formats', ({ media }) => media.formats),
  unrepeated('fraud', '/fraud/strongLinks', ({ fraud }) => fraud.strongLinks),
  unrepeated('governance', '/governance/severityPoints', ({ governance }) =>
    governance.severityPoints.map(({ severity }) => severity),
  ),
  unrepeated('governance', '/governance/spreads', ({ governance }) =>
    governance.spreads.map(({ when }) => when),
  ),
  {
    groups: ['fraud'],
    rule: text(
      '一种关联不能既强又弱，也不能重复。',
      '一つの関連を強弱の両方に入れたり、繰り返したりできません。',
      'A link is either strong or weak, and listed once.',
    ),
    faults: ({ fraud: { strongLinks, weakLinks } }) =>
      indices(
        weakLinks,
        (link, index) => !strongLinks.includes(link) && weakLinks.indexOf(link) === index,
      ).map((index) => toPointer(['fraud', 'weakLinks', index])),
  },
  {
    groups: ['fraud'],
    rule: text(
      '评分卡只能包含已定义的特征。',
      '採点表に使えるのは定義された特徴だけです。',
      'The scorecard can only weigh features that there are.',
    ),
    faults: ({ fraud: { scorecard } }) =>
      Object.keys(scorecard).flatMap((name) =>
        SCORECARD_WEIGHTS.some((known) => known === name) ? [] : [toPointer(['fraud', 'scorecard', name])],
      ),
  },
];

type NumberFields<G extends GroupName> = {
  [F in keyof PolicyDocument[G]]: PolicyDocument[G][F] extends number ? F : never;
}[keyof PolicyDocument[G]] &
  string;

/** The value of one field must not exceed that of another of its group. */
function ordered<G extends GroupName>(
  name: G,
  group: Group,
  smaller: NumberFields<G>,
  larger: NumberFields<G>,
): Check {
  const label = (field: string, locale: Locale) => group.fields[field]?.label[locale] ?? field;
  return {
    groups: [name],
    rule: text(
      `“${label(smaller, 'zh-CN')}”不得大于“${label(larger, 'zh-CN')}”。`,
      `「${label(smaller, 'ja')}」は「${label(larger, 'ja')}」を超えてはなりません。`,
      `“${label(smaller, 'en')}” must not exceed “${label(larger, 'en')}”.`,
    ),
    faults: (document) => {
      const values: Readonly<Record<string, unknown>> = document[name];
      return Number(values[smaller]) <= Number(values[larger]) ? [] : [toPointer([name, smaller])];
    },
  };
}

/** No entry of a list may come twice. */
function unrepeated(
  name: GroupName,
  path: string,
  values: (document: PolicyDocument) => readonly string[],
): Check {
  return {
    groups: [name],
    rule: text('每一项只能出现一次。', '同じ項目は一度だけ指定できます。', 'No entry may come twice.'),
    faults: (document) => {
      const list = values(document);
      return indices(list, (value, index) => list.indexOf(value) === index).map(
        (index) => `${path}/${index}`,
      );
    },
  };
}

function notAscending(values: readonly number[], path: string): string[] {
  return indices(values, (value, index) => index === 0 || value > (values[index - 1] ?? 0)).map(
    (index) => `${path}/${index}`,
  );
}

/** The indices at which a condition does not hold. */
function indices<T>(values: readonly T[], holds: (value: T, index: number) => boolean): number[] {
  return values.flatMap((value, index) => (holds(value, index) ? [] : [index]));
}

function sum<K extends string>(values: Readonly<Record<K, number>>, keys: readonly K[]): number {
  return keys.reduce((total, key) => total + values[key], 0);
}

function ownValue(values: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** Every amount below a value, with the JSON Pointer that leads to it. */
function moneyPaths(value: unknown, path: readonly string[]): [string, MoneyValue][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('amountMinor' in value && 'currency' in value) return [[toPointer(path), value as MoneyValue]];
  return Object.entries(value).flatMap(([key, item]) => moneyPaths(item, [...path, key]));
}
