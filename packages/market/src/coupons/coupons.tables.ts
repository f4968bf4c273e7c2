import type { CouponShape, CouponValidity } from '@hazumi/policy';
import type { ColumnType, Generated } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

/** A coupon's shape as JSON holds it: amounts as numbers. */
export type StoredShape =
  | { kind: 'amountOff'; amountMinor: number }
  | { kind: 'percentOff'; sharePpm: number; capMinor: number | null }
  | { kind: 'items'; pieces: number; sharePpm: number }
  | { kind: 'threshold'; fromMinor: number; amountMinor: number };
export type StoredValidity =
  | { kind: 'range'; from: string; until: string }
  | { kind: 'fromClaim'; days: number };

/** The shape as the policy's rules take it. */
export function shapeOf(stored: StoredShape): CouponShape {
  switch (stored.kind) {
    case 'amountOff':
      return { kind: 'amountOff', amountMinor: BigInt(stored.amountMinor) };
    case 'percentOff': {
      const capMinor = stored.capMinor === null ? null : BigInt(stored.capMinor);
      return { kind: 'percentOff', sharePpm: stored.sharePpm, capMinor };
    }
    case 'items':
      return stored;
    case 'threshold':
      return {
        kind: 'threshold',
        fromMinor: BigInt(stored.fromMinor),
        amountMinor: BigInt(stored.amountMinor),
      };
  }
}

export function validityOf(stored: StoredValidity): CouponValidity {
  return stored.kind === 'fromClaim'
    ? stored
    : { kind: 'range', from: new Date(stored.from), until: new Date(stored.until) };
}

export interface CouponTables {
  coupon: {
    store_id: string;
    id: string;
    names: Json<LocalText>;
    visibility: 'public' | 'hidden';
    shape: Json<StoredShape>;
    /** null: all goods of the store */
    product_ids: string[] | null;
    exclusive_group: string | null;
    validity: Json<StoredValidity>;
    /** null: the policy's number */
    per_person: number | null;
    total: number;
    claimed: Generated<number>;
    ended_at: ColumnType<Date | null, Date | null | undefined>;
    created_at: Instant;
    policy_version: number;
  };
  coupon_claim: {
    store_id: string;
    id: string;
    coupon_id: string;
    person_id: string;
    nth: number;
    link_id: string | null;
    valid_from: Instant;
    valid_until: Instant;
    claimed_at: Instant;
    order_id: ColumnType<string | null, string | null | undefined>;
    used_at: ColumnType<Date | null, Date | null | undefined>;
    discount_minor: Generated<bigint>;
    policy_version: number;
  };
}
