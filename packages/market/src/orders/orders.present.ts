import { type Address, type AnswerInput, type ordersEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson, ORDER_CODES, type PolicyVersion } from '@hazumi/policy';
import { thumbnailUrl } from '../pictures/pictures.present.ts';
import { orderActions, piecesLeft } from './orders.actions.ts';
import type { LoadedOrder, OrderLineRow, OrderRow } from './orders.repository.ts';
import { timelineOf } from './orders.timeline.ts';
import type { Viewer } from './orders.viewer.ts';

type OrderAnswer = AnswerInput<(typeof ordersEndpoints)['getMyOrder']>;
type SummaryAnswer = AnswerInput<(typeof ordersEndpoints)['listMyOrders']>['data'][number];

/** What a list shows of an order: its own row, its store, and its lines rolled up. */
export type SummaryRow = Pick<
  OrderRow,
  | 'store_id'
  | 'id'
  | 'checkout_id'
  | 'number'
  | 'state'
  | 'currency'
  | 'goods_minor'
  | 'freight_minor'
  | 'tax_minor'
  | 'total_minor'
  | 'refunded_minor'
  | 'placed_at'
  | 'paid_at'
  | 'shipped_at'
  | 'delivered_at'
  | 'completed_at'
  | 'cancelled_at'
> & {
  slug: string;
  names: Record<string, string>;
  pieces: number;
  first_title: Record<string, string>;
  first_picture_key: string | null;
};

const pictureUrlOf = (key: string | null): string | null => (key === null ? null : thumbnailUrl(key));
const instantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentSummary(row: SummaryRow): SummaryAnswer {
  return {
    id: toPublicId('order', row.id),
    number: row.number,
    checkoutId: toPublicId('checkout', row.checkout_id),
    storeId: toPublicId('store', row.store_id),
    storeSlug: row.slug,
    storeName: row.names,
    state: row.state,
    stateCode: ORDER_CODES[row.state],
    currency: row.currency,
    goodsMinor: minorToJson(row.goods_minor),
    freightMinor: minorToJson(row.freight_minor),
    taxMinor: minorToJson(row.tax_minor),
    totalMinor: minorToJson(row.total_minor),
    refundedMinor: minorToJson(row.refunded_minor),
    pieces: row.pieces,
    firstLine: { title: row.first_title, pictureUrl: pictureUrlOf(row.first_picture_key) },
    placedAt: row.placed_at.toISOString(),
    paidAt: instantOrNull(row.paid_at),
    shippedAt: instantOrNull(row.shipped_at),
    deliveredAt: instantOrNull(row.delivered_at),
    completedAt: instantOrNull(row.completed_at),
    cancelledAt: instantOrNull(row.cancelled_at),
  };
}

/** An order as this viewer may see it, with what the viewer may do with it at `now`. */
export function presentOrder(
  loaded: LoadedOrder,
  asked: { viewer: Viewer; now: Date; policy: PolicyVersion },
): OrderAnswer {
  const { order, lines, shipments, refunds } = loaded;
  const { viewer } = asked;
  const seesFee = viewer.kind !== 'buyer';
  const first = lines[0];
  return {
    ...presentSummary({
      ...order,
      pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
      first_title: first?.title ?? {},
      first_picture_key: first?.picture_key ?? null,
    }),
    version: order.version,
    cancelReason: order.cancel_reason,
    note: order.note,
    address: presentAddress(order, viewer),
    expiresAt: order.state === 'unpaid' ? order.expires_at.toISOString() : null,
    lines: lines.map((line) => presentLine(line, seesFee ? order.policy_version : null)),
    shipments: shipments.map((shipment) => ({
      id: toPublicId('shipment', shipment.id),
      carrier: shipment.carrier,
      trackingNumber: shipment.tracking_number,
      lines: shipment.lines,
      shippedAt: shipment.shipped_at.toISOString(),
      deliveredAt: instantOrNull(shipment.delivered_at),
    })),
    refunds: refunds.map((refund) => ({
      id: toPublicId('refund', refund.id),
      amountMinor: minorToJson(refund.amount_minor),
      state: refund.state,
      reason: refund.reason,
      createdAt: refund.created_at.toISOString(),
      settledAt: instantOrNull(refund.settled_at),
    })),
    timeline: timelineOf(loaded.events, viewer),
    actions: orderActions(
      {
        state: order.state,
        refundedMinor: order.refunded_minor,
        totalMinor: order.total_minor,
        canBePaid: order.checkout_state === 'unpaid' && order.expires_at > asked.now,
        isAnyShipped: lines.some((line) => line.shipped_quantity > 0),
        isAnyLeft: lines.some((line) => piecesLeft(line) > 0),
        isAnyOnTheWay: shipments.some((shipment) => shipment.delivered_at === null),
      },
      viewer,
      asked.policy.document,
    ),
    discountMinor: minorToJson(order.discount_minor),
    feeMinor: seesFee ? minorToJson(order.fee_minor) : null,
    source: seesFee
      ? {
          sourceClass: order.source_class,
          source: order.source,
          linkId: order.source_link_id === null ? null : toPublicId('link', order.source_link_id),
          touch: order.source_path?.touch ?? null,
          first: order.source_path?.first ?? null,
          path: order.source_path?.path ?? [],
          policyVersion: order.policy_version,
        }
      : null,
  };
}

/** `feeVersion`: the policy version that set the fee, or null for who may not see it. */
function presentLine(line: OrderLineRow, feeVersion: number | null): OrderAnswer['lines'][number] {
  return {
    lineNo: line.line_no,
    productId: toPublicId('product', line.product_id),
    skuId: toPublicId('sku', line.sku_id),
    title: line.title,
    options: line.options,
    pictureUrl: pictureUrlOf(line.picture_key),
    quantity: line.quantity,
    unitPriceMinor: minorToJson(line.unit_price_minor),
    discountMinor: minorToJson(line.discount_minor),
    goodsMinor: minorToJson(line.goods_minor),
    freightMinor: minorToJson(line.freight_minor),
    taxMinor: minorToJson(line.goods_tax_minor + line.freight_tax_minor),
    shippedQuantity: line.shipped_quantity,
    refundedMinor: minorToJson(line.refunded_goods_minor + line.refunded_freight_minor),
    fee:
      feeVersion === null
        ? null
        : {
            feePpm: line.fee_ppm,
            feeMinor: minorToJson(line.fee_minor),
            reason: line.fee_reason,
            policyVersion: feeVersion,
          },
  };
}

/**
 * Buyers see their own address. A store needs it to ship, so its staff see it from payment on; until then, and to operators,
 * who have no parcel to send, it says only which region the order goes to.
 */
function presentAddress(order: OrderRow, viewer: Viewer): OrderAnswer['address'] {
  const { recipient, phone, country, region, city, street, postalCode } = order.address;
  const isOpen = viewer.kind === 'buyer' || (viewer.kind === 'staff' && order.paid_at !== null);
  if (isOpen) return { recipient, phone, country, region, city, street, postalCode, masked: false };
  return {
    ...maskedPerson(order.address),
    country,
    region,
    city,
    street: '***',
    postalCode: '',
    masked: true,
  };
}

/** The first letter of the name and the last two digits of the number: enough to recognize somebody one already knows. */
function maskedPerson({ recipient, phone }: Address): { recipient: string; phone: string } {
  const [letter = ''] = recipient;
  const digits = phone.replaceAll(/\D/g, '');
  return { recipient: `${letter}***`, phone: `***${digits.slice(-2)}` };
}
