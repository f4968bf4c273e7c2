import type { Locale } from '@hazumi/contracts';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export type StoreState = 'applied' | 'open' | 'restricted' | 'suspended' | 'closing' | 'closed' | 'banned';

export interface StoreTables {
  store: {
    id: string;
    licence_id: string;
    slug: string;
    texts: Json<Partial<Record<Locale, { name: string; description?: string }>>>;
    /** the names alone, made by the database from `texts` */
    names: ColumnType<Partial<Record<Locale, string>>, never, never>;
    currency: string;
    country: string;
    default_locale: string;
    category_id: string | null;
    state: StoreState;
    /** code of a sanction */
    state_reason: string | null;
    state_note: string | null;
    /** whether its licence is verified and neither suspended nor banned */
    licence_in_force: boolean;
    /** made by the database: open or restricted, and its licence in force */
    open_for_sale: ColumnType<boolean, never, never>;
    is_first_of_licence: boolean;
    logo_key: string | null;
    freight_minor: Generated<bigint>;
    freight_free_from_minor: bigint | null;
    first_paid_at: Instant | null;
    opened_at: Instant | null;
    closing_at: Instant | null;
    closed_at: Instant | null;
    policy_version: number;
    version: Generated<number>;
    created_at: Instant;
  };
}
