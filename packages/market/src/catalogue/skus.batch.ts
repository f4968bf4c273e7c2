import { amountIn, toDecimal } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { refreshPrices } from './goods.repository.ts';
import { type GoodsPolicy, holdStore } from './goods.service.ts';
import { recordAdjustments, type StockChange } from './stock.service.ts';

export interface SkuBatchItem {
  skuId: string;
  priceMinor?: bigint | undefined;
  compareAtMinor?: bigint | null | undefined;
  freightMinor?: bigint | null | undefined;
  stock?: StockChange | undefined;
  ifVersion?: number | undefined;
}

export type SkuResult =
  | { ok: true; skuId: string; version: number; received: bigint; available: bigint }
  | { ok: false; problem: Problem };

interface LockedSku {
  id: string;
  product_id: string;
  price_minor: bigint;
  compare_at_minor: bigint | null;
  freight_minor: bigint | null;
  version: number;
}

/**
 * Changes price, freight and stock of many variants in a fixed number of statements. Each item holds as a whole or is refused as a
 * whole, and a refused one leaves its neighbours be: what can be refused is found out before anything of the item is written.
 */
export async function batchSkus(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  policy: GoodsPolicy,
  items: readonly SkuBatchItem[],
  reason: string,
): Promise<SkuResult[]> {
  const store = await holdStore(tx, storeId);
  const priceMax = amountIn(policy.catalogue.priceMax, store.currency, policy);
  const skus = await lockSkus(tx, storeId, items);
  const results: SkuResult[] = [];
  const seen = new Set<string>();
  const accepted: { at: number; item: SkuBatchItem; sku: LockedSku; next: LockedSku }[] = [];
  items.forEach((item, at) => {
    const pointer = `/body/items/${at}`;
    const sku = skus.get(item.skuId);
    const problem = seen.has(item.skuId)
      ? new Problem('invalid_request', { pointer, detail: 'The variant is named twice.' })
      : sku === undefined
        ? notFound()
        : faultOf(item, sku, priceMax, store.currency, pointer);
    seen.add(item.skuId);
    if (problem !== undefined) results[at] = { ok: false, problem };
    else if (sku !== undefined) accepted.push({ at, item, sku, next: nextOf(item, sku) });
  });

  const levels = await moveStocks(
    tx,
    storeId,
    accepted.flatMap(({ item }) =>
      item.stock === undefined ? [] : [{ skuId: item.skuId, change: item.stock }],
    ),
  );
  const written = accepted.filter(({ at, item }) => {
    const level = levels.get(item.skuId);
    if (level === undefined || !level.refused) return true;
    results[at] = {
      ok: false,
      problem: new Problem('stock_too_low', {
        pointer: `/body/items/${at}/stock`,
        detail: `Only ${level.available} can be taken out.`,
        data: { available: Number(level.available) },
      }),
    };
    return false;
  });
  const changed = written.filter(({ sku, next }) => next.version !== sku.version).map(({ next }) => next);
  await writeSkus(tx, storeId, changed);
  const byProduct = Map.groupBy(changed, (sku) => sku.product_id);
  await refreshPrices(tx, storeId, ctx.now, [...byProduct.keys()]);
  await recordAdjustments(
    tx,
    ctx,
    storeId,
    reason,
    written.flatMap(({ item }) => {
      const level = levels.get(item.skuId);
      return level === undefined ? [] : [{ skuId: item.skuId, delta: level.delta }];
    }),
  );
  await appendEvent(
    tx,
    ctx,
    ...[...byProduct].map(([productId, entries]) => ({
      storeId,
      subjectType: 'product',
      subjectId: productId,
      type: 'product.edited',
      data: { skusChanged: entries.map((sku) => sku.id) },
    })),
  );
  const stocks = await readStocks(
    tx,
    storeId,
    written.map(({ item }) => item.skuId),
  );
  for (const { at, next } of written) {
    const stock = stocks.get(next.id) ?? { received: 0n, available: 0n };
    results[at] = { ok: true, skuId: next.id, version: next.version, ...stock };
  }
  return results;
}

