import type { Locale } from '@hazumi/contracts';
import type { Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export interface PaymentTables {
  payment: {
    id: string;
    checkout_id: string | null;
    user_id: string | null;
    buyer: string;
    provider: string;
    method: 'card' | 'slip' | 'voucher' | 'balance';
    currency: string;
    amount_minor: bigint;
    instalments: Generated<number>;
    state: 'created' | 'pending' | 'captured' | 'failed' | 'expired' | 'cancelled';
    captured_minor: bigint | null;
    applied_minor: Generated<bigint>;
    difference_name: string | null;
    provider_ref: string | null;
    redirect_url: string | null;
    return_url: string | null;
    locale: Locale;
    failure_code: string | null;
    refunded_minor: Generated<bigint>;
    returned_minor: Generated<bigint>;
    created_at: Instant;
    captured_at: Instant | null;
    expires_at: Instant;
    next_check_at: Instant | null;
  };
  refund: {
    store_id: string | null;
    id: string;
    order_id: string | null;
    payment_id: string;
    amount_minor: bigint;
    state: 'created' | 'pending' | 'succeeded' | 'failed';
    reason: string;
    provider_ref: string | null;
    failed_attempts: Generated<number>;
    next_attempt_at: Instant | null;
    created_at: Instant;
    settled_at: Instant | null;
  };
  webhook_receipt: {
    provider: string;
    event_id: string;
    type: string;
    payload: Json<object>;
    received_at: Instant;
  };
  spendable_balance: { user_id: string; currency: string; amount_minor: bigint };
}
