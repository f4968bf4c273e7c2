import type { SourceClass } from '@hazumi/policy';
import type { Generated } from 'kysely';
import type { Instant } from '../kernel/kernel.tables.ts';

export interface TouchTables {
  touch: {
    store_id: string;
    visitor: string;
    at: Instant;
    id: string;
    surface: string;
    source: string;
    source_class: SourceClass;
    is_paid: boolean;
    link_id: string | null;
    product_id: string | null;
    coupon_id: string | null;
    creator_id: string | null;
    campaign: string | null;
    policy_version: number;
    xid: Generated<bigint>;
  };
  touch_day: {
    store_id: string;
    day: string;
    link_id: string;
    source: string;
    source_class: SourceClass;
    visits: bigint;
  };
  touch_rollup: { only_row: Generated<boolean>; xid: bigint };
}
