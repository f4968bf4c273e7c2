import type { Actor, Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { cartLimits } from './cart.limits.ts';
import { type Cart, emptyCart, presentCart } from './cart.present.ts';
import * as repository from './cart.repository.ts';

type Parts = Pick<Market, 'db' | 'policy'>;

/** The cart of whoever asks; the empty one for nobody and for who has none yet. */
export async function showCart(market: Parts, ctx: Ctx): Promise<Cart> {
  const owner = ownerOf(ctx.actor);
  if (owner === undefined) return emptyCart;
  return presentCart(
    await repository.readCart(market.db, owner),
    cartLimits(market.policy.at(ctx.now).document),
  );
}

/**
 * @param added `seenPriceMinor` is the price that the shopper was shown; today's unless told
 * @throws Problem not_found for a SKU that nobody was ever shown, not_purchasable, cart_full
 */
export function addLine(
  market: Parts,
  ctx: Ctx,
  added: { skuId: string; quantity: number; seenPriceMinor: bigint | undefined },
): Promise<Cart> {
  return change(market, ctx, async (tx, owner) => {
    const offer = await repository.readOffer(tx, added.skuId);
    if (offer === undefined) throw notFound();
    if (!offer.is_on_sale) throw new Problem('not_purchasable', { pointer: '/body/skuId' });
    const cartId = await repository.takeCart(tx, ctx, owner);
    const limits = cartLimits(market.policy.at(ctx.now).document);
    const filling = await repository.readFilling(tx, cartId, added.skuId);
    if (filling.pieces === 0 && filling.lines >= limits.lines) {
      throw new Problem('cart_full', {
        detail: `A cart holds at most ${limits.lines} lines.`,
        data: { lines: limits.lines },
      });
    }
    if (filling.pieces + added.quantity > limits.pieces) throw tooManyPieces(limits.pieces);
    await repository.putLine(tx, ctx, cartId, {
      id: ctx.ids.next(ctx.now),
      storeId: offer.store_id,
      productId: offer.product_id,
      skuId: added.skuId,
      quantity: added.quantity,
      seenPriceMinor: added.seenPriceMinor ?? offer.price_minor,
    });
  });
}

/** @throws Problem not_found, also for a line of somebody else's cart; cart_full */
export function changeLine(
  market: Parts,
  ctx: Ctx,
  lineId: string,
  changed: { quantity: number; seenPriceMinor: bigint | undefined },
): Promise<Cart> {
  return change(market, ctx, async (tx, owner) => {
    const cartId = await repository.takeExistingCart(tx, ctx, owner);
    if (cartId === undefined) throw notFound();
    const { quantity, seenPriceMinor = null } = changed;
    if (!(await repository.setLine(tx, cartId, lineId, { quantity, seenPriceMinor }))) throw notFound();
    const limits = cartLimits(market.policy.at(ctx.now).document);
    if (quantity > limits.pieces) throw tooManyPieces(limits.pieces);
  });
}

/** @throws Problem not_found, also for a line of somebody else's cart */
export function removeLine(market: Parts, ctx: Ctx, lineId: string): Promise<Cart> {
  return change(market, ctx, async (tx, owner) => {
    const cartId = await repository.takeExistingCart(tx, ctx, owner);
    if (cartId === undefined || !(await repository.dropLine(tx, cartId, lineId))) throw notFound();
  });
}

/** Runs a change of the actor's cart in a transaction and answers the cart as it is after it. */
function change(
  { db, policy }: Parts,
  ctx: Ctx,
  work: (tx: Tx, owner: repository.CartOwner) => Promise<void>,
): Promise<Cart> {
  const owner = ownerOf(ctx.actor);
  if (owner === undefined) throw new Problem('unauthenticated');
  return inTransaction(db, async (tx) => {
    await work(tx, owner);
    return presentCart(await repository.readCart(tx, owner), cartLimits(policy.at(ctx.now).document));
  });
}

function ownerOf(actor: Actor): repository.CartOwner | undefined {
  if (actor.kind === 'person') return { kind: 'person', personId: actor.personId };
  if (actor.kind === 'guest') return { kind: 'guest', guestHash: actor.guestHash };
  return undefined;
}

const tooManyPieces = (most: number): Problem =>
  new Problem('cart_full', {
    pointer: '/body/quantity',
    detail: `A line holds at most ${most} pieces.`,
    data: { pieces: most },
  });

const dayMs = 86_400_000;

/** Prunes guests' carts that the policy no longer keeps. */
export function guestCartSweep(market: Parts): Sweep {
  return {
    name: 'cart.prune',
    everyMs: 3_600_000,
    run(ctx) {
      const { guestCartDays } = market.policy.at(ctx.now).document.orders;
      return repository.pruneGuestCarts(market.db, new Date(ctx.now.getTime() - guestCartDays * dayMs), 500);
    },
  };
}
