import {
  type AnswerInput,
  catalogueEndpoints,
  fromPublicId,
  type IdKind,
  type ProductChange,
  type ProductInput,
  toPublicId,
} from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { type Reply, register, registerIdempotent, reply } from '../kernel/http.ts';
import { notFound, Problem, problemBody } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { registerCategories } from './categories.routes.ts';
import { batchProducts, type ProductOperation } from './goods.batch.ts';
import { findPictures, findPublicProduct, listStoreGoods } from './goods.lists.ts';
import { presentProduct, presentStoreProduct, presentSummary } from './goods.present.ts';
import { findGoods } from './goods.repository.ts';
import type { ListingState, NewProduct, NewSku, ProductEdit } from './goods.rules.ts';
import { createProducts, editProduct, holdStore, moveProduct } from './goods.service.ts';
import { registerImports } from './imports/imports.routes.ts';
import { batchSkus } from './skus.batch.ts';
import { changeStock, listAdjustments, type StockChange } from './stock.service.ts';

type StoreProductAnswer = AnswerInput<(typeof catalogueEndpoints)['getStoreProduct']>;

/** Mounts categories, goods, stock and imports, and pushes the sweep of imports. */
export function registerCatalogue(market: Market): void {
  registerCategories(market);
  registerGoods(market);
  registerStock(market);
  registerBatches(market);
  registerImports(market);
}

function registerGoods(market: Market): void {
  const policyAt = (ctx: Ctx) => market.policy.at(ctx.now).document;

  register(market, catalogueEndpoints.getProduct, async (_, { params }) => {
    const row = await findPublicProduct(market.db, uuid('product', params.productId));
    if (row === undefined) throw notFound();
    return presentProduct(row);
  });

  register(market, catalogueEndpoints.listStoreProducts, async (_, { scope, query }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const rows = await listStoreGoods(market.db, scope.storeId, {
      state: query.state,
      q: query.q,
      categoryId: query.categoryId === undefined ? undefined : uuid('category', query.categoryId),
      after: after === undefined ? undefined : { createdAt: new Date(after[0]), id: after[1] },
      limit: query.limit,
    });
    return toPage(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], presentSummary);
  });

  registerIdempotent(market, catalogueEndpoints.createProduct, async (ctx, { scope, body }, tx) => {
    const ids = await createProducts(tx, ctx, scope.storeId, policyAt(ctx), [newProductOf(body)]);
    return showStoreProduct(tx, scope.storeId, ids[0] as string);
  });

  register(market, catalogueEndpoints.getStoreProduct, (_, { scope, params }) =>
    showStoreProduct(market.db, scope.storeId, uuid('product', params.productId)),
  );

  register(market, catalogueEndpoints.editProduct, async (ctx, { scope, params, body, ifMatch }) => {
    const productId = uuid('product', params.productId);
    return inTransaction(market.db, async (tx) => {
      await editProduct(tx, ctx, scope.storeId, policyAt(ctx), productId, ifMatch, productEditOf(body));
      return showStoreProduct(tx, scope.storeId, productId);
    });
  });

  const move = (ctx: Ctx, storeId: string, publicProductId: string, to: Exclude<ListingState, 'draft'>) =>
    inTransaction(market.db, async (tx) => {
      const productId = uuid('product', publicProductId);
      await moveProduct(tx, ctx, storeId, productId, to);
      return to === 'removed' ? undefined : await showStoreProduct(tx, storeId, productId);
    });
  register(market, catalogueEndpoints.listProduct, async (ctx, { scope, params }) => {
    const shown = await move(ctx, scope.storeId, params.productId, 'listed');
    return shown as Reply<StoreProductAnswer>;
  });
  register(market, catalogueEndpoints.delistProduct, async (ctx, { scope, params }) => {
    const shown = await move(ctx, scope.storeId, params.productId, 'delisted');
    return shown as Reply<StoreProductAnswer>;
  });
  register(market, catalogueEndpoints.removeProduct, async (ctx, { scope, params }) => {
    await move(ctx, scope.storeId, params.productId, 'removed');
    return undefined;
  });
}

function registerStock(market: Market): void {
  registerIdempotent(market, catalogueEndpoints.changeStock, async (ctx, { scope, params, body }, tx) => {
    await holdStore(tx, scope.storeId);
    const skuId = uuid('sku', params.skuId);
    const level = await changeStock(tx, ctx, scope.storeId, skuId, stockChangeOf(body.change), body.reason);
    return { skuId: params.skuId, received: Number(level.received), available: Number(level.available) };
  });

  register(market, catalogueEndpoints.listStockAdjustments, async (_, { scope, params, query }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const rows = await listAdjustments(
      market.db,
      scope.storeId,
      uuid('sku', params.skuId),
      after === undefined ? undefined : { at: new Date(after[0]), id: after[1] },
      query.limit,
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.at.toISOString(), row.id],
      (row) => ({ delta: Number(row.delta), reason: row.reason, actor: row.actor, at: row.at.toISOString() }),
    );
  });
}

