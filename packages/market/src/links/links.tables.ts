import type { Generated } from 'kysely';
import type { Instant } from '../kernel/kernel.tables.ts';

export type LinkChannel = 'group' | 'contact' | 'clerk' | 'poster';

export interface LinkTables {
  private_link: {
    store_id: string;
    id: string;
    /** the part of the token by which the row is found */
    code: Buffer;
    channel: LinkChannel;
    target: 'store' | 'product' | 'coupon';
    product_id: string | null;
    coupon_id: string | null;
    label: string;
    max_uses: number | null;
    uses: Generated<number>;
    expires_at: Instant | null;
    revoked_at: Instant | null;
    created_by: string;
    created_at: Instant;
    policy_version: number;
  };
  private_link_use: {
    store_id: string;
    link_id: string;
    visitor: string;
    at: Instant;
  };
}
