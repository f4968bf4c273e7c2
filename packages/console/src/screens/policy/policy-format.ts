import { type Format, formatMoney, formatPpm } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/intl.ts';
import type { Shape } from './policy-schema.ts';

const timeUnits: Record<string, string> = {
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
};

/** A value of the policy in the reader's words: 10,000 ppm are 1 %, 15 minutes are 15分钟. */
export function formatPolicyValue(shape: Shape, value: unknown, t: Translate, format: Format): string {
  switch (shape.kind) {
    case 'number':
      return formatNumber(Number(value), shape.unit, t, format);
    case 'flag':
      return value === true ? t('common.yes') : t('common.no');
    case 'choice':
    case 'word':
      return String(value);
    case 'money': {
      const { amountMinor, currency } = value as { amountMinor: number; currency: string };
      return formatMoney(format.locale, amountMinor, currency);
    }
    case 'list':
      return joined(
        (value as unknown[]).map((item) => formatPolicyValue(shape.item, item, t, format)),
        t,
      );
    case 'table':
      return joined(
        Object.entries(value as Record<string, unknown>).map(
          ([key, entry]) => `${key} ${formatPolicyValue(shape.value, entry, t, format)}`,
        ),
        t,
      );
    case 'row':
      return shape.columns
        .map(({ name, label, shape: column }) => {
          const part = (value as Record<string, unknown>)[name];
          return `${label} ${formatPolicyValue(column, part, t, format)}`;
        })
        .join(' · ');
  }
}

function formatNumber(
  value: number,
  unit: string | undefined,
  t: Translate,
  { locale, number }: Format,
): string {
  const timeUnit = timeUnits[unit ?? ''];
  if (timeUnit !== undefined) {
    return new Intl.NumberFormat(locale, { style: 'unit', unit: timeUnit, unitDisplay: 'long' }).format(
      value,
    );
  }
  if (unit === 'ppm') return formatPpm(locale, value);
  if (unit === 'scoreMilli') {
    return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 3 }).format(
      value / 1000,
    );
  }
  if (unit === undefined || unit === 'count' || unit === 'number') {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value);
  }
  return `${number(value)} ${unitName(t, unit)}`;
}

const units = [
  'bytes',
  'characters',
  'count',
  'days',
  'hours',
  'minorUnits',
  'minutes',
  'number',
  'pixels',
  'points',
  'ppm',
  'scoreMilli',
  'seconds',
] as const;

/** A unit as it stands beside an input: what is typed for `ppm` is percent. */
export function unitName(t: Translate, unit: string): string {
  const known = units.find((name) => name === unit);
  return known === undefined ? unit : t(`policyUnit.${known}`);
}

const sources = [
  'article',
  'wechat',
  'douyin',
  'amazon',
  'tiktok',
  'law',
  'standard',
  'research',
  'hazumi',
] as const;
export function sourceName(t: Translate, source: string): string {
  const known = sources.find((name) => name === source);
  return known === undefined ? source : t(`policySource.${known}`);
}

export function confidenceName(t: Translate, confidence: string): string {
  const known = (['V', 'P', 'D'] as const).find((name) => name === confidence);
  return known === undefined ? confidence : t(`policyConfidence.${known}`);
}

function joined(parts: readonly string[], t: Translate): string {
  return parts.length === 0 ? t('common.none') : parts.join(t('keys.separator'));
}
