import { type Endpoint, fromPublicId } from '@hazumi/contracts';
import type { Market } from '../market.ts';
import { allows } from '../people/permissions.ts';
import type { Actor } from './context.ts';
import { notFound, Problem } from './problem.ts';

/** What part of the market the caller's credential covers for this request: UUIDs, proven by a membership. */
export interface Scope {
  licenceId: string;
  storeId: string;
  /** the only stores of the licence that are covered; null: all of them */
  storeIds: readonly string[] | null;
}

const noScope: Scope = { licenceId: '', storeId: '', storeIds: null };

/**
 * Decides whether this actor may call this endpoint on the licence or store in its path. Somebody who isn't staff there gets
 * `not_found`, as for a thing that doesn't exist; staff without the permission get `forbidden`.
 */
export async function checkAccess(
  market: Market,
  definition: Endpoint,
  actor: Actor,
  params: Record<string, string> | undefined,
): Promise<Scope> {
  if (actor.kind === 'person' && actor.scopes !== null) {
    // What anybody may read without a word, a key may read too.
    const isOpen = definition.access === 'public' && definition.scope === undefined;
    if (!isOpen && (definition.scope === undefined || !actor.scopes.includes(definition.scope))) {
      throw new Problem('forbidden', {
        detail: `This API key lacks the scope ${definition.scope ?? '(none is enough here)'}.`,
      });
    }
  }
  switch (definition.access) {
    case 'public':
    case 'provider':
      return noScope;
    case 'shopper':
      if (actor.kind === 'nobody') throw new Problem('unauthenticated');
      return noScope;
    case 'person':
      if (actor.kind !== 'person') throw new Problem('unauthenticated');
      return noScope;
    case 'operator':
      if (actor.kind !== 'person') throw new Problem('unauthenticated');
      // To anybody else, the operators' side of the market isn't there.
      if (actor.operator === null) throw notFound();
      if (actor.operator.role === 'auditor' && definition.method !== 'get') {
        throw new Problem('forbidden', { detail: 'An auditor reads, and changes nothing.' });
      }
      return noScope;
    case 'licence':
      if (actor.kind !== 'person') throw new Problem('unauthenticated');
      return staffScope(market, definition, actor, params ?? {});
  }
}

async function staffScope(
  market: Market,
  { permission, storeStaff }: Endpoint,
  actor: Extract<Actor, { kind: 'person' }>,
  params: Record<string, string>,
): Promise<Scope> {
  if (permission === undefined) throw new Error('an endpoint for staff names its permission');
  const storeId = params.storeId === undefined ? '' : (fromPublicId('store', params.storeId) ?? '');
  const licenceId =
    params.licenceId === undefined
      ? await market.licenceOfStore(storeId)
      : fromPublicId('licence', params.licenceId);
  if (licenceId === undefined) throw notFound();
  const covers = (of: string | null): boolean =>
    of === null ||
    (storeId !== '' && of === storeId) ||
    (storeStaff === true && params.storeId === undefined);
  const here = actor.memberships.filter(
    (membership) => membership.licenceId === licenceId && covers(membership.storeId),
  );
  if (here.length === 0) throw notFound();
  const able = here.filter((membership) => allows(membership.role, permission));
  if (able.length === 0) throw new Problem('forbidden');
  const stores = able.flatMap((membership) => membership.storeId ?? []);
  return { licenceId, storeId, storeIds: stores.length === able.length ? stores : null };
}
