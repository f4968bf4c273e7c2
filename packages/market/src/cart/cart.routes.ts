import { cartEndpoints, fromPublicId } from '@hazumi/contracts';
import { minorFromJson } from '@hazumi/policy';
import { register } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { addLine, changeLine, guestCartSweep, removeLine, showCart } from './cart.service.ts';

/** Mounts the cart and the sweep that prunes old ones. `startGuest` belongs to people, who make guests' tokens. */
export function registerCart(market: Market): void {
  register(market, cartEndpoints.getCart, (ctx) => showCart(market, ctx));
  register(market, cartEndpoints.addCartLine, (ctx, { body }) =>
    addLine(market, ctx, {
      skuId: known(fromPublicId('sku', body.skuId)),
      quantity: body.quantity,
      seenPriceMinor: seen(body.seenPriceMinor),
    }),
  );
  register(market, cartEndpoints.changeCartLine, (ctx, { params, body }) =>
    changeLine(market, ctx, known(fromPublicId('cartLine', params.lineId)), {
      quantity: body.quantity,
      seenPriceMinor: seen(body.seenPriceMinor),
    }),
  );
  register(market, cartEndpoints.removeCartLine, (ctx, { params }) =>
    removeLine(market, ctx, known(fromPublicId('cartLine', params.lineId))),
  );
  market.sweeps.push(guestCartSweep(market));
}

/** The contract checked the form of the id already. */
function known(uuid: string | undefined): string {
  if (uuid === undefined) throw notFound();
  return uuid;
}

const seen = (priceMinor: number | undefined): bigint | undefined =>
  priceMinor === undefined ? undefined : minorFromJson(priceMinor);
