import { endpoints } from '@hazumi/contracts';
import { chanceOf } from '../chance.ts';
import { drawGoods, type View } from '../drawing/draw.ts';
import { rasterise } from '../drawing/raster.ts';
import type { Story } from '../plan/acts.ts';
import { dayMs, hourMs } from '../plan/calendar.ts';
import { piecesWanted } from '../plan/checkouts.ts';
import type { ShelfGoods } from '../plan/shelves.ts';
import type { GoodsStory } from '../story/types.ts';
import { each } from './crowd.ts';
import { type OpenedStore, openingOf, type Stores } from './stores.ts';
import type { Answer, World } from './world.ts';

type StoreProduct = Answer<typeof endpoints.getStoreProduct>;

/** Public ids of variants, by `store slug, sku code`, and the goods of each shelf. */
export interface Goods {
  skuId(slug: string, code: string): string;
  products: Map<ShelfGoods, { productId: string; pictures: number }>;
  /** by the goods' public id */
  shelfOf(productId: string): ShelfGoods | undefined;
}

export type Told = (done: number, total: number) => void;

/** Creates the goods of all stores, on sale and in stock, except those that are there. */
export async function fillStores(world: World, stores: Stores, story: Story, told: Told): Promise<Goods> {
  const { data: categories } = await world.ask(endpoints.listCategories, null);
  const categoryIds = new Map(categories.map(({ slug, id }) => [slug, id]));
  const wanted = piecesWanted(story.checkouts);
  const skuIds = new Map<string, string>();
  const shelves = new Map<string, ShelfGoods>();
  const goods: Goods = {
    products: new Map(),
    shelfOf: (productId) => shelves.get(productId),
    skuId(slug, code) {
      const id = skuIds.get(`${slug} ${code}`);
      if (id === undefined) throw new Error(`${slug} has no variant ${code}`);
      return id;
    },
  };
  const total = story.shelves.reduce((sum, shelf) => sum + shelf.goods.length, 0);
  let done = 0;
  await each(story.shelves, 4, async (shelf) => {
    const { slug } = shelf.store;
    const store = stores.get(slug) as OpenedStore;
    const there = await codesOf(world, store);
    for (const [at, one] of shelf.goods.entries()) {
      world.pause();
      const productId = there.get(one.goods.code);
      const product =
        productId === undefined
          ? await world.clock.at(listingOf(story, one, at), () =>
              create(world, store, one, categoryIds, stockOf(world.number, slug, wanted)),
            )
          : await world.ask(endpoints.getStoreProduct, store.owner, {
              params: { storeId: store.storeId, productId },
            });
      for (const sku of product.skus) skuIds.set(`${slug} ${sku.code}`, sku.id);
      shelves.set(product.id, one);
      goods.products.set(one, { productId: product.id, pictures: product.pictures.length });
      done += 1;
      told(done, total);
    }
  });
  return goods;
}

/** Goods of the first day come with the store, a few minutes apart; the others on a morning of theirs. */
function listingOf(story: Story, { store, listedOn }: ShelfGoods, at: number): number {
  const opening = openingOf(story, store);
  const own = story.span.start + listedOn * dayMs + 2 * hourMs;
  return (
    (listedOn > store.store.opensOn ? Math.max(own, opening + hourMs) : opening + 0.5 * hourMs) + at * 140_000
  );
}

async function codesOf(world: World, store: OpenedStore): Promise<Map<string, string>> {
  const { data } = await world.ask(endpoints.listStoreProducts, store.owner, {
    params: { storeId: store.storeId },
    query: { limit: 100 },
  });
  return new Map(data.flatMap(({ code, id }) => (code === null ? [] : [[code, id] as const])));
}

/** As many pieces as the story sells and some that are left: none of a few, so that something is sold out; of others only the last. */
function stockOf(
  number: number,
  slug: string,
  wanted: ReadonlyMap<string, number>,
): (code: string) => number {
  return (code) => {
    const chance = chanceOf(number, `stock ${slug} ${code}`);
    const left = chance.of(0.06) ? 0 : chance.of(0.14) ? chance.whole(1, 9) : chance.whole(14, 160);
    return (wanted.get(`${slug} ${code}`) ?? 0) + left;
  };
}

function create(
  world: World,
  store: OpenedStore,
  { goods, store: shelf }: ShelfGoods,
  categoryIds: ReadonlyMap<string, string>,
  stock: (code: string) => number,
): Promise<StoreProduct> {
  const categoryId = categoryIds.get(goods.categorySlug);
  if (categoryId === undefined) throw new Error(`there is no category ${goods.categorySlug}`);
  return world.ask(endpoints.createProduct, store.owner, {
    params: { storeId: store.storeId },
    idempotencyKey: `seed-goods-${shelf.store.slug}-${goods.code}`,
    body: {
      code: goods.code,
      categoryId,
      texts: goods.texts,
      optionNames: goods.optionName === null ? [] : [goods.optionName],
      skus: goods.skus.map((sku) => ({
        code: sku.code,
        options: sku.options,
        priceMinor: sku.priceMinor,
        compareAtMinor: sku.compareAtMinor,
        freightMinor: sku.freightMinor,
        stock: stock(sku.code),
      })),
      list: true,
    },
  });
}

/** Draws and uploads what is missing, newest goods first: those are what a visitor sees. */
export async function hangPictures(
  world: World,
  stores: Stores,
  story: Story,
  goods: Goods,
  pixels: number,
  told: Told,
): Promise<void> {
  const missing = [...goods.products]
    .flatMap(([shelf, { productId, pictures }]) =>
      views(shelf.goods)
        .slice(pictures)
        .map((view) => ({ shelf, productId, view })),
    )
    .sort(
      (a, b) => b.shelf.listedOn - a.shelf.listedOn || (a.view === b.view ? 0 : a.view === 'whole' ? -1 : 1),
    );
  let done = 0;
  // Two are encoded at once (pictures area); a third is drawn meanwhile.
  await each(missing, 3, async ({ shelf, productId, view }) => {
    world.pause();
    const { slug } = shelf.store.store;
    const { storeId, owner } = stores.get(slug) as OpenedStore;
    const name = `${slug} ${shelf.goods.code}`;
    const png = await rasterise(drawGoods(shelf.goods.look, shelf.store.business, name, view, pixels));
    const form = new FormData();
    form.append('file', new File([png], `${shelf.goods.code}-${view}.png`, { type: 'image/png' }));
    form.append('alt', JSON.stringify(titlesOf(shelf.goods)));
    await world.clock.at(listingOf(story, shelf, 0) + 0.2 * hourMs, () =>
      world.ask(endpoints.addPicture, owner, { params: { storeId, productId }, body: form }),
    );
    done += 1;
    told(done, missing.length);
  });
}

const views = ({ pictures }: GoodsStory): View[] => (pictures === 1 ? ['whole'] : ['whole', 'close']);

const titlesOf = ({ texts }: GoodsStory): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([locale, { title }]) => [locale, title]));
