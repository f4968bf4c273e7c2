import type { NewPayment } from '../desk.ts';
import { type Faults, longestDelayMs, longestHangMs } from '../faults.ts';
import { mostInstalments } from '../instalments.ts';
import { type Act, declineReasons, locales, paymentMethods } from '../model.ts';
import type { Input } from './input.ts';

/** What the bodies of requests mean. The caller asks `input.refusal()` before it uses the result. */
export function readNewPayment(input: Input): NewPayment {
  return {
    reference: input.text('reference', 200),
    method: input.oneOf('method', paymentMethods),
    currency: input.currency('currency'),
    amountMinor: input.amount('amountMinor'),
    maxInstalments: input.has('instalments') ? input.integer('instalments', 1, mostInstalments) : 1,
    description: input.text('description', 500),
    returnUrl: input.url('returnUrl'),
    webhookUrl: input.url('webhookUrl'),
    locale: input.has('locale') ? input.oneOf('locale', locales) : 'en',
    expiresAt: input.instant('expiresAt'),
    faults: readFaults(input.object('faults')),
  };
}

export interface ActRequest {
  act: Act;
  delayMs: number;
  faults: Faults;
}

/** `{act, capturedAmountMinor?, instalments?, reason?, delayMs?, faults?}` */
export function readAct(input: Input): ActRequest {
  const name = input.oneOf('act', ['approve', 'paySlip', 'challenge', 'decline', 'cancel', 'expire']);
  return {
    act: actOf(name, input),
    delayMs: input.has('delayMs') ? input.integer('delayMs', 0, longestDelayMs) : 0,
    faults: readFaults(input.object('faults')),
  };
}

function actOf(
  name: 'approve' | 'paySlip' | 'challenge' | 'decline' | 'cancel' | 'expire',
  input: Input,
): Act {
  const capturedMinor = () => (input.has('capturedAmountMinor') ? input.amount('capturedAmountMinor') : null);
  const instalments = () => (input.has('instalments') ? input.integer('instalments', 1, mostInstalments) : 1);
  switch (name) {
    case 'approve':
      return {
        kind: 'approve',
        capturedMinor: capturedMinor(),
        instalments: instalments(),
        cardLast4: null,
      };
    case 'paySlip':
      return { kind: 'paySlip', capturedMinor: capturedMinor() };
    case 'challenge':
      return { kind: 'challenge', instalments: instalments(), cardLast4: '3220' };
    case 'decline':
      return {
        kind: 'decline',
        reason: input.has('reason') ? input.oneOf('reason', declineReasons) : 'card_declined',
      };
    case 'cancel':
      return { kind: 'cancelByShopper' };
    case 'expire':
      return { kind: 'expire' };
  }
}

/** Only the faults that are named. */
export function readFaults(input: Input): Faults {
  const faults: Faults = {};
  const count = (name: string) => input.integer(name, 0, 100);
  if (input.has('slowMs')) faults.slowMs = input.integer('slowMs', 0, longestHangMs);
  if (input.has('createHangsMs')) faults.createHangsMs = input.integer('createHangsMs', 0, longestHangMs);
  if (input.has('refundHangsMs')) faults.refundHangsMs = input.integer('refundHangsMs', 0, longestHangMs);
  if (input.has('declined')) faults.declined = input.oneOf('declined', declineReasons);
  if (input.has('lateMs')) faults.lateMs = input.integer('lateMs', 0, longestDelayMs);
  if (input.has('refundFailures')) faults.refundFailures = count('refundFailures');
  if (input.has('refundDelayMs')) faults.refundDelayMs = input.integer('refundDelayMs', 0, longestDelayMs);
  if (input.has('duplicateWebhooks')) faults.duplicateWebhooks = count('duplicateWebhooks');
  if (input.has('outOfOrderMs')) faults.outOfOrderMs = input.integer('outOfOrderMs', 0, longestHangMs);
  if (input.has('lostWebhooks')) faults.lostWebhooks = input.flag('lostWebhooks');
  if (input.has('wrongSignatures')) faults.wrongSignatures = count('wrongSignatures');
  input.refuseUnknown();
  return faults;
}
