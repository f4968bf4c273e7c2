import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import type { Market } from '../market.ts';
import { type CartLimits, cartLimits } from './cart.limits.ts';

export interface SignedIn {
  personId: string;
  guestHash: Buffer;
}

/**
 * Puts what somebody gathered as a guest into their own cart, at sign-in. Pieces of the same SKU add up, as far as the limits allow;
 * the price that the guest saw last counts as seen. The guest's cart is gone afterwards, so that a second merge finds nothing.
 *
 * Both rows are locked in the order of their ids, so that rivals that merge or fill the same carts wait for one another instead
 * of falling into a deadlock.
 */
export async function mergeGuestCart(
  tx: Tx,
  ctx: Pick<Ctx, 'now' | 'ids'>,
  { personId, guestHash }: SignedIn,
  limits: CartLimits,
): Promise<void> {
  const guest = await tx
    .selectFrom('cart')
    .select('id')
    .where('guest_hash', '=', guestHash)
    .executeTakeFirst();
  if (guest === undefined) return;
  await tx
    .insertInto('cart')
    .values({ id: ctx.ids.next(ctx.now), user_id: personId, guest_hash: null, updated_at: ctx.now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  const carts = await tx
    .selectFrom('cart')
    .select(['id', 'user_id'])
    .where((eb) => eb.or([eb('user_id', '=', personId), eb('guest_hash', '=', guestHash)]))
    .orderBy('id')
    .forUpdate()
    .execute();
  const own = carts.find((cart) => cart.user_id === personId);
  const theirs = carts.find((cart) => cart.user_id === null);
  // A rival has merged or pruned the guest's cart meanwhile.
  if (own === undefined || theirs === undefined) return;
  await moveLines(tx, theirs.id, own.id, limits);
  await tx.deleteFrom('cart').where('id', '=', theirs.id).execute();
  await tx
    .updateTable('cart')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', own.id)
    .execute();
}

/** Lines that the cart has already take their pieces; of the others, the newest go in while there is room. */
async function moveLines(tx: Tx, from: string, to: string, limits: CartLimits): Promise<void> {
  await sql`
    with known as (
      update cart_line own
      set quantity = least(own.quantity + guest.quantity, greatest(own.quantity, ${limits.pieces})),
        seen_price_minor = guest.seen_price_minor
      from cart_line guest
      where own.cart_id = ${to} and guest.cart_id = ${from} and own.sku_id = guest.sku_id
    )
    insert into cart_line (cart_id, id, store_id, product_id, sku_id, quantity, seen_price_minor, added_at)
    select ${to}, id, store_id, product_id, sku_id, least(quantity, ${limits.pieces}), seen_price_minor, added_at
    from cart_line guest
    where cart_id = ${from} and not exists (select from cart_line own where own.cart_id = ${to} and own.sku_id = guest.sku_id)
    order by added_at desc, id desc
    limit greatest(0, ${limits.lines} - (select count(*) from cart_line where cart_id = ${to}))`.execute(tx);
}

/** The merge as what follows a sign-in, of somebody who may have been a guest until then: `onSignIn: [mergingGuestCarts(market)]`. */
export function mergingGuestCarts(
  market: Pick<Market, 'clock' | 'ids' | 'policy'>,
): (tx: Tx, who: { personId: string; guestHash: Buffer | null }) => Promise<void> {
  return async (tx, { personId, guestHash }) => {
    if (guestHash === null) return;
    const now = market.clock.now();
    const limits = cartLimits(market.policy.at(now).document);
    await mergeGuestCart(tx, { now, ids: market.ids }, { personId, guestHash }, limits);
  };
}
