import type { Locale, Text } from './texts.ts';

/** How a number of a report is shown. The number itself stays as it was measured: JSON and CSV carry it unrounded. */
export interface Unit {
  /** shown is value / scale: 100 for minor units of money */
  readonly scale: number;
  /** digits after the point */
  readonly digits: number;
  readonly percent?: boolean;
  /** so many digits that count instead of digits after the point: for numbers of which nobody knows how small they are */
  readonly significant?: number;
  /** named beside axes and in the heads of tables */
  readonly name?: Text;
}

/** The units that reports use. Money is in minor units of the yuan, shares and probabilities are 0 to 1. */
export const units = {
  count: { scale: 1, digits: 0 },
  number: { scale: 1, digits: 3 },
  share: { scale: 1, digits: 1, percent: true },
  probability: { scale: 1, digits: 0, percent: true },
  money: { scale: 100, digits: 0, name: { 'zh-CN': '元', ja: '元', en: 'yuan' } },
  days: { scale: 1, digits: 0, name: { 'zh-CN': '天', ja: '日', en: 'days' } },
  orders: { scale: 1, digits: 0, name: { 'zh-CN': '单', ja: '件', en: 'orders' } },
  stores: { scale: 1, digits: 0, name: { 'zh-CN': '家', ja: '店', en: 'stores' } },
  visits: { scale: 1, digits: 0, name: { 'zh-CN': '次', ja: '回', en: 'visits' } },
} as const satisfies Record<string, Unit>;

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as people read it, without the unit's name. `compact` shortens large numbers for axes, in the language's own way (万, 億, K).
 * What is not finite is shown as a dash, never as a number.
 */
export function formatNumber(
  value: number,
  unit: Unit,
  locale: Locale,
  { compact = false, signed = false }: { compact?: boolean; signed?: boolean } = {},
): string {
  if (!Number.isFinite(value)) return '–';
  const shown = value / unit.scale;
  const isCompact = compact && !unit.percent && Math.abs(shown) >= 10_000;
  const key = `${locale}|${unit.digits}|${unit.percent}|${unit.significant}|${isCompact}|${signed}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: unit.percent ? 'percent' : 'decimal',
      ...(unit.significant && !isCompact
        ? { maximumSignificantDigits: unit.significant }
        : { maximumFractionDigits: isCompact ? 1 : unit.digits }),
      ...(isCompact && { notation: 'compact' as const }),
      signDisplay: signed ? 'exceptZero' : 'negative',
    });
    formats.set(key, format);
  }
  return format.format(shown);
}

/** The same with the unit's name behind it: "1,204 orders". */
export function formatWithUnit(
  value: number,
  unit: Unit,
  locale: Locale,
  how: { compact?: boolean; signed?: boolean } = {},
): string {
  const number = formatNumber(value, unit, locale, how);
  return unit.name && Number.isFinite(value) ? `${number} ${unit.name[locale]}` : number;
}
