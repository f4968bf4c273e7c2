import { type AnswerInput, type Locale, type measuresEndpoints, toPublicId } from '@hazumi/contracts';
import {
  type Category,
  type CriterionFigures,
  criterionFigures,
  type EffectiveGap,
  effectiveStoreRules,
  fieldPath,
  type KnownStoreFacts,
  type PolicyDocument,
  type PolicyVersion,
  shareOf,
} from '@hazumi/policy';
import { csvLine } from '../catalogue/imports/imports.csv.ts';
import type { EstimateRow } from './measures.estimates.repository.ts';
import type { MarketDayRow, StoreDayRow } from './measures.repository.ts';

type Endpoints = typeof measuresEndpoints;
type NorthStar = AnswerInput<Endpoints['getNorthStar']>;
type Standing = AnswerInput<Endpoints['listStoreStandings']>['data'][number];
type Estimate = AnswerInput<Endpoints['askLoopEstimate']>;

export function presentDay(row: MarketDayRow): NorthStar['days'][number] {
  return {
    day: row.day,
    closedAt: row.closed_at.toISOString(),
    stores: row.stores,
    effective: row.effective,
    undecided: row.undecided,
    weight: row.weight,
    new: row.became_effective,
    reactivated: row.reactivated,
    lapsed: row.lapsed,
    effectivePrincipals: row.effective_principals,
    policyVersion: row.policy_version,
  };
}

/** The rule of effective stores in the policy's numbers, for a store of no particular category. */
export function presentDefinition(
  { number, document }: Pick<PolicyVersion, 'number' | 'document'>,
  currency: string,
): NorthStar['definition'] {
  const rules = effectiveStoreRules('', currency, document);
  const { effectiveStore } = document;
  return {
    policyVersion: number,
    windowDays: rules.windowDays,
    inStockDays: rules.inStockDays,
    clearedOrders: rules.orders,
    buyers: rules.buyers,
    feeFloorMinor: rules.feeFloorMinor,
    currency,
    onTimeShare: rules.onTimeShare,
    refundPercentile: shareOf(effectiveStore.refundPercentilePpm),
    refundComparedStores: effectiveStore.refundComparedStores,
    minimumScore: rules.minimumScore,
    fraudLimit: rules.fraudLimit,
  };
}

const fields: Readonly<Record<Exclude<EffectiveGap, 'sanction'>, keyof PolicyDocument['effectiveStore']>> = {
  inStockDays: 'inStockDays',
  clearedOrders: 'clearedOrders',
  buyers: 'buyers',
  feesPaid: 'feeFloor',
  onTimeShipment: 'onTimeShipmentPpm',
  refunds: 'refundPercentilePpm',
  score: 'minimumScoreMilli',
  fraud: 'fraudLimitPpm',
};

/** A store's row of a day with every criterion in numbers, by the policy that judged it. */
export function presentStanding(row: StoreDayRow, category: Category, document: PolicyDocument): Standing {
  const rules = effectiveStoreRules(category, row.currency, document);
  const missing = new Set<string>(row.missing);
  const unknown = new Set<string>(row.unknown);
  const unmeasured = new Set<string>(row.unmeasured);
  const stateOf = ({ gap }: CriterionFigures): Standing['criteria'][number]['state'] =>
    missing.has(gap) ? 'missing' : unknown.has(gap) ? 'unknown' : unmeasured.has(gap) ? 'unmeasured' : 'met';
  return {
    storeId: toPublicId('store', row.store_id),
    day: row.day,
    windowDays: rules.windowDays,
    verdict: row.verdict,
    weight: row.weight,
    stage: row.stage,
    effectiveSince: row.effective_since,
    currency: row.currency,
    criteria: criterionFigures(factsOf(row, category), rules).map((figures) => ({
      criterion: figures.gap,
      state: stateOf(figures),
      have: figures.have,
      need: figures.need,
      field: figures.gap === 'sanction' ? null : fieldPath('effectiveStore', fields[figures.gap]),
    })),
    policyVersion: row.policy_version,
  };
}

function factsOf(row: StoreDayRow, category: Category): KnownStoreFacts {
  return {
    category,
    currency: row.currency,
    inStockDays: row.in_stock_days,
    unseenDays: row.unseen_days,
    clearedOrders: row.cleared_orders,
    buyers: row.buyers,
    feesPaidMinor: row.fees_paid_minor,
    shipmentsDue: row.shipments_due,
    shipmentsOnTime: row.shipments_on_time,
    refundRate: row.orders === 0 ? 0 : row.refunded_orders / row.orders,
    refundLimit: row.refund_limit,
    score: row.score,
    isScored: !row.unmeasured.includes('score'),
    fraudProbability: row.fraud_probability,
    isSanctioned: row.is_sanctioned,
  };
}

export function presentEstimate(row: EstimateRow): Estimate {
  const { result } = row;
  return {
    id: toPublicId('loopEstimate', row.id),
    state: row.state,
    cause: row.cause,
    askedBy: row.asked_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    progress: row.progress,
    until: row.until,
    policyVersion: row.policy_version,
    panelDigest: row.panel_digest,
    codeVersion: row.code_version,
    result:
      result === null
        ? null
        : {
            merchants: result.merchants,
            weeks: result.weeks,
            from: result.from,
            level: result.level,
            links: (result.measurement?.links ?? []) as NonNullable<Estimate['result']>['links'],
            merchant: result.measurement?.merchant ?? null,
            platform: result.measurement?.platform ?? null,
            needs: result.needs,
          },
  };
}

const headings: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': [
    '日期',
    '营业店铺',
    '有效店铺',
    'E*',
    '新增',
    '回流',
    '流失',
    '尚无法判断',
    '有效主体',
    '规则版本',
  ],
  ja: [
    '日付',
    '営業中の店舗',
    '有効店舗',
    'E*',
    '新規',
    '復帰',
    '離脱',
    '判定できない店舗',
    '有効な関連主体',
    '規則の版',
  ],
  en: [
    'Day',
    'Stores open',
    'Effective stores',
    'E*',
    'New',
    'Reactivated',
    'Lapsed',
    'Undecided',
    'Effective principals',
    'Policy version',
  ],
};

/** The days as CSV, oldest first, with a byte order mark, so that spreadsheets read it as UTF-8. */
export function northStarCsv(rows: readonly MarketDayRow[], locale: Locale): string {
  const lines = rows.map((row) =>
    csvLine([
      row.day,
      ...[row.stores, row.effective].map(String),
      row.weight.toFixed(3),
      ...[row.became_effective, row.reactivated, row.lapsed, row.undecided, row.effective_principals].map(
        String,
      ),
      String(row.policy_version),
    ]),
  );
  return `\ufeff${csvLine([...headings[locale]])}${lines.join('')}`;
}
