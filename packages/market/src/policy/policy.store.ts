import type { PolicyVersion } from '@hazumi/policy';

/** The policy in force, for every decision: its document, and the number that is stored with what was decided. */
export interface PolicyStore {
  /** The version in force at this instant; answered from memory, kept fresh by the policy area. */
  at(instant: Date): PolicyVersion;
}
