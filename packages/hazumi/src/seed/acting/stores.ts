import { endpoints, toPublicId } from '@hazumi/contracts';
import type { Actor } from '@hazumi/market';
import { lightnessOf } from '../drawing/colour.ts';
import { drawLogo } from '../drawing/document.ts';
import { rasterise } from '../drawing/raster.ts';
import type { Story } from '../plan/acts.ts';
import { dayMs, hourMs } from '../plan/calendar.ts';
import type { ShelfStore } from '../plan/shelves.ts';
import type { Business } from '../story/types.ts';
import { each } from './crowd.ts';
import type { Licences } from './licences.ts';
import { type Cast, emailOf } from './people.ts';
import type { World } from './world.ts';

/** A store of the story as the market knows it. */
export interface OpenedStore {
  storeId: string;
  owner: Actor;
  /** who packs and ships: a clerk where there is one */
  packer: Actor;
}

export type Stores = ReadonlyMap<string, OpenedStore>;

/** Opens every store on its day, unless it is open, and hangs out its sign. */
export async function openStores(
  world: World,
  cast: Cast,
  licences: Licences,
  story: Story,
): Promise<Stores> {
  const { data: categories } = await world.ask(endpoints.listCategories, null);
  const categoryIds = new Map(categories.map(({ slug, id }) => [slug, id]));
  const opened = new Map<string, OpenedStore>();
  const businesses = [...new Set(story.shelves.map(({ business }) => business))];
  for (const business of businesses) {
    const { owner, packer } = staffOf(cast, licences, business);
    const licenceId = toPublicId('licence', licences.get(business.key) as string);
    const { data: there } = await world.ask(endpoints.listLicenceStores, owner, {
      params: { licenceId },
      query: { limit: 100 },
    });
    const own = story.shelves.filter((shelf) => shelf.business === business);
    await each(own, 3, async (shelf) => {
      world.pause();
      const { store } = shelf;
      const at = openingOf(story, shelf);
      const found = there.find(({ slug }) => slug === store.slug);
      const { id, logoUrl } =
        found ??
        (await world.clock.at(at, () =>
          world.ask(endpoints.openStore, owner, {
            params: { licenceId },
            idempotencyKey: `seed-store-${store.slug}`,
            body: {
              texts: store.texts,
              defaultLocale: business.locale,
              slug: store.slug,
              categoryId: categoryIds.get(store.categorySlug) ?? null,
              freight: {
                amountMinor: store.freight.yuan * 100,
                freeFromMinor: store.freight.freeFrom === null ? null : store.freight.freeFrom * 100,
              },
            },
          }),
        ));
      opened.set(store.slug, { storeId: id, owner, packer });
      if (logoUrl === null) await world.clock.at(at + 0.3 * hourMs, () => hangSign(world, owner, id, shelf));
    });
  }
  return opened;
}

/** The instant at which a store of the story opens. */
export const openingOf = (story: Story, { store }: ShelfStore): number =>
  story.span.start + (store.opensOn < 0 ? -1.2 : store.opensOn) * dayMs;

function staffOf(cast: Cast, licences: Licences, business: Business): { owner: Actor; packer: Actor } {
  const licenceId = licences.get(business.key) as string;
  const owner = cast.person(emailOf(business, business.owner), { licenceId, role: 'owner' });
  const clerk = business.staff.find(({ role }) => role === 'clerk');
  const packer =
    clerk === undefined ? owner : cast.person(emailOf(business, clerk), { licenceId, role: 'clerk' });
  return { owner, packer };
}

async function hangSign(
  world: World,
  owner: Actor,
  storeId: string,
  { store, goods }: ShelfStore,
): Promise<void> {
  const look = goods[0]?.goods.look;
  if (look === undefined) return;
  const isDark = lightnessOf(look.colour) < 0.7;
  const [colour, accent] = isDark ? [look.colour, look.accent] : [look.accent, look.colour];
  const form = new FormData();
  const png = await rasterise(drawLogo(store.slug, colour, accent, 256));
  form.append('file', new File([png], `${store.slug}.png`, { type: 'image/png' }));
  await world.ask(endpoints.setStoreLogo, owner, { params: { storeId }, body: form });
}
