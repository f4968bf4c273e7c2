import type { Payment } from './model.ts';

/** Expected failures: the status they answer with, a title, and whether asking again unchanged can help. */
export const refusalKinds = {
  malformed_body: { status: 400, title: 'The body is not a JSON object', retry: false },
  idempotency_key_required: { status: 400, title: 'An Idempotency-Key is required', retry: false },
  unauthorized: { status: 401, title: 'The API key is missing or wrong', retry: false },
  not_found: { status: 404, title: 'There is no such object', retry: false },
  payment_not_open: { status: 409, title: 'The payment is no longer open', retry: false },
  payment_captured: { status: 409, title: 'The payment has been captured', retry: false },
  payment_processing: { status: 409, title: 'The money of this payment is on its way', retry: false },
  act_not_for_method: { status: 409, title: 'That act does not fit the payment method', retry: false },
  not_captured: { status: 409, title: 'Nothing was captured that could be refunded', retry: false },
  refund_exceeds_captured: { status: 409, title: 'The refund exceeds what is left', retry: false },
  body_too_large: { status: 413, title: 'The body is too large', retry: false },
  idempotency_key_reused: { status: 422, title: 'The key stood for another request', retry: false },
  invalid_input: { status: 422, title: 'A field is not valid', retry: false },
  expires_in_past: { status: 422, title: 'expiresAt lies in the past', retry: false },
  instalments_not_offered: { status: 422, title: 'So many instalments are not offered', retry: false },
  amount_fixed: { status: 422, title: 'A voucher is redeemed for the amount asked for', retry: false },
  internal: { status: 500, title: 'Something went wrong', retry: true },
  no_answer: { status: 504, title: 'There was no answer in time', retry: true },
} as const;
export type RefusalCode = keyof typeof refusalKinds;

export interface FieldFault {
  /** JSON pointer into the body */
  pointer: string;
  detail: string;
}

export interface Refusal {
  ok: false;
  code: RefusalCode;
  detail: string;
  errors?: readonly FieldFault[];
  /** the payment as it stands, where that is why */
  payment?: Payment;
}

export function refuse(
  code: RefusalCode,
  detail: string,
  more: Pick<Refusal, 'errors' | 'payment'> = {},
): Refusal {
  return { ok: false, code, detail, ...more };
}
