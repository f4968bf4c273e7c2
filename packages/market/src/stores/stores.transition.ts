import { type Party, STORE_RIGHTS, storeStates } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { hasOpenOrders, lockStore, type StoreRow, shiftPlaces } from './stores.repository.ts';
import type { StoreState } from './stores.tables.ts';

/** What an operator or the owner does to a store, as the policy's table of states names it. */
export const storeChanges = {
  restrict: { events: ['restricted', 'suspensionEased'], by: 'platform' },
  suspend: { events: ['suspended'], by: 'platform' },
  reinstate: { events: ['restrictionLifted', 'reopened'], by: 'platform' },
  ban: { events: ['banned'], by: 'platform' },
  close: { events: ['closingStarted', 'applicationEnded'], by: 'merchant' },
  reopen: { events: ['closingWithdrawn'], by: 'merchant' },
  finishClosing: { events: ['closed'], by: 'platform' },
} as const satisfies Record<string, { events: readonly string[]; by: Party }>;
export type StoreChange = keyof typeof storeChanges;

/** The transition that a change would be for a store in this state; undefined where it cannot be made. */
export function transitionFor(
  { state, state_reason }: Pick<StoreRow, 'state' | 'state_reason'>,
  change: StoreChange,
) {
  const { events, by } = storeChanges[change];
  // A store that was restricted or suspended keeps the reason while it closes: thinking again must not wash that off.
  if (change === 'reopen' && state_reason !== null) return undefined;
  return storeStates
    .transitionsFrom(state)
    .find((found) => (events as readonly string[]).includes(found.on) && found.by.includes(by));
}

/**
 * Makes a change to a store's state, with its event and its place in the licence.
 *
 * @returns the state it has now
 * @throws Problem not_found, or state_conflict where its present state doesn't allow it
 */
export async function moveStore(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  change: StoreChange,
  why: { reason?: string; note?: string; policyVersion: number },
): Promise<StoreState> {
  const store = await lockStore(tx, storeId);
  if (store === undefined) throw notFound();
  const transition = transitionFor(store, change);
  if (transition === undefined) throw stateConflict(store);
  if (change === 'finishClosing' && (await hasOpenOrders(tx, storeId))) throw stateConflict(store);
  const { to } = transition;
  // Sanctions bring their own reason, their end takes it away, and closing leaves it as it is.
  const keepsReason = change === 'close' || change === 'finishClosing';
  const reason = keepsReason ? store.state_reason : (why.reason ?? null);
  const note = keepsReason ? store.state_note : why.note || null;
  await tx
    .updateTable('store')
    .set((eb) => ({
      state: to,
      state_reason: reason,
      state_note: note,
      closing_at: to === 'closing' ? ctx.now : to === 'open' ? null : store.closing_at,
      closed_at: to === 'closed' ? ctx.now : store.closed_at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', storeId)
    .execute();
  const places = Number(STORE_RIGHTS[to].takesSlot) - Number(STORE_RIGHTS[store.state].takesSlot);
  if (places !== 0) await shiftPlaces(tx, store.licence_id, places);
  await appendEvent(tx, ctx, {
    storeId,
    subjectType: 'store',
    subjectId: storeId,
    type: `store.${transition.on}`,
    data: {
      from: store.state,
      to,
      reason: why.reason ?? null,
      note: why.note || null,
      policyVersion: why.policyVersion,
    },
  });
  return to;
}

export function stateConflict({ state }: Pick<StoreRow, 'state'>): Problem {
  return new Problem('state_conflict', {
    detail: `The store is ${storeStates.names[state].en.toLowerCase()}.`,
    data: { state },
  });
}
