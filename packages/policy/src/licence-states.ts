/** Rule: the states of a licence, the legal entity behind stores, and what each of them allows. */
import { type Text, text } from './fields/text.ts';
import { type StateTable, stateTable } from './states.ts';

export type LicenceState = 'draft' | 'checking' | 'verified' | 'refused' | 'suspended' | 'banned';

export interface LicenceRights {
  /** The registered facts and documents may be changed. */
  readonly edits: boolean;
  /** New stores may be opened. */
  readonly opensStores: boolean;
  /** Its stores take new orders, as far as their own state lets them. */
  readonly sells: boolean;
}

const NAMES: Readonly<Record<LicenceState, Text>> = {
  draft: text('草稿', '下書き', 'Draft'),
  checking: text('核验中', '確認中', 'Being checked'),
  verified: text('已核验', '確認済み', 'Verified'),
  refused: text('未通过', '不承認', 'Refused'),
  suspended: text('已暂停', '停止中', 'Suspended'),
  banned: text('已封禁', '利用禁止', 'Banned'),
};

export const licenceStates: StateTable<LicenceState> = stateTable(NAMES, [
  { from: 'draft', to: 'checking', on: 'submitted', by: ['merchant'] },
  { from: 'checking', to: 'verified', on: 'verified', by: ['platform'] },
  { from: 'checking', to: 'refused', on: 'refused', by: ['platform'] },
  { from: 'checking', to: 'draft', on: 'submissionWithdrawn', by: ['merchant'] },
  { from: 'refused', to: 'draft', on: 'correctionStarted', by: ['merchant'] },
  { from: 'refused', to: 'checking', on: 'submittedAgain', by: ['merchant'] },
  { from: 'verified', to: 'suspended', on: 'suspended', by: ['platform'] },
  { from: 'suspended', to: 'verified', on: 'reinstated', by: ['platform'] },
  { from: 'draft', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'checking', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'refused', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'verified', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'suspended', to: 'banned', on: 'banned', by: ['platform'] },
  { from: 'banned', to: 'suspended', on: 'appealUpheld', by: ['platform'] },
]);

export const LICENCE_RIGHTS: Readonly<Record<LicenceState, LicenceRights>> = {
  draft: { edits: true, opensStores: false, sells: false },
  checking: { edits: false, opensStores: false, sells: false },
  verified: { edits: false, opensStores: true, sells: true },
  refused: { edits: true, opensStores: false, sells: false },
  suspended: { edits: false, opensStores: false, sells: false },
  banned: { edits: false, opensStores: false, sells: false },
};
