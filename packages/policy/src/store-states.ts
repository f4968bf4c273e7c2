/** Rule: the states of a store and what each of them allows. Sanctions (governance) can take away more, never give. */
import { type Text, text } from './fields/text.ts';
import { type StateTable, stateTable } from './states.ts';

export type StoreState = 'applied' | 'open' | 'restricted' | 'suspended' | 'closing' | 'closed' | 'banned';

export interface StoreRights {
  /** Shoppers find the store and its goods. */
  readonly isVisible: boolean;
  /** New orders are taken. */
  readonly sells: boolean;
  /** Further goods may be listed. */
  readonly lists: boolean;
  /** Goods, prices, stock and texts may be changed. */
  readonly edits: boolean;
  /** Orders that exist are shipped, refunded and answered for. */
  readonly fulfils: boolean;
  /** What was settled may be paid out. */
  readonly withdraws: boolean;
  /** The store counts towards the stores of its licence. A banned one does, else a ban would free a slot. */
  readonly takesSlot: boolean;
}

const NAMES: Readonly<Record<StoreState, Text>> = {
  applied: text('待开业', '開店準備中', 'Applied'),
  open: text('营业中', '営業中', 'Open'),
  restricted: text('限制经营', '制限中', 'Restricted'),
  suspended: text('暂停营业', '停止中', 'Suspended'),
  closing: text('关店中', '閉店手続き中', 'Closing'),
  closed: text('已关店', '閉店', 'Closed'),
  banned: text('已封禁', '利用禁止', 'Banned'),
};

/** A merchant that closes its store may think again until it is closed; a closed store that reopens takes a slot anew. */
export const storeStates: StateTable<StoreState> = stateTable(NAMES, [
  { from: 'applied', to: 'open', on: 'opened', by: ['platform'] },
  { from: 'applied', to: 'closed', on: 'applicationEnded', by: ['merchant', 'platform'] },
  { from: 'open', to: 'restricted', on: 'restricted', by: ['platform'] },
  { from: 'open', to: 'suspended', on: 'suspended', by: ['merchant', 'platform'] },
  { from: 'restricted', to: 'open', on: 'restrictionLifted', by: ['platform'] },
  { from: 'restricted', to: 'suspended', on: 'suspended', by: ['platform'] },
  { from: 'suspended', to: 'open', on: 'reopened', by: ['merchant', 'platform'] },
  { from: 'suspended', to: 'restricted', on: 'suspensionEased', by: ['platform'] },
  { from: 'open', to: 'closing', on: 'closingStarted', by: ['merchant', 'platform'] },
  { from: 'restricted', to: 'closing', on: 'closingStarted', by: ['merchant', 'platform'] },
  { from: 'suspended', to: 'closing', on: 'closingStarted', by: ['merchant', 'platform'] },
  { from: 'closing', to: 'open', on: 'closingWithdrawn', by: ['merchant', 'platform'] },
  { from: 'closing', to: 'closed', on: 'closed', by: ['platform'] },
  { from: 'closed', to: 'open', on: 'openedAgain', by: ['merchant', 'platform'] },
  { from: 'applied', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'open', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'restricted', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'suspended', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'closing', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'closed', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'banned', to: 'suspended', on: 'appealUpheld', by: ['platform'] },
]);

const NOTHING: StoreRights = {
  isVisible: false,
  sells: false,
  lists: false,
  edits: false,
  fulfils: false,
  withdraws: false,
  takesSlot: false,
};

export const STORE_RIGHTS: Readonly<Record<StoreState, StoreRights>> = {
  applied: { ...NOTHING, edits: true, takesSlot: true },
  open: {
    isVisible: true,
    sells: true,
    lists: true,
    edits: true,
    fulfils: true,
    withdraws: true,
    takesSlot: true,
  },
  restricted: {
    isVisible: true,
    sells: true,
    lists: false,
    edits: true,
    fulfils: true,
    withdraws: true,
    takesSlot: true,
  },
  suspended: { ...NOTHING, edits: true, fulfils: true, withdraws: true, takesSlot: true },
  closing: { ...NOTHING, fulfils: true, withdraws: true, takesSlot: true },
  closed: { ...NOTHING, fulfils: true, withdraws: true },
  banned: { ...NOTHING, fulfils: true, takesSlot: true },
};
