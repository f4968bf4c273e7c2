import type { Generated } from 'kysely';
import type { Instant, Json } from '../kernel/kernel.tables.ts';
import type { LabFindings, LabSize, LabStage } from './lab.runner.ts';

type MaybeInstant = Instant | null;

export interface LabTables {
  policy_draft: {
    id: string;
    name: string;
    reason: string;
    state: 'draft' | 'proposed' | 'approved' | 'discarded';
    base_number: number;
    document: Json<object>;
    digest: string;
    change_count: number;
    author: string;
    author_id: string;
    version: Generated<number>;
    created_at: Instant;
    updated_at: Instant;
    proposed_by: string | null;
    proposed_by_id: string | null;
    proposed_at: MaybeInstant;
    starts_at: MaybeInstant;
    returned_note: string | null;
    policy_number: number | null;
  };
  policy_approval: {
    draft_id: string;
    person_id: string;
    person: string;
    note: string;
    approved_at: Instant;
  };
  lab_run: {
    id: string;
    draft_id: string;
    document: Json<object>;
    digest: string;
    against_number: number;
    size: LabSize;
    state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
    author: string;
    created_at: Instant;
    started_at: MaybeInstant;
    ended_at: MaybeInstant;
    worker: string | null;
    lease_until: MaybeInstant;
    attempts: Generated<number>;
    is_cancel_asked: Generated<boolean>;
    stage: LabStage | null;
    share: Generated<number>;
    failure: string | null;
    outcome: Json<LabFindings> | null;
  };
  lab_report: { run_id: string; page: string };
}
