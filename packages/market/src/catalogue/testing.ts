import { randomUUID } from 'node:crypto';
import {
  type AnswerOf,
  type BodyInput,
  catalogueEndpoints,
  mediaEndpoints,
  toPublicId,
} from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { registerPictures } from '../pictures/pictures.routes.ts';
import { registerSearch } from '../search/search.routes.ts';
import { givenLicence, givenStore } from '../testing/goods.ts';
import { personActor, type TestMarket, testMarket } from '../testing/market.ts';
import { registerCatalogue } from './catalogue.routes.ts';

export type StoreProduct = AnswerOf<(typeof catalogueEndpoints)['getStoreProduct']>;
export type ProductBody = BodyInput<(typeof catalogueEndpoints)['createProduct']>;

/** Category ids of the first tree, by the number in its migration. */
export const categoryId = (number: number): string =>
  toPublicId('category', `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`);

/** A store with the people who may do something there, or not. */
export interface Shop {
  licenceId: string;
  storeId: string;
  storeUuid: string;
  owner: Actor;
  clerk: Actor;
  /** reads goods and may not change them */
  finance: Actor;
}

export interface CatalogueTest extends TestMarket {
  shop: Shop;
  /** of another licence */
  rival: Shop;
  newShop(more?: Parameters<typeof givenStore>[3]): Promise<Shop>;
  create(body?: Partial<ProductBody>, shop?: Shop): Promise<StoreProduct>;
}

let serial = 0;
const next = (): number => {
  serial += 1;
  return serial;
};
export const key = (): string => `key-${randomUUID()}`;

/** The least that goods need: one variant, nothing in stock. */
export function kettle(more: Partial<ProductBody> = {}): ProductBody {
  return {
    categoryId: categoryId(173),
    texts: { en: { title: 'Copper kettle' }, 'zh-CN': { title: '铜水壶' } },
    skus: [{ code: `K-${next()}`, priceMinor: 12_900, stock: 5 }],
    ...more,
  };
}

export async function catalogueTest(
  options: Partial<Parameters<typeof testMarket>[0]> = {},
): Promise<CatalogueTest> {
  const t = await testMarket({ areas: [registerCatalogue, registerPictures, registerSearch], ...options });
  const newShop = async (more: Parameters<typeof givenStore>[3] = {}): Promise<Shop> => {
    const licenceId = await givenLicence(t.handle.db, t.market.ids);
    const storeUuid = await givenStore(t.handle.db, t.market.ids, licenceId, more);
    const staff = (role: 'owner' | 'clerk' | 'finance') =>
      personActor(randomUUID(), { memberships: [{ licenceId, storeId: null, role }] });
    return {
      licenceId,
      storeId: toPublicId('store', storeUuid),
      storeUuid,
      owner: staff('owner'),
      clerk: staff('clerk'),
      finance: staff('finance'),
    };
  };
  const shop = await newShop();
  const rival = await newShop();
  const create = async (body: Partial<ProductBody> = {}, at: Shop = shop): Promise<StoreProduct> => {
    const result = await t.call(
      catalogueEndpoints.createProduct,
      { params: { storeId: at.storeId }, body: kettle(body), idempotencyKey: key() },
      at.owner,
    );
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    return result.value;
  };
  return { ...t, shop, rival, newShop, create };
}

export { catalogueEndpoints, mediaEndpoints };
