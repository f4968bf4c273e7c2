import { orderStates } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { piecesLeft } from './orders.actions.ts';
import {
  lockOrder,
  type OrderKey,
  type OrderLineRow,
  type OrderRow,
  readLines,
} from './orders.repository.ts';
import { moveOrder } from './orders.transition.ts';

export interface Pieces {
  lineNo: number;
  quantity: number;
}

export interface ShipRequest {
  carrier: string;
  trackingNumber: string;
  /** all that is left unless told */
  lines?: readonly Pieces[] | undefined;
}

/**
 * Ships pieces of an order in one parcel. The order's row is locked first, so that of two clerks who ship the same pieces one does
 * and the other is told what is left.
 *
 * @throws Problem not_found; state_conflict where the order or its lines have not as much to ship; invalid_request for a line that
 * the order does not have
 */
export async function shipOrder(tx: Tx, ctx: Ctx, key: OrderKey, request: ShipRequest): Promise<void> {
  const order = await lockOrder(tx, key);
  if (order === undefined) throw notFound();
  if (!orderStates.canTransition(order.state, 'shipped', 'merchant')) {
    throw new Problem('state_conflict', {
      detail: `An order that is ${order.state} has nothing to ship.`,
      data: { state: order.state },
    });
  }
  const lines = await readLines(tx, key);
  const pieces = request.lines === undefined ? allLeft(lines) : named(request.lines, lines);
  if (pieces.length === 0 || !(await takePieces(tx, key, pieces))) throw notAsMany(lines);

  const shipmentId = ctx.ids.next(ctx.now);
  await tx
    .insertInto('shipment')
    .values({
      store_id: key.storeId,
      id: shipmentId,
      order_id: key.orderId,
      carrier: request.carrier,
      tracking_number: request.trackingNumber,
      lines: JSON.stringify(pieces),
      shipped_at: ctx.now,
    })
    .execute();

  const shipped = new Map(pieces.map((piece) => [piece.lineNo, piece.quantity]));
  const isAllShipped = lines.every((line) => piecesLeft(line) === (shipped.get(line.line_no) ?? 0));
  await recordShipped(tx, ctx, order, isAllShipped, {
    shipmentId,
    carrier: request.carrier,
    trackingNumber: request.trackingNumber,
    lines: pieces,
  });
}

/**
 * An order whose last unshipped pieces were refunded has nothing left to ship: it counts as shipped from its last parcel on.
 * For whoever refunds, under the order's lock; does nothing while something is left.
 */
export async function settleShipping(tx: Tx, ctx: Ctx, key: OrderKey): Promise<void> {
  const order = await lockOrder(tx, key);
  if (order?.state !== 'partShipped') return;
  const lines = await readLines(tx, key);
  if (lines.some((line) => piecesLeft(line) > 0)) return;
  const { last } = await tx
    .selectFrom('shipment')
    .select((eb) => eb.fn.max('shipped_at').as('last'))
    .where('store_id', '=', key.storeId)
    .where('order_id', '=', key.orderId)
    .executeTakeFirstOrThrow();
  await moveOrder(tx, ctx, {
    key,
    from: 'partShipped',
    to: 'shipped',
    set: { shipped_at: last },
    event: { type: 'order.shipped' },
  });
  await settleDelivery(tx, ctx, key);
}

/**
 * Records the carrier's scan of a parcel at the door, whatever has become of its order meanwhile. A second scan changes nothing.
 *
 * @throws Problem not_found
 */
export async function deliverShipment(tx: Tx, ctx: Ctx, key: OrderKey, shipmentId: string): Promise<void> {
  if ((await lockOrder(tx, key)) === undefined) throw notFound();
  const shipment = await tx
    .selectFrom('shipment')
    .select(['carrier', 'tracking_number', 'delivered_at'])
    .where('store_id', '=', key.storeId)
    .where('id', '=', shipmentId)
    .where('order_id', '=', key.orderId)
    .executeTakeFirst();
  if (shipment === undefined) throw notFound();
  if (shipment.delivered_at !== null) return;
  await tx
    .updateTable('shipment')
    .set({ delivered_at: ctx.now })
    .where('store_id', '=', key.storeId)
    .where('id', '=', shipmentId)
    .execute();
  await raiseVersion(tx, key);
  await appendEvent(tx, ctx, {
    storeId: key.storeId,
    subjectType: 'order',
    subjectId: key.orderId,
    type: 'order.parcelDelivered',
    data: { shipmentId, carrier: shipment.carrier, trackingNumber: shipment.tracking_number },
  });
  await settleDelivery(tx, ctx, key);
}

