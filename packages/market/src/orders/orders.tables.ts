import type { Address } from '@hazumi/contracts';
import type { SourceClass } from '@hazumi/policy';
import type { ColumnType, Generated } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Instant, Json } from '../kernel/kernel.tables.ts';
import type { SourcePath } from './placement.source.ts';

export type OrderState =
  | 'unpaid'
  | 'paid'
  | 'partShipped'
  | 'shipped'
  | 'complete'
  | 'stockOutCancelled'
  | 'refunded'
  | 'cancelled';

export interface OrderTables {
  cart: {
    id: string;
    user_id: string | null;
    guest_hash: Buffer | null;
    version: Generated<number>;
    updated_at: Instant;
  };
  cart_line: {
    cart_id: string;
    id: string;
    store_id: string;
    product_id: string;
    sku_id: string;
    quantity: number;
    seen_price_minor: bigint;
    added_at: Instant;
  };
  checkout: {
    id: string;
    buyer: string;
    user_id: string | null;
    email: string | null;
    guest_hash: Buffer | null;
    state: 'unpaid' | 'paid' | 'cancelled';
    currency: string;
    total_minor: bigint;
    captured_minor: Generated<bigint>;
    address: Json<Address>;
    locale: string;
    placed_at: Instant;
    expires_at: Instant;
    paid_at: Instant | null;
    policy_version: number;
  };
  orders: {
    store_id: string;
    id: string;
    checkout_id: string;
    number: string;
    buyer: string;
    user_id: string | null;
    state: OrderState;
    currency: string;
    discount_minor: Generated<bigint>;
    goods_minor: bigint;
    freight_minor: bigint;
    tax_minor: bigint;
    fee_minor: bigint;
    total_minor: bigint;
    refunded_minor: Generated<bigint>;
    address: Json<Address>;
    note: string | null;
    placed_at: Instant;
    paid_at: Instant | null;
    shipped_at: Instant | null;
    delivered_at: Instant | null;
    completed_at: Instant | null;
    cancelled_at: Instant | null;
    cancel_reason: string | null;
    policy_version: number;
    version: Generated<number>;
    source_class: Generated<SourceClass>;
    source: Generated<string>;
    source_link_id: ColumnType<string | null, string | null | undefined>;
    source_path: ColumnType<SourcePath | null, string | null | undefined>;
  };
  order_line: {
    store_id: string;
    order_id: string;
    line_no: number;
    product_id: string;
    sku_id: string;
    category_id: string;
    title: Json<LocalText>;
    options: Json<LocalText[]>;
    picture_key: string | null;
    quantity: number;
    unit_price_minor: bigint;
    discount_minor: Generated<bigint>;
    goods_minor: bigint;
    freight_minor: bigint;
    goods_tax_minor: bigint;
    freight_tax_minor: bigint;
    fee_ppm: number;
    fee_reason: 'standard' | 'firstStore';
    fee_minor: bigint;
    shipped_quantity: Generated<number>;
    returned_quantity: Generated<number>;
    refunded_goods_minor: Generated<bigint>;
    refunded_freight_minor: Generated<bigint>;
    refunded_fee_minor: Generated<bigint>;
  };
  shipment: {
    store_id: string;
    id: string;
    order_id: string;
    carrier: string;
    tracking_number: string;
    lines: Json<{ lineNo: number; quantity: number }[]>;
    shipped_at: Instant;
    delivered_at: Instant | null;
  };
}
