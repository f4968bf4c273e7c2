/** The pages on top of the API: the shop, and the memory of its pages kept true. */
import { fromPublicId, type IdKind, toPublicId } from '@hazumi/contracts';
import { type Composition, scarceProducts, tailEvents } from '@hazumi/market';
import { buildAssets, createStorefront, pageTags, type Storefront, type Turns } from '@hazumi/storefront';

/** Pages know public ids alone. */
function turnsOf({ allotment }: Composition): Turns {
  type Turn = ReturnType<typeof allotment.takeHome>;
  const ofKind = (kind: IdKind, turn: Turn) => ({
    first: turn.first.map((id) => toPublicId(kind, id)),
    shown: (ids: readonly string[]) => turn.shown(ids.flatMap((id) => fromPublicId(kind, id) ?? [])),
    failed: turn.failed,
  });
  return {
    search(text) {
      const turn = allotment.takeSearch(text);
      return turn === undefined ? undefined : ofKind('product', turn);
    },
    home: () => ofKind('store', allotment.takeHome()),
    stores: () => ofKind('store', allotment.takeStores()),
    category(slug) {
      const turn = allotment.takeCategory(slug);
      return turn === undefined ? undefined : ofKind('product', turn);
    },
    clicked(from, of) {
      if ('slug' in of) return allotment.clicked(from, of);
      const productId = fromPublicId('product', of.productId);
      if (productId !== undefined) allotment.clicked(from, { productId });
    },
  };
}

type Change = Parameters<Parameters<typeof tailEvents>[1]>[0][number];

export type Pages = {
  shop: Storefront;
  close(): Promise<void>;
};

/** Makes the shop over the market in this process. Changes that any process makes are heard of, and the pages that show them go. */
export async function createPages(composition: Composition, paymentOrigin: string): Promise<Pages> {
  const { market } = composition;
  const { settings, log } = market;
  const shop = createStorefront({
    api: async (request, caller) => market.app.fetch(request, { ip: caller.ip, internal: true }),
    publicUrl: settings.publicUrl,
    secure: settings.publicUrl.startsWith('https:'),
    secret: settings.secret,
    assets: await buildAssets(),
    now: () => performance.now(),
    paymentOrigins: [paymentOrigin],
    merchantPath: '/console/',
    // Long, because every change is heard of. It bounds what is shown while the database is away.
    freshMs: 30_000,
    staleMs: 30_000,
    turns: turnsOf(composition),
    onError: (error, requestId) => log.error({ err: error, requestId }, 'a page failed unexpectedly'),
  });
  const tail = tailEvents(
    market.db,
    async (changes) => {
      // Else a page could be made again from an index that has not heard yet, and be kept.
      await composition
        .catchUpSearch()
        .catch((error) => log.warn({ err: error }, 'the search index is behind'));
      shop.invalidate(changes.flatMap(tagsOf));
      // Orders change what is left. Pages show it only where it is little, so only those goods are looked for.
      const orders = changes.filter((change) => change.subjectType === 'order');
      const scarce = await scarceProducts(
        market.db,
        orders.map((change) => change.subjectId),
      );
      shop.invalidate(scarce.map((productId) => pageTags.product(toPublicId('product', productId))));
    },
    (error) => log.warn({ err: error }, 'changes cannot be heard of'),
  );
  return { shop, close: tail.close };
}

/** The cached pages that show what changed by itself; what orders do to stock is looked up apart. */
function tagsOf(change: Change): string[] {
  const store = change.storeId ?? (change.subjectType === 'store' ? change.subjectId : null);
  const ofStore =
    store === null
      ? []
      : [pageTags.store(toPublicId('store', store)), pageTags.shelf(toPublicId('store', store))];
  switch (change.subjectType) {
    case 'product':
      return [pageTags.product(toPublicId('product', change.subjectId)), pageTags.goods, ...ofStore];
    case 'coupon':
      return ofStore;
    case 'store':
      return [pageTags.stores, pageTags.goods, ...ofStore];
    case 'licence':
      return [pageTags.stores, pageTags.goods];
    case 'category':
      return [pageTags.categories, pageTags.goods];
    default:
      return [];
  }
}