/** An order is delivered once all of it is shipped and every parcel of it has been scanned. */
async function settleDelivery(tx: Tx, ctx: Ctx, key: OrderKey): Promise<void> {
  const { numAffectedRows } = await sql`
    update orders set version = version + 1, delivered_at = (
      select max(delivered_at) from shipment where store_id = ${key.storeId} and order_id = ${key.orderId})
    where store_id = ${key.storeId} and id = ${key.orderId} and state in ('shipped', 'complete') and delivered_at is null
      and not exists (select from shipment
        where store_id = ${key.storeId} and order_id = ${key.orderId} and delivered_at is null)`.execute(tx);
  if (numAffectedRows !== 1n) return;
  await appendEvent(tx, ctx, {
    storeId: key.storeId,
    subjectType: 'order',
    subjectId: key.orderId,
    type: 'order.delivered',
  });
}

function allLeft(lines: readonly OrderLineRow[]): Pieces[] {
  return lines
    .map((line) => ({ lineNo: line.line_no, quantity: piecesLeft(line) }))
    .filter((piece) => piece.quantity > 0);
}

/** The pieces that were asked for, a line once. */
function named(asked: readonly Pieces[], lines: readonly OrderLineRow[]): Pieces[] {
  const known = new Set(lines.map((line) => line.line_no));
  const sums = new Map<number, number>();
  for (const [at, { lineNo, quantity }] of asked.entries()) {
    if (!known.has(lineNo)) {
      throw new Problem('invalid_request', {
        pointer: `/body/lines/${at}/lineNo`,
        detail: `The order has no line ${lineNo}.`,
      });
    }
    sums.set(lineNo, (sums.get(lineNo) ?? 0) + quantity);
  }
  return [...sums].map(([lineNo, quantity]) => ({ lineNo, quantity })).sort((a, b) => a.lineNo - b.lineNo);
}

/** Counts these pieces as shipped, if every line still has as many; says whether it has. The caller undoes what was counted. */
async function takePieces(tx: Tx, key: OrderKey, pieces: readonly Pieces[]): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update order_line l set shipped_quantity = l.shipped_quantity + w.quantity
    from unnest(${pieces.map((piece) => piece.lineNo)}::smallint[], ${pieces.map((piece) => piece.quantity)}::integer[])
      as w (line_no, quantity)
    where l.store_id = ${key.storeId} and l.order_id = ${key.orderId} and l.line_no = w.line_no
      and l.shipped_quantity + w.quantity <= l.quantity - l.returned_quantity
      and (l.goods_minor + l.freight_minor = 0
        or l.refunded_goods_minor + l.refunded_freight_minor < l.goods_minor + l.freight_minor)`.execute(tx);
  return numAffectedRows === BigInt(pieces.length);
}

function notAsMany(lines: readonly OrderLineRow[]): Problem {
  const left = lines.map((line) => ({ lineNo: line.line_no, left: piecesLeft(line) }));
  return new Problem('state_conflict', {
    pointer: '/body/lines',
    detail: `Left to ship: ${left.map((line) => `line ${line.lineNo}: ${line.left}`).join(', ')}.`,
    data: { lines: left },
  });
}

async function recordShipped(
  tx: Tx,
  ctx: Ctx,
  order: OrderRow,
  isAllShipped: boolean,
  data: Record<string, unknown>,
): Promise<void> {
  const key = { storeId: order.store_id, orderId: order.id };
  const to = isAllShipped ? 'shipped' : 'partShipped';
  if (order.state !== to) {
    const set = isAllShipped ? { shipped_at: ctx.now } : {};
    await moveOrder(tx, ctx, { key, from: order.state, to, set, event: { type: `order.${to}`, data } });
    return;
  }
  // One more parcel, and still not the last.
  await raiseVersion(tx, key);
  await appendEvent(tx, ctx, {
    storeId: key.storeId,
    subjectType: 'order',
    subjectId: key.orderId,
    type: `order.${to}`,
    data,
  });
}

async function raiseVersion(tx: Tx, key: OrderKey): Promise<void> {
  await tx
    .updateTable('orders')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('store_id', '=', key.storeId)
    .where('id', '=', key.orderId)
    .execute();
}
