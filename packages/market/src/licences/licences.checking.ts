import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { Problem } from '../kernel/problem.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { decideCheck } from './licences.service.ts';
import type { RegistryAnswer, RegistryQuestion } from './registry.ts';

const batch = 10;
const dayMs = 86_400_000;
const longestPauseMs = dayMs;

interface DueCheck {
  id: string;
  licence_id: string;
  attempts: number;
  created_at: Date;
  country: string;
  registration_number: string;
  legal_name: string;
}

/**
 * Asks the registry about the checks whose time has come. A check is claimed by putting its next attempt off, in a statement of its
 * own: if this process dies while it waits for the answer, the question is asked again then, under the same reference. Each pause is
 * twice the last, up to a day; a registry that has kept silent for the policy's number of days hands the check to an operator.
 */
export function checkingSweep(market: Market): Sweep {
  return {
    name: 'identityChecks',
    everyMs: 2_000,
    async run(ctx) {
      const due = await claimDue(market, ctx);
      await Promise.all(due.map((check) => ask(market, ctx, check)));
      return due.length;
    },
  };
}

async function claimDue(market: Market, ctx: Ctx): Promise<DueCheck[]> {
  const pauseMs = market.policy.at(ctx.now).document.licences.checkRetryMinutes * 60_000;
  const { rows } = await sql<DueCheck>`
    with due as (
      select id from identity_check where state = 'pending' and next_attempt_at <= ${ctx.now}
      order by next_attempt_at limit ${batch} for update skip locked
    ), claimed as (
      update identity_check c set attempts = attempts + 1, next_attempt_at = ${ctx.now}::timestamptz
        + least(${pauseMs}::float8 * power(2, least(attempts, 20)), ${longestPauseMs}::float8) * interval '1 millisecond'
      from due where c.id = due.id returning c.id, c.licence_id, c.attempts, c.created_at
    )
    select claimed.*, l.country, l.registration_number, l.legal_name
    from claimed join licence l on l.id = claimed.licence_id`.execute(market.db);
  return rows;
}

async function ask(market: Market, ctx: Ctx, check: DueCheck): Promise<void> {
  const answer = await answerOf(market, {
    reference: check.id,
    country: check.country,
    registrationNumber: check.registration_number,
    legalName: check.legal_name,
  });
  switch (answer.kind) {
    case 'passed':
      return decide(market, ctx, check, { verified: true });
    case 'refused':
      return decide(market, ctx, check, { verified: false, reason: answer.reason });
    case 'pending':
    case 'unavailable':
      return escalateIfLate(market, ctx, check);
  }
}

/** An adapter that throws has a bug; the merchant's check must not hang on it. */
async function answerOf(market: Market, question: RegistryQuestion): Promise<RegistryAnswer> {
  try {
    return await market.registry.check(question);
  } catch (error) {
    market.log.error({ err: error, registry: market.registry.name }, 'a registry failed unexpectedly');
    return { kind: 'unavailable', reason: 'the adapter failed' };
  }
}

async function decide(
  market: Market,
  ctx: Ctx,
  check: DueCheck,
  decision: { verified: true } | { verified: false; reason: string },
): Promise<void> {
  try {
    await decideCheck(market, ctx, check.licence_id, decision, check.id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Two licences with one number were checked at once, or an operator verified the other meanwhile.
    if (error.code === 'registration_number_taken') {
      return decide(market, ctx, check, { verified: false, reason: 'registrationNumberTaken' });
    }
    // An operator decided or banned while we asked: that stands.
    if (error.code !== 'state_conflict') throw error;
  }
}

async function escalateIfLate(market: Market, ctx: Ctx, check: DueCheck): Promise<void> {
  const { checkEscalationDays } = market.policy.at(ctx.now).document.licences;
  if (ctx.now.getTime() - check.created_at.getTime() < checkEscalationDays * dayMs) return;
  await inTransaction(market.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('identity_check')
      .set({ state: 'escalated' })
      .where('id', '=', check.id)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return;
    await appendEvent(tx, ctx, {
      subjectType: 'licence',
      subjectId: check.licence_id,
      type: 'licence.checkEscalated',
      data: { registry: market.registry.name, attempts: check.attempts },
    });
  });
}
