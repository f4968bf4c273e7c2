import {
  LISTING_RIGHTS,
  listingStates,
  type PolicyDocument,
  STORE_RIGHTS,
  type StoreState,
} from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { isUniqueViolation, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import {
  findGoods,
  giveRoom,
  holdRoom,
  insertGoods,
  insertSkus,
  takeRoom,
  updateGoods,
  updateState,
} from './goods.repository.ts';
import {
  checkGoods,
  checkListable,
  editGoods,
  type Goods,
  type ListingState,
  type NewProduct,
  newGoods,
  type ProductEdit,
} from './goods.rules.ts';
import { recordAdjustments } from './stock.service.ts';

/** The parts of the policy that goods are held to. */
export type GoodsPolicy = Pick<PolicyDocument, 'catalogue' | 'currencies'>;

export interface StoreFacts {
  currency: string;
  state: StoreState;
}

/**
 * A store whose catalogue is about to change. Its state cannot change until the transaction ends, so that nothing is put on sale
 * in a store that has just been restricted. Taken before any row of goods.
 *
 * @throws Problem not_found, state_conflict (the store's state allows no changes)
 */
export async function holdStore(tx: Tx, storeId: string): Promise<StoreFacts> {
  const { rows } =
    await sql<StoreFacts>`select currency, state from store where id = ${storeId} for share`.execute(tx);
  const store = rows[0];
  if (store === undefined) throw notFound();
  if (!STORE_RIGHTS[store.state].edits) throw storeConflict(store.state);
  return store;
}

/**
 * Creates any number of goods with variants and stock in a fixed number of statements, all or none. `pointers` says where each stands
 * in the request.
 *
 * @returns the ids of the goods, in order
 * @throws Problem invalid_request, product_limit, product_code_taken, sku_code_taken, not_listable, state_conflict
 */
export async function createProducts(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  policy: GoodsPolicy,
  inputs: readonly NewProduct[],
  pointers: readonly string[] = inputs.map(() => '/body'),
): Promise<string[]> {
  const store = await holdStore(tx, storeId);
  const newId = () => ctx.ids.next(ctx.now);
  const created = inputs.map((input, at) => {
    const { goods, added } = newGoods(input, store.currency, newId);
    if (goods.state === 'listed' && !STORE_RIGHTS[store.state].lists) throw storeConflict(store.state);
    checkGoods(goods, policy, pointers[at]);
    return { goods, added };
  });
  const limit = policy.catalogue.goodsPerStore;
  if (!(await takeRoom(tx, storeId, created.length, limit))) {
    throw new Problem('product_limit', {
      detail: `A store may have ${limit} goods.`,
      data: { goodsPerStore: limit },
    });
  }
  const skus = created.flatMap(({ goods, added }) =>
    added.map(({ stock, ...sku }) => ({ productId: goods.id, sku, stock })),
  );
  await asProblems(pointers[0] ?? '/body', async () => {
    await insertGoods(
      tx,
      storeId,
      ctx.now,
      created.map(({ goods }) => goods),
    );
    await insertSkus(tx, storeId, skus);
  });
  await recordAdjustments(
    tx,
    ctx,
    storeId,
    'initial',
    skus.map(({ sku, stock }) => ({ skuId: sku.id, delta: stock })),
  );
  await appendEvent(
    tx,
    ctx,
    ...created.flatMap(({ goods }) => [
      productEvent(storeId, goods.id, 'product.created', { skuCount: goods.skus.length }),
      ...(goods.state === 'listed' ? [productEvent(storeId, goods.id, 'product.listed', {})] : []),
    ]),
  );
  return created.map(({ goods }) => goods.id);
}

/**
 * Changes goods and their variants. `ifVersion` is the version that the edit was made from.
 *
 * @throws Problem not_found, version_conflict, and those of `createProducts`
 */
export async function editProduct(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  policy: GoodsPolicy,
  productId: string,
  ifVersion: number,
  edit: ProductEdit,
  pointer = '/body',
): Promise<Goods> {
  await holdStore(tx, storeId);
  const found = await findGoods(tx, storeId, productId, true);
  if (found === undefined) throw notFound();
  if (found.goods.version !== ifVersion) {
    throw new Problem('version_conflict', { data: { version: found.goods.version } });
  }
  return writeEdit(tx, ctx, storeId, policy, found.goods, edit, pointer);
}

/** Writes an edit of goods that the caller has read and locked in this transaction, after `holdStore`. */
export async function writeEdit(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  policy: GoodsPolicy,
  current: Goods,
  edit: ProductEdit,
  pointer = '/body',
): Promise<Goods> {
  const edited = editGoods(current, edit, () => ctx.ids.next(ctx.now), pointer);
  const { goods, added, changed, removed } = edited;
  checkGoods(goods, policy, pointer);
  await asProblems(pointer, async () => {
    await updateGoods(tx, storeId, ctx.now, edited);
    await insertSkus(
      tx,
      storeId,
      added.map(({ stock, ...sku }) => ({ productId: goods.id, sku, stock })),
    );
  });
  await recordAdjustments(
    tx,
    ctx,
    storeId,
    'initial',
    added.map((sku) => ({ skuId: sku.id, delta: sku.stock })),
  );
  await appendEvent(
    tx,
    ctx,
    productEvent(storeId, goods.id, 'product.edited', {
      version: goods.version,
      skusAdded: added.map((sku) => sku.id),
      skusChanged: changed.map((sku) => sku.id),
      skusRemoved: removed.map((sku) => sku.id),
    }),
  );
  return goods;
}

/**
 * Puts goods on sale, takes them off, or removes them for good. Goods that are in the state already are left as they are, so
 * that asking twice does no harm.
 *
 * @throws Problem not_found, state_conflict, not_listable
 */
export async function moveProduct(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  productId: string,
  to: Exclude<ListingState, 'draft'>,
): Promise<void> {
  const store = await holdStore(tx, storeId);
  if (!LISTING_RIGHTS[to].counts) await holdRoom(tx, storeId);
  const found = await findGoods(tx, storeId, productId, true);
  if (found === undefined) throw notFound();
  await writeMove(tx, ctx, storeId, store, found.goods, to);
}

/** The same for goods that the caller has read and locked in this transaction, after `holdStore` (and, to remove, `holdRoom`). */
export async function writeMove(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  store: StoreFacts,
  goods: Goods,
  to: Exclude<ListingState, 'draft'>,
): Promise<void> {
  if (goods.state === to) return;
  if (!listingStates.canTransition(goods.state, to, 'merchant')) {
    throw new Problem('state_conflict', {
      detail: `Goods that are ${goods.state} cannot become ${to}.`,
      data: { state: goods.state },
    });
  }
  if (to === 'listed') {
    if (!STORE_RIGHTS[store.state].lists) throw storeConflict(store.state);
    checkListable(goods);
  }
  await updateState(tx, storeId, goods.id, ctx.now, to);
  if (!LISTING_RIGHTS[to].counts) await giveRoom(tx, storeId, 1);
  await appendEvent(tx, ctx, productEvent(storeId, goods.id, `product.${to}`, { from: goods.state }));
}

/** What the constraints refuse, as problems. The transaction is lost by then, or the savepoint that the caller set. */
export async function asProblems<T>(pointer: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'product_code'))
      throw new Problem('product_code_taken', { pointer: `${pointer}/code` });
    if (isUniqueViolation(error, 'sku_code')) throw new Problem('sku_code_taken', { pointer });
    const fault = error as { code?: string; constraint?: string };
    if (fault.code === '23503' && fault.constraint === 'product_category_id_fkey') {
      throw new Problem('invalid_request', {
        pointer: `${pointer}/categoryId`,
        detail: 'There is no such category.',
      });
    }
    throw error;
  }
}

const storeConflict = (state: StoreState): Problem =>
  new Problem('state_conflict', {
    detail: `The store is ${state}; its catalogue cannot be changed like this.`,
    data: { storeState: state },
  });

const productEvent = (storeId: string, productId: string, type: string, data: Record<string, unknown>) => ({
  storeId,
  subjectType: 'product',
  subjectId: productId,
  type,
  data,
});
