import { LICENCE_RIGHTS, licenceStates, type Party } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { licenceCameIntoForce, licenceWentOutOfForce } from '../stores/stores.licence.ts';
import { closeCheck, type LicenceRow, lockLicence, updateState } from './licences.repository.ts';
import type { LicenceState } from './licences.tables.ts';

export interface Why {
  reason?: string;
  note?: string;
}

/**
 * Makes happen to a licence what one of `events` says (names of transitions in the policy's table of states), with all that follows:
 * the event, an open identity check that nobody waits for any more, and whether its stores sell.
 *
 * @returns the licence as it was before
 * @throws Problem not_found, or state_conflict where nothing of the kind can happen in its present state
 */
export async function moveLicence(
  tx: Tx,
  ctx: Ctx,
  licenceId: string,
  events: readonly string[],
  by: Party,
  policyVersion: number,
  why: Why = {},
): Promise<LicenceRow> {
  const licence = await lockLicence(tx, licenceId);
  if (licence === undefined) throw notFound();
  const transition = transitionFrom(licence.state, events, by);
  if (transition === undefined) {
    throw new Problem('state_conflict', {
      detail: `The licence is ${licenceStates.names[licence.state].en.toLowerCase()}.`,
      data: { state: licence.state },
    });
  }
  const { to } = transition;
  const note = why.note === undefined || why.note === '' ? null : why.note;
  await updateState(tx, licenceId, {
    state: to,
    reason: why.reason ?? null,
    note,
    verifiedAt: to === 'verified' ? (licence.verified_at ?? ctx.now) : licence.verified_at,
  });
  if (licence.state === 'checking') {
    await closeCheck(tx, licenceId, { state: 'withdrawn', decidedBy: null, reason: null, at: ctx.now });
  }
  await appendEvent(tx, ctx, {
    subjectType: 'licence',
    subjectId: licenceId,
    type: `licence.${transition.on}`,
    data: { from: licence.state, to, reason: why.reason ?? null, note, policyVersion },
  });
  const sold = LICENCE_RIGHTS[licence.state].sells;
  const sells = LICENCE_RIGHTS[to].sells;
  if (sells && !sold) await licenceCameIntoForce(tx, ctx, licenceId, policyVersion);
  if (sold && !sells) await licenceWentOutOfForce(tx, ctx, licenceId);
  return licence;
}

/** What can happen to a licence in this state, of these events, brought about by this party. */
export function transitionFrom(state: LicenceState, events: readonly string[], by: Party) {
  return licenceStates
    .transitionsFrom(state)
    .find((found) => events.includes(found.on) && found.by.includes(by));
}
