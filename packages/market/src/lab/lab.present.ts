import { type Locale, toPublicId } from '@hazumi/contracts';
import type { ApprovalRow, DraftRow } from './drafts.repository.ts';
import { isBrokenByChange, type LabFindings } from './lab.runner.ts';
import type { RunRow } from './runs.repository.ts';

export function presentRun(row: RunRow, locale: Locale) {
  return {
    id: toPublicId('labRun', row.id),
    draftId: toPublicId('policyDraft', row.draft_id),
    draftName: row.draft_name,
    digest: row.digest,
    against: row.against_number,
    size: row.size,
    state: row.state,
    isCancelling: row.state === 'running' && row.is_cancel_asked,
    progress: { stage: row.stage, share: row.share },
    author: row.author,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    failure: row.failure,
    outcome: row.outcome === null ? null : presentFindings(row.outcome, locale),
  };
}

function presentFindings(findings: LabFindings, locale: Locale) {
  return {
    pairs: findings.pairs,
    days: findings.days,
    principals: findings.principals,
    outcomes: findings.outcomes.map((one) => ({
      name: one.name,
      label: one.label[locale],
      beforeText: one.before[locale],
      afterText: one.after[locale],
      changeText: one.change[locale],
      probabilityBetter: one.probabilityBetter,
    })),
    guardrails: findings.guardrails.map((one) => ({
      name: one.name,
      label: one.label[locale],
      limitText: one.limit[locale],
      bound: one.bound,
      breachBefore: one.breachBefore,
      breachAfter: one.breachAfter,
      isBroken: isBrokenByChange(one),
    })),
    outside: findings.outside.map((text) => text[locale]),
  };
}

export function presentDraft(
  row: DraftRow,
  about: {
    newest: number;
    peopleNeeded: number;
    approvals: readonly ApprovalRow[];
    run: RunRow | undefined;
    locale: Locale;
  },
) {
  const { run, locale } = about;
  return {
    id: toPublicId('policyDraft', row.id),
    name: row.name,
    reason: row.reason,
    state: row.state,
    base: row.base_number,
    isOutdated: (row.state === 'draft' || row.state === 'proposed') && row.base_number !== about.newest,
    digest: row.digest,
    changeCount: row.change_count,
    author: row.author,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    proposal:
      row.proposed_by === null || row.proposed_at === null
        ? null
        : {
            by: row.proposed_by,
            at: row.proposed_at.toISOString(),
            startsAt: row.starts_at?.toISOString() ?? null,
            peopleNeeded: about.peopleNeeded,
            approvals: about.approvals
              .filter(({ draft_id }) => draft_id === row.id)
              .map(({ person, approved_at, note }) => ({ by: person, at: approved_at.toISOString(), note })),
          },
    returnedNote: row.returned_note,
    policyVersion: row.policy_number,
    run: run === undefined ? null : presentRun(run, locale),
  };
}
