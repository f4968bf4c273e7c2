import { createHash } from 'node:crypto';
import { endpoints } from '@hazumi/contracts';
import type { Shopper } from '../plan/shoppers.ts';
import { agrees, type PlannedVisit } from '../plan/visits.ts';
import type { Scene } from './checkouts.ts';
import { lookAround } from './looks.ts';
import type { OpenedStore } from './stores.ts';
import type { World } from './world.ts';

/** A shopper comes to a store by their way, as their browser would tell it. */
export async function visit(scene: Scene, planned: PlannedVisit): Promise<void> {
  const { world, cast, stores, links } = scene;
  const { shopper, store, goods, arrival, number } = planned;
  const as = cast.shopper(shopper);
  const headers = visitorHeaders(world, shopper);
  if (arrival.by === 'link') {
    const tokens = links.tokensOf(store.store.slug, arrival.channel);
    const token = tokens[(shopper.number + number) % tokens.length];
    if (token !== undefined) await world.ask(endpoints.followLink, as, { body: { token }, headers });
    return;
  }
  await lookAround(scene, planned);
  const { storeId } = stores.get(store.store.slug) as OpenedStore;
  const productId = goods === null ? undefined : scene.goods.products.get(goods)?.productId;
  const where = {
    ...(productId === undefined ? { storeId } : { productId }),
    ...(arrival.by === 'market'
      ? { surface: arrival.surface }
      : {
          surface: productId === undefined ? ('store' as const) : ('product' as const),
          referrer: arrival.referrer,
        }),
  };
  await world.ask(endpoints.recordTouches, as, { body: { touches: [where] }, headers });
}

/** By what the browser of a shopper who agreed to it is known again: the same in every telling. */
export function visitorHeaders(world: World, shopper: Shopper): Record<string, string> {
  if (!agrees(shopper)) return {};
  const { secret } = world.composition.market.settings;
  const token = createHash('sha256').update(`${secret} visitor ${shopper.number}`).digest('base64url');
  return { 'x-visitor-token': token };
}
