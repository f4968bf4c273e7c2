import { units } from '@hazumi/report';
import { text } from '../scenario.names.ts';
import type { QuantityName, RunSummary } from '../summary.ts';

export const week = { name: text('周', '週', 'Week'), unit: units.count };

/** Runs drawn thin in a fan. */
export const PATHS = 3;

/** A quantity late in each run. */
export function values(runs: readonly RunSummary[], name: QuantityName): number[] {
  return runs.map(({ late }) => late[name]);
}
