import type { DeclineReason } from './model.ts';

/**
 * What shall go wrong, on request. A payment gets the defaults of `POST /api/faults`, over them what its
 * creation names, over them what an act names. Absent means: nothing goes wrong.
 */
export interface Faults {
  /** every API answer about the payment comes this many milliseconds late */
  slowMs?: number;
  /** the payment is created, but its creation gets no answer for this long and then 504 */
  createHangsMs?: number;
  /** the refund is made, but its creation gets no answer for this long and then 504 */
  refundHangsMs?: number;
  /** an approval is declined for this reason */
  declined?: DeclineReason;
  /**
   * the capture comes this many milliseconds after the payment has expired; an expired payment is captured at
   * once
   */
  lateMs?: number;
  /** so many refunds fail before one succeeds */
  refundFailures?: number;
  /** a refund is decided only after this many milliseconds of the provider's clock */
  refundDelayMs?: number;
  /** every webhook is sent this many times more, at the same moment */
  duplicateWebhooks?: number;
  /** the 1st, 3rd, 5th ... event waits until the next one was sent, or at most for this many milliseconds */
  outOfOrderMs?: number;
  /** no webhook is ever sent; the event log still has the events */
  lostWebhooks?: boolean;
  /** the first so many rounds of every webhook carry a wrong signature */
  wrongSignatures?: number;
}

/**
 * The longest wait that a fault may ask for: one day for the provider's clock, one minute for an open
 * connection.
 */
export const longestDelayMs = 366 * 24 * 3600 * 1000;
export const longestHangMs = 60_000;
