import { type IdKind, toPublicId } from '@hazumi/contracts';

/** The nth id of a kind, the same in every run. */
export function testId(kind: IdKind, number: number): string {
  return toPublicId(kind, `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
}

/** An instant so many hours after the beginning of the tests' time. */
export const testTime = (hours: number): string =>
  new Date(Date.UTC(2026, 4, 4, 1, 30) + hours * 3_600_000).toISOString();
