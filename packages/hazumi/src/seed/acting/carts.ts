import { endpoints } from '@hazumi/contracts';
import { chanceOf } from '../chance.ts';
import type { Story } from '../plan/acts.ts';
import { hourMs } from '../plan/calendar.ts';
import { each } from './crowd.ts';
import type { Goods } from './goods.ts';
import type { Cast } from './people.ts';
import type { World } from './world.ts';

/** Leaves carts half filled, as they are found in any shop at any moment. */
export async function leaveCarts(world: World, story: Story, cast: Cast, goods: Goods): Promise<void> {
  const shoppers = story.shoppers.filter(({ number }) => number % 11 === 0);
  const onSale = story.shelves.filter(({ sellsUntil }) => sellsUntil >= 90).flatMap((shelf) => shelf.goods);
  await each(shoppers, 4, async (shopper) => {
    world.pause();
    const as = cast.shopper(shopper);
    const chance = chanceOf(world.number, `cart ${shopper.number}`);
    const cart = await world.ask(endpoints.getCart, as);
    const there = new Set(cart.stores.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)));
    for (let left = chance.whole(1, 3); left > 0; left -= 1) {
      const { goods: one, store } = chance.pick(onSale);
      const sku = one.skus[0];
      if (sku === undefined) continue;
      const skuId = goods.skuId(store.store.slug, sku.code);
      if (there.has(skuId)) continue;
      await world.clock.at(story.span.end - chance.between(0.2, 20) * hourMs, () =>
        world.ask(endpoints.addCartLine, as, {
          body: { skuId, quantity: 1, seenPriceMinor: sku.priceMinor },
        }),
      );
    }
  });
}
