/** Values of policy fields as a person reads them. For show only: no decision reads these texts. */
import { formatMoney } from '../currency.ts';
import { minorFromJson } from '../money.ts';
import type { MoneyValue, Shape, Unit } from './shape.ts';
import { type Locale, type Text, text } from './text.ts';

/** Units as a form names them beside the input. */
export const UNIT_NAMES: Readonly<Record<Unit, Text>> = {
  bytes: text('字节', 'バイト', 'bytes'),
  characters: text('字符', '文字', 'characters'),
  count: text('个', '件', 'count'),
  days: text('天', '日', 'days'),
  hours: text('小时', '時間', 'hours'),
  minorUnits: text('最小货币单位', '最小通貨単位', 'minor units'),
  minutes: text('分钟', '分', 'minutes'),
  number: text('数值', '数値', 'number'),
  pixels: text('像素', 'ピクセル', 'pixels'),
  points: text('分', '点', 'points'),
  ppm: text('百万分之一', '百万分率', 'parts per million'),
  scoreMilli: text('千分之一分', '千分の一点', 'thousandths of a point'),
  seconds: text('秒', '秒', 'seconds'),
};

const INTL_UNITS: Partial<Record<Unit, string>> = {
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
};

const YES_NO = { yes: text('是', 'はい', 'Yes'), no: text('否', 'いいえ', 'No') };
const NOTHING = text('（空）', '（なし）', '(none)');
const SEPARATOR = text('、', '、', ', ');
const MEBIBYTE = 1_048_576;

/** A value of a shape in a reader's language: 10_000 ppm -> '1%', 15 minutes -> '15分钟'. */
export function formatValue(shape: Shape, value: unknown, locale: Locale): string {
  switch (shape.kind) {
    case 'integer':
    case 'decimal':
      return formatNumber(shape.unit, value as number, locale);
    case 'flag':
      return (value === true ? YES_NO.yes : YES_NO.no)[locale];
    case 'choice':
      return shape.options[value as string]?.[locale] ?? String(value);
    case 'word':
      return String(value);
    case 'money': {
      const { amountMinor, currency } = value as MoneyValue;
      return formatMoney(minorFromJson(amountMinor), currency, locale);
    }
    case 'list':
      return joined(
        (value as readonly unknown[]).map((item) => formatValue(shape.item, item, locale)),
        locale,
      );
    case 'table':
      return joined(
        Object.entries(value as Readonly<Record<string, unknown>>).map(
          ([key, item]) => `${key} ${formatValue(shape.value, item, locale)}`,
        ),
        locale,
      );
    case 'row':
      return joined(
        Object.entries(shape.columns).map(([name, column]) => {
          const item = (value as Readonly<Record<string, unknown>>)[name];
          return `${column.label[locale]} ${formatValue(column.shape, item, locale)}`;
        }),
        locale,
      );
  }
}

function formatNumber(unit: Unit, value: number, locale: Locale): string {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const intlUnit = INTL_UNITS[unit];
  if (intlUnit !== undefined)
    return new Intl.NumberFormat(locale, { style: 'unit', unit: intlUnit, unitDisplay: 'long' }).format(
      value,
    );
  switch (unit) {
    case 'ppm':
      return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(
        value / 1_000_000,
      );
    case 'scoreMilli':
      return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 3 }).format(
        value / 1_000,
      );
    case 'bytes':
      return value % MEBIBYTE === 0
        ? `${plain.format(value / MEBIBYTE)} MiB`
        : `${plain.format(value)} ${UNIT_NAMES.bytes[locale]}`;
    case 'pixels':
      return `${plain.format(value)} px`;
    case 'characters':
    case 'minorUnits':
    case 'points':
      return `${plain.format(value)}${locale === 'en' ? ' ' : ''}${UNIT_NAMES[unit][locale]}`;
    default:
      return plain.format(value);
  }
}

function joined(parts: readonly string[], locale: Locale): string {
  return parts.length === 0 ? NOTHING[locale] : parts.join(SEPARATOR[locale]);
}
