import { type AnswerInput, type endpoints, type Locale, localizedText, toPublicId } from '@hazumi/contracts';
import { minorToJson, type PolicyDocument } from '@hazumi/policy';
import { csvLine } from '../catalogue/imports/imports.csv.ts';
import { rebateOfLines } from './incentive.amounts.ts';
import type { ShownIncentive, ShownPart } from './incentive.reading.ts';

type OrderAnswer = AnswerInput<typeof endpoints.listStoreIncentives>['data'][number];

/** @param policy by which what is still pending would be decided now; the cap of its month is left out, which only its end can tell */
export function presentIncentive(row: ShownIncentive, policy: PolicyDocument): OrderAnswer {
  const amounts =
    row.state === 'pending'
      ? rebateOfLines(row.lines, row.currency, 0n, policy)
      : {
          baseMinor: row.base_minor,
          feePaidMinor: row.fee_paid_minor,
          rebateMinor: row.rebate_minor,
          limitedBy: row.limited_by,
        };
  return {
    orderId: toPublicId('order', row.order_id),
    orderNumber: row.number,
    currency: row.currency,
    state: row.state,
    completedAt: row.completed_at.toISOString(),
    windowEndsAt: row.window_ends_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    baseMinor: minorToJson(amounts.baseMinor),
    feePaidMinor: minorToJson(amounts.feePaidMinor),
    rebateMinor: minorToJson(amounts.rebateMinor),
    limitedBy: amounts.limitedBy,
    vestedMinor: minorToJson(row.vested_minor),
    clawedBackMinor: minorToJson(row.clawed_back_minor),
    parts: row.parts.map(presentPart),
    meritMinor: row.merit_minor,
    exclusions: row.exclusions as OrderAnswer['exclusions'],
    policyVersion: row.policy_version,
  };
}

/** PostgreSQL writes instants in JSON its own way. */
const presentPart = (part: ShownPart): OrderAnswer['parts'][number] => ({
  ...part,
  at: new Date(part.at).toISOString(),
  vestedAt: part.vestedAt === null ? null : new Date(part.vestedAt).toISOString(),
});

const heads: Record<string, Record<Locale, string>> = {
  order: { 'zh-CN': '订单', ja: '注文', en: 'Order' },
  state: { 'zh-CN': '状态', ja: '状態', en: 'State' },
  completed: { 'zh-CN': '完成时间', ja: '完了日時', en: 'Completed' },
  window: { 'zh-CN': '退货期结束', ja: '返品期間の終了', en: 'Return window ends' },
  currency: { 'zh-CN': '币种', ja: '通貨', en: 'Currency' },
  base: { 'zh-CN': '返还基数（最小单位）', ja: '対象額（最小単位）', en: 'Base (minor units)' },
  fee: { 'zh-CN': '技术服务费（最小单位）', ja: '手数料（最小単位）', en: 'Fee paid (minor units)' },
  rebate: { 'zh-CN': '返还（最小单位）', ja: '還元（最小単位）', en: 'Rebate (minor units)' },
  vested: { 'zh-CN': '已归属（最小单位）', ja: '確定済み（最小単位）', en: 'Vested (minor units)' },
  taken: { 'zh-CN': '已追回（最小单位）', ja: '回収済み（最小単位）', en: 'Taken back (minor units)' },
  next: { 'zh-CN': '下次归属', ja: '次の確定', en: 'Vests next' },
  reasons: { 'zh-CN': '不计原因', ja: '対象外の理由', en: 'Why it earns nothing' },
  version: { 'zh-CN': '规则版本', ja: 'ルールの版', en: 'Policy version' },
};

/** A table for a spreadsheet, heads in the reader's language, codes and instants as the API has them. */
export function incentivesCsv(orders: readonly OrderAnswer[], locale: Locale): string {
  const rows = orders.map((order) => [
    order.orderNumber,
    order.state,
    order.completedAt,
    order.windowEndsAt,
    order.currency,
    String(order.baseMinor),
    String(order.feePaidMinor),
    String(order.rebateMinor),
    String(order.vestedMinor),
    String(order.clawedBackMinor),
    order.parts.find(({ vestedAt }) => vestedAt === null)?.at ?? null,
    order.exclusions.map(({ reason }) => reason).join(' '),
    String(order.policyVersion),
  ]);
  const head = Object.values(heads).map((texts) => localizedText(texts, locale) ?? '');
  return `\uFEFF${[head, ...rows].map(csvLine).join('')}`;
}
