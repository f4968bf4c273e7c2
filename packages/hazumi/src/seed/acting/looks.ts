import { type AnswerOf, endpoints, fromPublicId, type Locale, toPublicId } from '@hazumi/contracts';
import type { Composition } from '@hazumi/market';
import type { ShelfGoods, ShelfStore } from '../plan/shelves.ts';
import type { PlannedVisit } from '../plan/visits.ts';
import type { Scene } from './checkouts.ts';
import { openingOf } from './stores.ts';

type Allotment = Composition['allotment'];

/** As many as the shop's pages show. */
const goodsShown = 12;
const storesShown = 12;

/**
 * A shopper finds a store on a page of the market's own: a search for what they look for, the list of stores, or what is recommended: the
 * category of what they look for, or the home page. What the page shows is counted, and so is the click, as the shop counts them; what
 * is listed only later in the story is not on it.
 */
export async function lookAround(scene: Scene, planned: PlannedVisit): Promise<void> {
  const { arrival, goods, shopper } = planned;
  if (arrival.by !== 'market') return;
  if (arrival.surface === 'storeChannel') return storesOn('stores', scene, planned);
  if (goods !== null) {
    const text = arrival.surface === 'search' ? keywordOf(goods, shopper.locale) : undefined;
    if (text !== undefined) return search(scene, planned, goods, text);
    if (planned.number % 2 === 0) return category(scene, planned, goods);
  }
  return storesOn('home', scene, planned);
}

async function search(scene: Scene, planned: PlannedVisit, goods: ShelfGoods, text: string): Promise<void> {
  const { world, cast } = scene;
  const { allotment } = world.composition;
  const turn = allotment.takeSearch(text);
  const first = (turn?.first ?? []).map((id) => toPublicId('product', id));
  const { data } = await world.ask(endpoints.searchProducts, cast.shopper(planned.shopper), {
    query: { q: text, limit: goodsShown, ...(first.length === 0 ? {} : { first: first.join(',') }) },
  });
  noteGoods(scene, planned, goods, data, turn, { search: text });
}

async function category(scene: Scene, planned: PlannedVisit, goods: ShelfGoods): Promise<void> {
  const { world, cast } = scene;
  const { allotment } = world.composition;
  const slug = goods.goods.categorySlug;
  const categoryId = (await categoryIdsOf(scene)).get(slug);
  if (categoryId === undefined) throw new Error(`there is no category ${slug}`);
  const turn = allotment.takeCategory(slug);
  const first = (turn?.first ?? []).map((id) => toPublicId('product', id));
  const { data } = await world.ask(endpoints.listCategoryGoods, cast.shopper(planned.shopper), {
    params: { categoryId },
    query: { limit: goodsShown, ...(first.length === 0 ? {} : { first: first.join(',') }) },
  });
  noteGoods(scene, planned, goods, data, turn, { category: slug });
}

const categoryIds = new WeakMap<Scene['world'], Promise<Map<string, string>>>();

function categoryIdsOf({ world }: Scene): Promise<Map<string, string>> {
  let known = categoryIds.get(world);
  if (known === undefined) {
    known = world
      .ask(endpoints.listCategories, null)
      .then(({ data }) => new Map(data.map(({ slug, id }) => [slug, id])));
    categoryIds.set(world, known);
  }
  return known;
}

/** Counts what a page of goods shows of the story so far, and the click on those that are looked for. */
function noteGoods(
  scene: Scene,
  planned: PlannedVisit,
  goods: ShelfGoods,
  data: AnswerOf<typeof endpoints.searchProducts>['data'],
  turn: ReturnType<Allotment['takeSearch']>,
  from: Parameters<Allotment['clicked']>[0],
): void {
  const day = (planned.at - scene.story.span.start) / dayMs;
  const there = data.filter(({ id, store }) => {
    const known = scene.goods.shelfOf(id);
    return known !== undefined && known.listedOn <= day && isOpen(scene, store.slug, planned.at);
  });
  turn?.shown(there.flatMap(({ id }) => fromPublicId('product', id) ?? []));
  const productId = scene.goods.products.get(goods)?.productId;
  if (productId === undefined || !there.some(({ id }) => id === productId)) return;
  const own = fromPublicId('product', productId);
  if (own !== undefined) scene.world.composition.allotment.clicked(from, { productId: own });
}

async function storesOn(page: 'home' | 'stores', scene: Scene, planned: PlannedVisit): Promise<void> {
  const { world, cast } = scene;
  const { allotment } = world.composition;
  const turn = page === 'home' ? allotment.takeHome() : allotment.takeStores();
  const first = turn.first.map((id) => toPublicId('store', id));
  const { data } = await world.ask(endpoints.listStores, cast.shopper(planned.shopper), {
    query: { limit: storesShown, ...(first.length === 0 ? {} : { first: first.join(',') }) },
  });
  const there = data.filter(({ slug }) => isOpen(scene, slug, planned.at));
  turn.shown(there.flatMap(({ id }) => fromPublicId('store', id) ?? []));
  const { slug } = planned.store.store;
  if (there.some((store) => store.slug === slug)) allotment.clicked({ page }, { slug });
}

const dayMs = 86_400_000;

function isOpen({ story }: Scene, slug: string, at: number): boolean {
  const shelf: ShelfStore | undefined = story.shelves.find(({ store }) => store.slug === slug);
  return shelf !== undefined && openingOf(story, shelf) <= at;
}

const segmenters = new Map<Locale, Intl.Segmenter>();

/** What somebody would search these goods by: the noun at the end of their title, in their language if it is told in that. */
export function keywordOf({ goods }: ShelfGoods, locale: Locale): string | undefined {
  const title = goods.texts[locale]?.title ?? Object.values(goods.texts)[0]?.title;
  if (title === undefined) return undefined;
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  const words = [...segmenter.segment(title)].filter(({ isWordLike }) => isWordLike);
  return words.map(({ segment }) => segment).findLast((word) => /^\p{L}{2,}$/u.test(word));
}

/**
 * Begins to find goods in memory, and to write what is counted twice a second, as the server does.
 *
 * @returns what ends it, with all of it written
 */
export async function beginCounting({ allotment }: Composition): Promise<() => Promise<void>> {
  await allotment.goods.rebuild();
  allotment.goods.start();
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // Where it fails, what is counted waits; the last one says so.
    last = last.catch(() => undefined).then(() => allotment.flush());
    last.catch(() => undefined);
  }, 500);
  return async () => {
    clearInterval(timer);
    await last.catch(() => undefined);
    await allotment.flush();
  };
}