function registerBatches(market: Market): void {
  registerIdempotent(market, catalogueEndpoints.batchProducts, async (ctx, { scope, body }, tx) => {
    const policy = market.policy.at(ctx.now).document;
    checkBatch(body.operations.length, policy.catalogue.batchItems, '/body/operations');
    const operations = body.operations.map(
      (operation): ProductOperation =>
        operation.op === 'create'
          ? { op: 'create', product: newProductOf(operation.product) }
          : {
              op: 'change',
              productId: uuid('product', operation.productId),
              ifVersion: operation.ifVersion,
              change: productEditOf(operation.change),
            },
    );
    const results = await batchProducts(tx, ctx, scope.storeId, policy, operations);
    return {
      results: results.map((result) =>
        result.ok
          ? { ok: true as const, productId: toPublicId('product', result.productId), version: result.version }
          : refused(ctx, result.problem),
      ),
    };
  });

  registerIdempotent(market, catalogueEndpoints.batchSkus, async (ctx, { scope, body }, tx) => {
    const policy = market.policy.at(ctx.now).document;
    checkBatch(body.items.length, policy.catalogue.batchItems, '/body/items');
    const items = body.items.map((item) => ({
      skuId: uuid('sku', item.skuId),
      priceMinor: minor(item.priceMinor),
      compareAtMinor: minor(item.compareAtMinor),
      freightMinor: minor(item.freightMinor),
      stock: item.stock === undefined ? undefined : stockChangeOf(item.stock),
      ifVersion: item.ifVersion,
    }));
    const results = await batchSkus(tx, ctx, scope.storeId, policy, items, body.reason);
    return {
      results: results.map((result) =>
        result.ok
          ? {
              ok: true as const,
              skuId: toPublicId('sku', result.skuId),
              version: result.version,
              received: Number(result.received),
              available: Number(result.available),
            }
          : refused(ctx, result.problem),
      ),
    };
  });
}

function checkBatch(count: number, most: number, pointer: string): void {
  if (count > most) throw new Problem('invalid_request', { pointer, detail: `At most ${most} at once.` });
}

const refused = (ctx: Ctx, problem: Problem) => ({
  ok: false as const,
  problem: problemBody(problem, ctx.locale, ctx.requestId),
});

/** Goods as their store sees them, as an answer with their version. */
async function showStoreProduct(
  db: Db | Tx,
  storeId: string,
  productId: string,
): Promise<Reply<StoreProductAnswer>> {
  const found = await findGoods(db, storeId, productId);
  if (found === undefined) throw notFound();
  const pictures = await findPictures(db, storeId, productId);
  return reply(presentStoreProduct({ ...found, pictures }), { version: found.product.version });
}

/** Ids were checked against their pattern already; the contract's schema would have refused another one. */
const uuid = (kind: IdKind, id: string): string => fromPublicId(kind, id) ?? '';

function minor(amount: number | null): bigint | null;
function minor(amount: number | undefined): bigint | undefined;
function minor(amount: number | null | undefined): bigint | null | undefined;
function minor(amount: number | null | undefined): bigint | null | undefined {
  return amount === null || amount === undefined ? amount : BigInt(amount);
}

const stockChangeOf = (change: { set: number } | { adjust: number }): StockChange =>
  'set' in change ? { set: BigInt(change.set) } : { adjust: BigInt(change.adjust) };

const newSkuOf = (sku: ProductInput['skus'][number]): NewSku => ({
  ...sku,
  priceMinor: BigInt(sku.priceMinor),
  compareAtMinor: minor(sku.compareAtMinor),
  freightMinor: minor(sku.freightMinor),
  stock: BigInt(sku.stock),
});

/** What a request says of new goods -> what the service takes. */
export const newProductOf = (input: ProductInput): NewProduct => ({
  ...input,
  categoryId: uuid('category', input.categoryId),
  skus: input.skus.map(newSkuOf),
});

const productEditOf = (change: ProductChange): ProductEdit => ({
  ...change,
  categoryId: change.categoryId === undefined ? undefined : uuid('category', change.categoryId),
  addSkus: change.addSkus.map(newSkuOf),
  changeSkus: change.changeSkus.map((sku) => ({
    ...sku,
    id: uuid('sku', sku.id),
    priceMinor: minor(sku.priceMinor),
    compareAtMinor: minor(sku.compareAtMinor),
    freightMinor: minor(sku.freightMinor),
  })),
  removeSkuIds: change.removeSkuIds.map((id) => uuid('sku', id)),
});
