/** Rule: the states of goods on a store's shelf. */
import { type Text, text } from './fields/text.ts';
import { type StateTable, stateTable } from './states.ts';

export type ListingState = 'draft' | 'listed' | 'delisted' | 'removed';

export interface ListingRights {
  /** Shoppers find it and can order it, while it is in stock and its store sells. */
  readonly isOnSale: boolean;
  readonly edits: boolean;
  /** It counts towards the goods of its store. */
  readonly counts: boolean;
}

const NAMES: Readonly<Record<ListingState, Text>> = {
  draft: text('草稿', '下書き', 'Draft'),
  listed: text('在售', '販売中', 'Listed'),
  delisted: text('已下架', '取り下げ', 'Delisted'),
  removed: text('已删除', '削除済み', 'Removed'),
};

/** Removed goods stay in the orders they were sold in, and never come back. */
export const listingStates: StateTable<ListingState> = stateTable(NAMES, [
  { from: 'draft', to: 'listed', on: 'listed', by: ['merchant'] },
  { from: 'listed', to: 'delisted', on: 'delisted', by: ['merchant', 'platform'] },
  { from: 'delisted', to: 'listed', on: 'listedAgain', by: ['merchant', 'platform'] },
  { from: 'draft', to: 'removed', on: 'removed', by: ['merchant', 'platform'] },
  { from: 'listed', to: 'removed', on: 'removed', by: ['merchant', 'platform'] },
  { from: 'delisted', to: 'removed', on: 'removed', by: ['merchant', 'platform'] },
]);

export const LISTING_RIGHTS: Readonly<Record<ListingState, ListingRights>> = {
  draft: { isOnSale: false, edits: true, counts: true },
  listed: { isOnSale: true, edits: true, counts: true },
  delisted: { isOnSale: false, edits: true, counts: true },
  removed: { isOnSale: false, edits: false, counts: false },
};
