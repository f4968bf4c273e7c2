/**
 * Rule: what a provider captured against what was asked. Money that moved is booked as what it is; a difference gets a
 * name and is never bent to fit.
 */
import type { PolicyDocument } from './document.ts';
import { absolute, applyPpm } from './money.ts';

export interface Capture {
  /** Asked of the provider, in minor units; positive. */
  readonly requestedMinor: bigint;
  readonly capturedMinor: bigint;
  /** 1 for a payment in one go. */
  readonly instalments: number;
}

export interface CaptureDifference {
  /** Whether what was asked for counts as paid. */
  readonly accepted: boolean;
  /** Captured less requested. */
  readonly differenceMinor: bigint;
  /**
   * none: as asked; rounding: within the tolerance; instalmentInterest: what paying in instalments cost the buyer more;
   * overpaid: more than asked without such a reason, and owed to the buyer; underpaid: less than asked.
   */
  readonly name: 'none' | 'rounding' | 'instalmentInterest' | 'overpaid' | 'underpaid';
}

export function captureDifference(
  { requestedMinor, capturedMinor, instalments }: Capture,
  { payments }: Pick<PolicyDocument, 'payments'>,
): CaptureDifference {
  const differenceMinor = capturedMinor - requestedMinor;
  const named = (name: CaptureDifference['name'], accepted: boolean) => ({ accepted, differenceMinor, name });

  if (differenceMinor === 0n) return named('none', true);
  // A tolerance as large as the amount itself must not let nothing pass for something.
  if (capturedMinor <= 0n) return named('underpaid', false);
  if (absolute(differenceMinor) <= tolerance(requestedMinor, payments)) return named('rounding', true);
  if (differenceMinor < 0n) return named('underpaid', false);
  const interestLimit = applyPpm(requestedMinor, payments.instalmentInterestMaxPpm, 'floor');
  return instalments > 1 && differenceMinor <= interestLimit
    ? named('instalmentInterest', true)
    : named('overpaid', payments.overpaymentAccepted);
}

/** The larger of a fixed number of minor units and a share of what was asked. */
function tolerance(requestedMinor: bigint, payments: PolicyDocument['payments']): bigint {
  const fixed = BigInt(payments.captureToleranceMinor);
  const relative = applyPpm(requestedMinor, payments.captureTolerancePpm, 'floor');
  return relative > fixed ? relative : fixed;
}
