import { LICENCE_RIGHTS } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, isUniqueViolation, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { addMembership } from '../people/staff.service.ts';
import { mailAboutLicence } from './licences.mails.ts';
import {
  closeCheck,
  insertCheck,
  insertLicence,
  type LicenceFacts,
  listChecks,
  listDocuments,
  lockLicence,
  updateFacts,
} from './licences.repository.ts';
import { moveLicence, type Why } from './licences.transition.ts';

const dayMs = 86_400_000;
type Parts = Pick<Market, 'db' | 'policy' | 'registry' | 'authenticator' | 'mailer' | 'settings'>;

/** Registers a legal entity as a draft, and makes this person its owner. Returns the licence's id. */
export async function registerLicence(
  market: Parts,
  tx: Tx,
  ctx: Ctx,
  personId: string,
  facts: LicenceFacts,
): Promise<string> {
  const id = ctx.ids.next(ctx.now);
  await insertLicence(tx, {
    ...facts,
    id,
    locale: ctx.locale,
    policyVersion: market.policy.at(ctx.now).number,
    createdAt: ctx.now,
  });
  await appendEvent(tx, ctx, {
    subjectType: 'licence',
    subjectId: id,
    type: 'licence.registered',
    data: {
      legalName: facts.legalName,
      country: facts.country,
      registrationNumber: facts.registrationNumber,
    },
  });
  await addMembership(market, ctx, tx, { personId, licenceId: id, storeId: null, role: 'owner' });
  return id;
}

/**
 * Corrects what the licence says of itself. The contact may always change; the rest only while the policy's table lets the state edit.
 *
 * @throws Problem version_conflict, state_conflict
 */
export async function editLicence(
  market: Parts,
  ctx: Ctx,
  licenceId: string,
  version: number,
  facts: Partial<LicenceFacts>,
): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    const licence = await lockLicence(tx, licenceId);
    if (licence === undefined) throw notFound();
    if (licence.version !== version) throw new Problem('version_conflict');
    const { contactEmail, ...registered } = facts;
    const needsRight = Object.values(registered).some((value) => value !== undefined);
    if ((needsRight && !LICENCE_RIGHTS[licence.state].edits) || licence.state === 'banned') {
      throw new Problem('state_conflict', { data: { state: licence.state } });
    }
    await updateFacts(tx, licenceId, facts);
    const fields = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    await appendEvent(tx, ctx, {
      subjectType: 'licence',
      subjectId: licenceId,
      type: 'licence.edited',
      data: { fields },
    });
  });
}

/**
 * Submits a draft or corrected licence: from here on the registry is asked, by a sweep, until it answers.
 *
 * @throws Problem document_missing, submission_limit, state_conflict
 */
export async function submitLicence(market: Parts, ctx: Ctx, licenceId: string): Promise<void> {
  const { number, document } = market.policy.at(ctx.now);
  await inTransaction(market.db, async (tx) => {
    await moveLicence(tx, ctx, licenceId, ['submitted', 'submittedAgain'], 'merchant', number);
    // The licence's row is locked by now: two submissions at once are counted one after the other.
    const documents = await listDocuments(tx, licenceId);
    if (!documents.some(({ kind }) => kind === 'businessLicence')) throw new Problem('document_missing');
    const most = document.licences.submissionsPerDay;
    const lately = await listChecks(tx, licenceId, most);
    const oldest = lately[most - 1]?.created_at;
    const freeAt = oldest === undefined ? 0 : oldest.getTime() + dayMs - ctx.now.getTime();
    if (freeAt > 0) throw new Problem('submission_limit', { retryAfter: Math.ceil(freeAt / 1000) });
    await insertCheck(tx, {
      id: ctx.ids.next(ctx.now),
      licenceId,
      registry: market.registry.name,
      policyVersion: number,
      now: ctx.now,
    });
  });
}

export type Decision = { verified: true; note?: string } | { verified: false; reason: string; note?: string };

/**
 * Ends an identity check: the registry's answer to one check (`checkId`), or an operator's decision about whichever is open.
 *
 * @throws Problem state_conflict where the licence is not being checked, or not by that check any more; registration_number_taken where
 *   its number is verified for another licence
 */
export async function decideCheck(
  market: Parts,
  ctx: Ctx,
  licenceId: string,
  decision: Decision,
  checkId?: string,
): Promise<void> {
  const { number } = market.policy.at(ctx.now);
  const event = decision.verified ? 'verified' : 'refused';
  const why: Why = {
    ...(decision.verified ? {} : { reason: decision.reason }),
    ...(decision.note === undefined ? {} : { note: decision.note }),
  };
  try {
    await inTransaction(market.db, async (tx) => {
      const licence = await lockLicence(tx, licenceId);
      if (licence === undefined) throw notFound();
      const end = {
        state: decision.verified ? 'passed' : 'refused',
        decidedBy: checkId === undefined ? 'operator' : 'registry',
        reason: why.reason ?? null,
        at: ctx.now,
      } as const;
      // A late answer to an old question must not decide a licence that was corrected and submitted again.
      if (!(await closeCheck(tx, licenceId, end, checkId))) {
        throw new Problem('state_conflict', { data: { state: licence.state } });
      }
      await moveLicence(tx, ctx, licenceId, [event], 'platform', number, why);
      await mailAboutLicence(market, tx, ctx, licence, event, why);
    });
  } catch (error) {
    if (isUniqueViolation(error, 'licence_identity')) throw new Problem('registration_number_taken');
    throw error;
  }
}

/** Suspends, reinstates or bans a licence, and tells its contact. */
export async function sanctionLicence(
  market: Parts,
  ctx: Ctx,
  licenceId: string,
  event: 'suspended' | 'reinstated' | 'banned',
  why: Why,
): Promise<void> {
  const { number } = market.policy.at(ctx.now);
  await inTransaction(market.db, async (tx) => {
    const licence = await moveLicence(tx, ctx, licenceId, [event], 'platform', number, why);
    await mailAboutLicence(market, tx, ctx, licence, event, why);
  });
}
