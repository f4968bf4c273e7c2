/** Values of the policy as forms hold them, and back. Parts per million are written as percent, thousandths of a point as points. */
import type { FaultList } from '../../forms/faults.ts';
import { moneyText, parseDecimal, parseMoney, parseWhole } from '../../forms/numbers.ts';
import type { Shape } from './policy-schema.ts';

export type Draft =
  | string
  | boolean
  | Draft[]
  | { currency: string; amount: string }
  | { key: string; value: Draft }
  | { [column: string]: Draft };

/** How many decimals a unit is moved by for people: 50,000 ppm are 5 %. */
const shift: Record<string, number> = { ppm: 4, scoreMilli: 3 };

export function draftOf(shape: Shape, value: unknown): Draft {
  switch (shape.kind) {
    case 'number':
      return numberText(Number(value ?? 0), shift[shape.unit ?? ''] ?? 0);
    case 'flag':
      return value === true;
    case 'choice':
    case 'word':
      return String(value ?? '');
    case 'money': {
      const { amountMinor = 0, currency = 'CNY' } = (value ?? {}) as {
        amountMinor?: number;
        currency?: string;
      };
      return { currency, amount: moneyText(amountMinor, currency) };
    }
    case 'list':
      return (Array.isArray(value) ? value : []).map((item) => draftOf(shape.item, item));
    case 'table':
      return Object.entries((value ?? {}) as Record<string, unknown>).map(([key, entry]) => ({
        key,
        value: draftOf(shape.value, entry),
      }));
    case 'row':
      return Object.fromEntries(
        shape.columns.map(({ name, shape: column }) => [
          name,
          draftOf(column, ((value ?? {}) as Record<string, unknown>)[name]),
        ]),
      );
  }
}

/** An empty value of a shape, for a new entry of a list or table. */
export function emptyDraft(shape: Shape): Draft {
  if (shape.kind === 'number') return '';
  if (shape.kind === 'choice') return shape.options[0] ?? '';
  if (shape.kind === 'money') return { currency: 'CNY', amount: '' };
  if (shape.kind === 'row') {
    return Object.fromEntries(shape.columns.map(({ name, shape: column }) => [name, emptyDraft(column)]));
  }
  return draftOf(shape, undefined);
}

/** The value that a draft says; faults are put at the pointers of the draft's inputs. */
export function valueOfDraft(shape: Shape, draft: Draft, at: string, list: FaultList): unknown {
  switch (shape.kind) {
    case 'number':
      return numberOf(shape, String(draft), at, list);
    case 'flag':
      return draft === true;
    case 'choice':
    case 'word':
      if (String(draft).trim() === '') list.add(at, 'required');
      return String(draft).trim();
    case 'money': {
      const { amount, currency } = draft as { amount: string; currency: string };
      const code = currency.trim().toUpperCase();
      if (!/^[A-Z]{3}$/.test(code)) {
        list.add(`${at}/currency`, 'form');
        return undefined;
      }
      const amountMinor = parseMoney(amount, code);
      if (amountMinor === undefined) list.add(`${at}/amount`, 'money');
      return { amountMinor, currency: code };
    }
    case 'list':
      return (draft as Draft[]).map((item, index) => valueOfDraft(shape.item, item, `${at}/${index}`, list));
    case 'table':
      return tableOf(shape, draft as { key: string; value: Draft }[], at, list);
    case 'row':
      return Object.fromEntries(
        shape.columns.map(({ name, shape: column }) => [
          name,
          valueOfDraft(column, (draft as Record<string, Draft>)[name] ?? '', `${at}/${name}`, list),
        ]),
      );
  }
}

function tableOf(
  shape: Extract<Shape, { kind: 'table' }>,
  entries: readonly { key: string; value: Draft }[],
  at: string,
  list: FaultList,
): Record<string, unknown> {
  const table: Record<string, unknown> = {};
  entries.forEach(({ key, value }, index) => {
    const name = key.trim();
    if (name === '') list.add(`${at}/${index}/key`, 'required');
    else if (Object.hasOwn(table, name)) list.add(`${at}/${index}/key`, 'twice');
    table[name] = valueOfDraft(shape.value, value, `${at}/${index}/value`, list);
  });
  return table;
}

function numberOf(
  shape: Extract<Shape, { kind: 'number' }>,
  text: string,
  at: string,
  list: FaultList,
): number | undefined {
  const places = shift[shape.unit ?? ''] ?? 0;
  if (text.trim() === '') {
    list.add(at, 'required');
    return undefined;
  }
  const value =
    places > 0
      ? scaled(text, places)
      : shape.isWhole
        ? parseWhole(text, { signed: true })
        : parseDecimal(text);
  if (value === undefined) {
    list.add(at, places > 0 || !shape.isWhole ? 'decimal' : 'number');
    return undefined;
  }
  const shown = 10 ** places;
  if (shape.min !== undefined && value < shape.min)
    list.add(at, { kind: 'numberMin', limit: shape.min / shown });
  if (shape.max !== undefined && value > shape.max)
    list.add(at, { kind: 'numberMax', limit: shape.max / shown });
  return value;
}

/** '5.25' with 4 places is 52,500: moved as text, because 0.07 * 10,000 is not 700 in floating point. */
function scaled(text: string, places: number): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s,%]/g, '');
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (match === null) return undefined;
  const decimals = match[3] ?? '';
  if (decimals.slice(places).replaceAll('0', '') !== '') return undefined;
  const value = Number(`${match[2]}${decimals.slice(0, places).padEnd(places, '0')}`);
  return match[1] === '-' ? -value : value;
}

function numberText(value: number, places: number): string {
  if (places === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Where in the drafts of a field a place of its value stands: entries of a table are named by key there and by number here. */
export function draftPointer(shape: Shape, draft: Draft, rest: readonly string[]): string {
  const [part, ...more] = rest;
  if (part === undefined) return '';
  if (shape.kind === 'list') {
    return `/${part}${draftPointer(shape.item, (draft as Draft[])[Number(part)] ?? '', more)}`;
  }
  if (shape.kind === 'table') {
    const index = (draft as { key: string; value: Draft }[]).findIndex(({ key }) => key.trim() === part);
    if (index === -1) return '';
    const entry = (draft as { key: string; value: Draft }[])[index];
    return `/${index}/value${draftPointer(shape.value, entry?.value ?? '', more)}`;
  }
  if (shape.kind === 'row') {
    const column = shape.columns.find(({ name }) => name === part);
    if (column === undefined) return '';
    return `/${part}${draftPointer(column.shape, (draft as Record<string, Draft>)[part] ?? '', more)}`;
  }
  if (shape.kind === 'money') return part === 'currency' ? '/currency' : '/amount';
  return '';
}
