/** The gates as lines of a terminal. */
import type { GateResult } from '@hazumi/flywheel';

const WIDTHS = [38, 7, 8, 8, 9, 8, 8, 8] as const;
const HEAD = ['gate', 'truth', 'mean', 'bias', 'coverage', 'length', 'naive', 'passed'];

export const tableHead = `${line(HEAD)}\n${'-'.repeat(WIDTHS.reduce((sum, width) => sum + width, 0))}`;

/** One gate; the reason behind it where it failed. */
export function tableRow(gate: GateResult): string {
  const row = line([
    gate.name,
    number(gate.truth),
    number(gate.mean),
    gate.kind === 'weak' ? '-' : number(gate.bias),
    number(gate.coverage),
    number(gate.width),
    number(gate.naive),
    gate.passed ? 'yes' : 'NO',
  ]);
  return gate.passed ? row : `${row}  ${gate.failures.join('; ')}`;
}

function line(cells: readonly string[]): string {
  return cells.map((cell, k) => (k === 0 ? cell.padEnd(WIDTHS[k]) : cell.padStart(WIDTHS[k] ?? 0))).join('');
}

function number(value: number): string {
  if (Number.isNaN(value)) return '-';
  return Number.isFinite(value) ? value.toFixed(3) : 'no end';
}
