/** A draft of the policy, and a run of it that has ended, as the lab's own tests see them come about. */
import { type Client, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import type pg from 'pg';
import { ids } from './ids.ts';
import { type Credential, freshKey, must } from './people.ts';
import type { Things } from './things.ts';

const findings = { pairs: 2, days: 30, principals: 10, outcomes: [], guardrails: [], outside: [] };

export async function givenLabThings(call: Client, pool: pg.Pool, operator: Credential): Promise<Things> {
  const draft = await must(
    call(endpoints.createPolicyDraft, {
      headers: operator,
      body: { name: 'Draft', reason: 'a test', changes: [{ path: '/fees/standardPpm', value: 20_000 }] },
      idempotencyKey: freshKey(),
    }),
  );
  const run = ids.next(new Date(draft.createdAt));
  await pool.query(
    `insert into lab_run (id, draft_id, document, digest, against_number, size, state, author, created_at, ended_at, outcome)
      select $1, id, document, digest, base_number, 'quick', 'done', author, created_at, created_at, $3::jsonb
      from policy_draft where id = $2`,
    [run, fromPublicId('policyDraft', draft.id), JSON.stringify(findings)],
  );
  await pool.query("insert into lab_report (run_id, page) values ($1, '<!doctype html>')", [run]);
  return { draftId: draft.id, runId: toPublicId('labRun', run) };
}
