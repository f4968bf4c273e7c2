/** What a replay says at its end: tables for people, and one line of JSON for programs. Pure. */
import { toDecimal } from '@hazumi/policy';
import { type MeasureName, measureNames, type NamedDifference, type Reconciliation } from './reconcile.ts';
import { recordCurrency } from './record.read.ts';

/** `expected.json` of the folder, as far as it holds the measures. */
export type ExpectedSums = Partial<Record<MeasureName, unknown>>;

const mostShown = 20;

export function reportText(reconciliation: Reconciliation, refusedRows: number, refusedFile: string): string {
  const { measures, named, unexplained } = reconciliation;
  const rows = measureNames.map((name) => {
    const { expected, found } = measures[name];
    return [name, `${expected}`, `${found}`, expected === found ? '' : `${found - expected}`];
  });
  const parts = [
    'Reconciliation of the record with the market',
    table(['', 'expected', 'found', 'difference'], rows),
  ];
  if (named.length > 0) {
    parts.push(
      `${named.length} ${named.length === 1 ? 'order differs' : 'orders differ'} by name: booked as what they are`,
      table(['order', 'total', 'paid', 'difference', 'name'], shown(named, differenceRow)),
    );
  }
  if (refusedRows > 0) parts.push(`${refusedRows} rows were refused: ${refusedFile}`);
  if (unexplained.length > 0) {
    parts.push(
      `${unexplained.length} differences without a reason:`,
      shown(unexplained, (fault) => [`- ${fault}`]).join('\n'),
    );
  }
  return parts.join('\n\n');
}

const differenceRow = ({ orderId, totalMinor, paidMinor, name }: NamedDifference): string[] => [
  orderId,
  toDecimal(totalMinor, recordCurrency),
  toDecimal(paidMinor, recordCurrency),
  toDecimal(paidMinor - totalMinor, recordCurrency),
  name,
];

/** The first of many rows, and how many more there are. */
function shown<T>(items: readonly T[], rowOf: (item: T) => string[]): string[][] {
  const rows = items.slice(0, mostShown).map(rowOf);
  return items.length > mostShown ? [...rows, [`... and ${items.length - mostShown} more`]] : rows;
}

/** Numbers of up to 15 digits are exact in JSON, which no record comes near. */
export function reportJson(
  reconciliation: Reconciliation,
  trialBalance: bigint,
  refusedRows: number,
): string {
  const measures = measureNames.map((name) => {
    const { expected, found } = reconciliation.measures[name];
    return [name, { expected: Number(expected), found: Number(found) }] as const;
  });
  return JSON.stringify({
    ...Object.fromEntries(measures),
    trial_balance: Number(trialBalance),
    refused_rows: refusedRows,
  });
}

/** Where the folder's own sums are others than those counted from its good rows. */
export function differencesFromFile(expected: ExpectedSums, { measures }: Reconciliation): string[] {
  return measureNames.flatMap((name) => {
    const stated = expected[name];
    return stated === undefined || stated === Number(measures[name].expected)
      ? []
      : [`${name}: ${JSON.stringify(stated)} stated, ${measures[name].expected} counted`];
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, at) =>
    Math.max(...all.map((row) => (row.length === 1 ? 0 : (row[at]?.length ?? 0)))),
  );
  const isText = (at: number) => at === 0 || header[at] === 'name';
  return all
    .map((row) =>
      row
        .map((cell, at) => (isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
