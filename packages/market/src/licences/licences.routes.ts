import { licencesEndpoints as endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register, registerIdempotent, reply } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { checkingSweep } from './licences.checking.ts';
import { addDocument, downloadDocument, removeDocument } from './licences.documents.ts';
import {
  presentDocument,
  presentSummary,
  readChecks,
  readLicence,
  storeLimitOf,
} from './licences.present.ts';
import {
  type ListedLicence,
  listByName,
  listByNumber,
  listNewest,
  listOfPerson,
} from './licences.repository.ts';
import {
  decideCheck,
  editLicence,
  registerLicence,
  sanctionLicence,
  submitLicence,
} from './licences.service.ts';
import type { LicenceState } from './licences.tables.ts';

/** Mounts the licences' endpoints and the sweep that asks the registry. */
export function registerLicences(market: Market): void {
  market.sweeps.push(checkingSweep(market));
  registerOwnersSide(market);
  registerOperatorsSide(market);
}

function registerOwnersSide(market: Market): void {
  registerIdempotent(market, endpoints.registerLicence, async (ctx, { body }, tx) => {
    const licenceId = await registerLicence(market, tx, ctx, personOf(ctx), body);
    // The rights that came with the registration are not yet the actor's: its credential was read before.
    return reply(await readLicence({ ...market, db: tx }, asOwner(ctx, licenceId), licenceId), {
      version: 1,
    });
  });

  register(market, endpoints.listMyLicences, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, ['uuid'])?.[0];
    const rows = await listOfPerson(market.db, personOf(ctx), after, query.limit + 1);
    const limit = storeLimitOf(market, ctx);
    return toPage(
      rows,
      query.limit,
      (row) => [row.membership_id],
      (row) => ({
        ...presentSummary(row, limit),
        role: row.role,
        storeId: row.store_id === null ? null : toPublicId('store', row.store_id),
      }),
    );
  });

  register(market, endpoints.getLicence, (ctx, { scope }) => answer(market, ctx, scope.licenceId));

  register(market, endpoints.editLicence, async (ctx, { scope, body, ifMatch }) => {
    await editLicence(market, ctx, scope.licenceId, ifMatch, body);
    return answer(market, ctx, scope.licenceId);
  });

  register(market, endpoints.addLicenceDocument, async (ctx, { scope, body }) =>
    presentDocument(await addDocument(market, ctx, scope.licenceId, body)),
  );

  register(market, endpoints.getLicenceDocument, (_ctx, { scope, params }) =>
    downloadDocument(market, scope.licenceId, documentIdOf(params.documentId)),
  );

  register(market, endpoints.removeLicenceDocument, async (ctx, { scope, params }) => {
    await removeDocument(market, ctx, scope.licenceId, documentIdOf(params.documentId));
    return undefined;
  });

  register(market, endpoints.submitLicence, async (ctx, { scope }) => {
    await submitLicence(market, ctx, scope.licenceId);
    return answer(market, ctx, scope.licenceId);
  });
}

function registerOperatorsSide(market: Market): void {
  register(market, endpoints.listLicences, async (ctx, { query }) => {
    const { state, limit } = query;
    const storeLimit = storeLimitOf(market, ctx);
    const present = (row: ListedLicence) => ({
      ...presentSummary(row, storeLimit),
      escalated: row.escalated,
    });
    if (query.text !== undefined && query.text !== '') {
      return search(market, { text: query.text, state, cursor: query.cursor, limit }, present);
    }
    const before = decodeCursor(query.cursor, ['uuid'])?.[0];
    const rows = await listNewest(market.db, {
      state,
      escalated: query.escalated !== undefined,
      before,
      limit: limit + 1,
    });
    return toPage(rows, limit, (row) => [row.id], present);
  });

  register(market, endpoints.operatorGetLicence, async (ctx, { params }) => {
    const licenceId = licenceIdOf(params.licenceId);
    const body = await readLicence(market, ctx, licenceId);
    return reply({ ...body, checks: await readChecks(market.db, licenceId) }, { version: body.version });
  });

  register(market, endpoints.operatorGetLicenceDocument, (_ctx, { params }) =>
    downloadDocument(market, licenceIdOf(params.licenceId), documentIdOf(params.documentId)),
  );

  register(market, endpoints.decideLicence, async (ctx, { params, body }) => {
    const licenceId = licenceIdOf(params.licenceId);
    const decision =
      body.decision === 'verified'
        ? { verified: true as const, note: body.note }
        : { verified: false as const, reason: body.reason, note: body.note };
    await decideCheck(market, ctx, licenceId, decision);
    return answer(market, ctx, licenceId);
  });

  register(market, endpoints.suspendLicence, async (ctx, { params, body }) => {
    await sanctionLicence(market, ctx, licenceIdOf(params.licenceId), 'suspended', body);
    return answer(market, ctx, licenceIdOf(params.licenceId));
  });

  register(market, endpoints.reinstateLicence, async (ctx, { params, body }) => {
    await sanctionLicence(market, ctx, licenceIdOf(params.licenceId), 'reinstated', body);
    return answer(market, ctx, licenceIdOf(params.licenceId));
  });

  register(market, endpoints.banLicence, async (ctx, { params, body }) => {
    await sanctionLicence(market, ctx, licenceIdOf(params.licenceId), 'banned', body);
    return answer(market, ctx, licenceIdOf(params.licenceId));
  });
}

/** A registration number is looked up whole; anything else is the beginning of a name, in the order of names. */
async function search<T>(
  market: Market,
  query: { text: string; state: LicenceState | undefined; cursor: string | undefined; limit: number },
  present: (row: ListedLicence) => T,
): Promise<{ data: T[]; nextCursor: string | null }> {
  const number = query.text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s./-]/g, '');
  if (query.cursor === undefined && /^[0-9A-Z]{4,40}$/.test(number)) {
    const rows = await listByNumber(market.db, number, query.state, query.limit);
    if (rows.length > 0) return { data: rows.map(present), nextCursor: null };
  }
  const after = decodeCursor(query.cursor, ['string', 'uuid']);
  const rows = await listByName(market.db, {
    text: query.text,
    state: query.state,
    after,
    limit: query.limit + 1,
  });
  return toPage(rows, query.limit, (row) => [row.lower_name, row.id], present);
}

async function answer(market: Market, ctx: Ctx, licenceId: string) {
  const body = await readLicence(market, ctx, licenceId);
  return reply(body, { version: body.version });
}

function personOf(ctx: Ctx): string {
  if (ctx.actor.kind !== 'person') throw new Problem('unauthenticated');
  return ctx.actor.personId;
}

function asOwner(ctx: Ctx, licenceId: string): Ctx {
  if (ctx.actor.kind !== 'person') return ctx;
  const membership = { licenceId, storeId: null, role: 'owner' as const };
  return { ...ctx, actor: { ...ctx.actor, memberships: [...ctx.actor.memberships, membership] } };
}

function licenceIdOf(publicId: string): string {
  const id = fromPublicId('licence', publicId);
  if (id === undefined) throw notFound();
  return id;
}

function documentIdOf(publicId: string): string {
  const id = fromPublicId('document', publicId);
  if (id === undefined) throw notFound();
  return id;
}
