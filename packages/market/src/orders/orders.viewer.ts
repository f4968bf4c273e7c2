import type { Permission } from '@hazumi/contracts';
import type { Scope } from '../kernel/access.ts';
import type { Actor, Ctx } from '../kernel/context.ts';
import { permissionsOf } from '../people/permissions.ts';

/** For whom an order is shown: it decides which amounts, which address and which actions there are. */
export type Viewer =
  | { kind: 'buyer' }
  | { kind: 'staff'; permissions: ReadonlySet<Permission> }
  | { kind: 'operator' };

export const buyerViewer: Viewer = { kind: 'buyer' };
export const operatorViewer: Viewer = { kind: 'operator' };

/** Staff of the store that the request's access was proven for, with what their roles there allow. */
export function staffViewer(ctx: Ctx, scope: Scope): Viewer {
  const { actor } = ctx;
  const memberships = actor.kind === 'person' ? actor.memberships : [];
  const here = memberships.filter(
    (membership) =>
      membership.licenceId === scope.licenceId &&
      (membership.storeId === null || membership.storeId === scope.storeId),
  );
  return {
    kind: 'staff',
    permissions: new Set(here.flatMap((membership) => permissionsOf[membership.role])),
  };
}

/**
 * The names under which orders of this shopper stand: the person's own, and those placed as a guest in this browser, which stay
 * the guest's after signing in. Empty for nobody.
 */
export function buyersOf(actor: Actor): string[] {
  switch (actor.kind) {
    case 'guest':
      return [guestBuyer(actor.guestHash)];
    case 'person': {
      const own = `person:${actor.personId}`;
      return actor.guestHash === null ? [own] : [own, guestBuyer(actor.guestHash)];
    }
    default:
      return [];
  }
}

const guestBuyer = (hash: Buffer): string => `guest:${hash.toString('hex')}`;
