import type { Locale } from '@hazumi/contracts';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';

export type LocalText = Partial<Record<Locale, string>>;

export interface CatalogueTables {
  category: {
    id: string;
    parent_id: string | null;
    slug: string;
    names: Json<LocalText>;
    path: string[];
    position: number;
    version: Generated<number>;
  };
  product: {
    store_id: string;
    id: string;
    category_id: string;
    state: 'draft' | 'listed' | 'delisted' | 'removed';
    code: string | null;
    texts: Json<Partial<Record<Locale, { title: string; description?: string }>>>;
    /** the titles alone, made by the database from `texts` */
    titles: ColumnType<LocalText, never, never>;
    option_names: Json<LocalText[]>;
    search_text: Generated<string>;
    version: Generated<number>;
    listed_at: Instant | null;
    created_at: Instant;
    updated_at: Instant;
  };
  sku: {
    store_id: string;
    id: string;
    product_id: string;
    code: string;
    options: Json<LocalText[]>;
    price_minor: bigint;
    compare_at_minor: bigint | null;
    freight_minor: bigint | null;
    weight_grams: number | null;
    is_active: Generated<boolean>;
    position: Generated<number>;
    version: Generated<number>;
  };
  stock: { store_id: string; sku_id: string; received: bigint; available: bigint };
  stock_adjustment: {
    store_id: string;
    id: string;
    sku_id: string;
    delta: bigint;
    reason: string;
    actor: string;
    at: Instant;
  };
  picture: {
    store_id: string;
    id: string;
    product_id: string;
    position: number;
    alt: Json<LocalText>;
    object_key: string;
    width: number;
    height: number;
    sizes: Json<{ width: number; height: number }[]>;
    sha256: string;
    created_at: Instant;
  };
}
