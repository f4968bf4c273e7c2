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
    currency: string;
    price_from_minor: bigint | null;
    price_to_minor: bigint | null;
    compare_at_minor: bigint | null;
    search_terms: Generated<string>;
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
  catalogue_size: { store_id: string; products: number };
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
    formats: string[];
    sha256: string;
    created_at: Instant;
  };
  catalogue_import: {
    store_id: string;
    id: string;
    state: 'ready' | 'applying' | 'applied' | 'undoing' | 'undone' | 'discarded';
    file_name: string;
    encoding: 'utf-8' | 'gb18030' | 'shift_jis';
    headings: Json<string[]>;
    ignored_columns: Json<string[]>;
    row_count: number;
    create_count: number;
    change_count: number;
    unchanged_count: number;
    error_count: number;
    applied_count: Generated<number>;
    skipped_count: Generated<number>;
    undone_count: Generated<number>;
    kept_count: Generated<number>;
    actor: string;
    policy_version: number;
    created_at: Instant;
    applied_at: Instant | null;
    undo_until: Instant | null;
    touched_at: Instant;
  };
  catalogue_import_row: {
    store_id: string;
    import_id: string;
    row_number: number;
    kind: 'create' | 'change' | 'unchanged' | 'error';
    state: 'pending' | 'applied' | 'skipped' | 'undone' | 'kept';
    product_code: string | null;
    sku_code: string | null;
    product_id: string | null;
    sku_id: string | null;
    makes_product: boolean;
    changes: Json<{ column: string; before: string | null; after: string | null }[]>;
    error: Json<{ code: string; column: string | null; values: Record<string, string | number> }> | null;
    cells: Json<string[]>;
  };
}
