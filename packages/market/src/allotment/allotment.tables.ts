import type { Instant } from '../kernel/kernel.tables.ts';

/** Days (`date`) are read as text, `2026-11-22`. */
export interface AllotmentTables {
  impression_place: { place: number; holder: string | null; held_until: Instant };
  impression: {
    store_id: string;
    day: string;
    keyword: string;
    is_allotted: boolean;
    position: number;
    place: number;
    principal_id: string;
    policy_version: number;
    views: bigint;
    micro: bigint;
  };
  impression_page: {
    day: string;
    keyword: string;
    is_allotted: boolean;
    place: number;
    pages: bigint;
    micro: bigint;
  };
  impression_click: { store_id: string; day: string; keyword: string; clicks: bigint };
  search_day: { day: string; query: string; category_id: string | null; pages: bigint };
  category_page_day: { day: string; category_id: string; pages: bigint };
  allotment_day: {
    day: string;
    policy_version: number;
    built_at: Instant;
    keywords: number;
    stores: number;
    supply_micro: bigint;
    inputs: string;
    prices: string;
    policy_digest: string;
    hash: string;
    previous_hash: string | null;
  };
  allotment_keyword: { day: string; keyword: string; supply_micro: bigint };
  allotment_store: {
    store_id: string;
    day: string;
    principal_id: string;
    standing: 'hidden' | 'shown' | 'newcomer';
    quality: number;
    merit_minor: number;
    principal_merit_minor: number;
    dither_draw: number;
    organic: bigint;
    merit: bigint;
    newcomer: bigint;
    exploration: bigint;
    dither: bigint;
  };
  allotment_row: {
    store_id: string;
    day: string;
    keyword: string;
    relevance: number;
    reason: 'hidden' | 'notRelevant' | 'siblingsHoldSeats' | null;
    organic: bigint;
    merit: bigint;
    newcomer: bigint;
    exploration: bigint;
    dither: bigint;
    evidence: unknown;
  };
}
