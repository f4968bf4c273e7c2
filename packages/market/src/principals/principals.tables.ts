import type { LinkKind } from '@hazumi/policy';
import type { Instant } from '../kernel/kernel.tables.ts';

export interface PrincipalTables {
  principal: { id: string; parties: number; licences: number };
  principal_link: {
    kind: LinkKind;
    value: string;
    party: string;
    since: Instant;
  };
  principal_member: {
    party: string;
    principal: string;
    since: Instant;
    policy_version: number;
  };
}