/** Every change of a variant takes its product's row first, so locking the products (in key order) holds the variants. */
async function lockSkus(
  tx: Tx,
  storeId: string,
  items: readonly SkuBatchItem[],
): Promise<Map<string, LockedSku>> {
  const ids = items.map((item) => item.skuId);
  await sql`
    select 1 from product
    where store_id = ${storeId} and state <> 'removed'
      and id in (select product_id from sku where store_id = ${storeId} and id = any(${ids}::uuid[]))
    order by id for update`.execute(tx);
  const { rows } = await sql<LockedSku>`
    select id, product_id, price_minor, compare_at_minor, freight_minor, version from sku
    where store_id = ${storeId} and id = any(${ids}::uuid[]) and is_active`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

function nextOf(item: SkuBatchItem, sku: LockedSku): LockedSku {
  const next = {
    ...sku,
    price_minor: item.priceMinor ?? sku.price_minor,
    compare_at_minor: item.compareAtMinor === undefined ? sku.compare_at_minor : item.compareAtMinor,
    freight_minor: item.freightMinor === undefined ? sku.freight_minor : item.freightMinor,
  };
  const isChanged =
    next.price_minor !== sku.price_minor ||
    next.compare_at_minor !== sku.compare_at_minor ||
    next.freight_minor !== sku.freight_minor;
  return isChanged ? { ...next, version: sku.version + 1 } : sku;
}

function faultOf(
  item: SkuBatchItem,
  sku: LockedSku,
  priceMax: bigint,
  currency: string,
  pointer: string,
): Problem | undefined {
  if (item.ifVersion !== undefined && item.ifVersion !== sku.version) {
    return new Problem('version_conflict', { pointer, data: { version: sku.version } });
  }
  const next = nextOf(item, sku);
  if (next.price_minor > priceMax) {
    return new Problem('invalid_request', {
      pointer: `${pointer}/priceMinor`,
      detail: `At most ${toDecimal(priceMax, currency)} ${currency} a piece.`,
    });
  }
  if (next.compare_at_minor !== null && next.compare_at_minor <= next.price_minor) {
    return new Problem('invalid_request', {
      pointer: `${pointer}/compareAtMinor`,
      detail: 'A former price must be above the price.',
    });
  }
  if (next.freight_minor !== null && next.freight_minor > priceMax) {
    return new Problem('invalid_request', {
      pointer: `${pointer}/freightMinor`,
      detail: `At most ${toDecimal(priceMax, currency)} ${currency} freight a piece.`,
    });
  }
  return undefined;
}

interface MovedStock {
  delta: bigint;
  available: bigint;
  refused: boolean;
}

/** `changeStock` for many at once, rows locked in key order; those that would fall below zero stay as they are. */
async function moveStocks(
  tx: Tx,
  storeId: string,
  changes: readonly { skuId: string; change: StockChange }[],
): Promise<Map<string, MovedStock>> {
  if (changes.length === 0) return new Map();
  const ids = changes.map(({ skuId }) => skuId);
  const absolute = changes.map(({ change }) => 'set' in change);
  const amounts = changes.map(({ change }) => ('set' in change ? change.set : change.adjust));
  const { rows } = await sql<MovedStock & { sku_id: string }>`
    with held as (
      select t.store_id, t.sku_id, t.available, case when r.absolute then r.amount - t.available else r.amount end as delta
      from stock t
      join unnest(${ids}::uuid[], ${absolute}::boolean[], ${amounts}::bigint[]) as r (sku_id, absolute, amount)
        on r.sku_id = t.sku_id
      where t.store_id = ${storeId} order by t.store_id, t.sku_id for update of t
    ), moved as (
      update stock t set received = t.received + h.delta, available = t.available + h.delta
      from held h where t.store_id = h.store_id and t.sku_id = h.sku_id and t.available + h.delta >= 0
      returning t.sku_id
    )
    select h.sku_id, h.delta, h.available, m.sku_id is null as refused from held h left join moved m on m.sku_id = h.sku_id`.execute(
    tx,
  );
  return new Map(rows.map(({ sku_id, ...moved }) => [sku_id, moved]));
}

async function writeSkus(tx: Tx, storeId: string, skus: readonly LockedSku[]): Promise<void> {
  if (skus.length === 0) return;
  const rows = JSON.stringify(
    skus.map((sku) => ({
      id: sku.id,
      price: Number(sku.price_minor),
      compare_at: sku.compare_at_minor === null ? null : Number(sku.compare_at_minor),
      freight: sku.freight_minor === null ? null : Number(sku.freight_minor),
      version: sku.version,
    })),
  );
  await sql`
    update sku k set price_minor = r.price, compare_at_minor = r.compare_at, freight_minor = r.freight, version = r.version
    from json_to_recordset(${rows}::json) as r (id uuid, price bigint, compare_at bigint, freight bigint, version integer)
    where k.store_id = ${storeId} and k.id = r.id`.execute(tx);
}

async function readStocks(
  tx: Tx,
  storeId: string,
  ids: readonly string[],
): Promise<Map<string, { received: bigint; available: bigint }>> {
  const { rows } = await sql<{ sku_id: string; received: bigint; available: bigint }>`
    select sku_id, received, available from stock where store_id = ${storeId} and sku_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map(({ sku_id, ...stock }) => [sku_id, stock]));
}
