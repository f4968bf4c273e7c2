import type { BodyInput, endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { moneyText, parseMoney, parseWhole } from '../../forms/numbers.ts';

export type OrderValue = ValueOf<typeof endpoints.getStoreOrder>;
export type OrderLine = OrderValue['lines'][number];

/** Pieces of a line that no parcel holds yet. */
export const piecesLeft = (line: OrderLine): number => line.quantity - line.shippedQuantity;
/** What of a line's goods and freight can still be given back. */
export const refundableMinor = (line: OrderLine): number =>
  line.goodsMinor + line.freightMinor - line.refundedMinor;

export interface ShipDraft {
  carrier: string;
  trackingNumber: string;
  lines: { lineNo: number; quantity: string }[];
}

/** A parcel with all that is left, which is what most parcels are. */
export const shipDraft = (order: OrderValue): ShipDraft => ({
  carrier: '',
  trackingNumber: '',
  lines: order.lines
    .filter((line) => piecesLeft(line) > 0)
    .map((line) => ({ lineNo: line.lineNo, quantity: String(piecesLeft(line)) })),
});

/** The request that ships. A parcel with all that is left names no lines, so that nothing can be forgotten. */
export function shipBody(
  draft: ShipDraft,
  order: OrderValue,
): Converted<BodyInput<typeof endpoints.shipOrder>> {
  const list = new FaultList();
  const lines = draft.lines.map(({ lineNo, quantity }, at) => {
    const line = order.lines.find((found) => found.lineNo === lineNo);
    const left = line === undefined ? 0 : piecesLeft(line);
    const pieces = parseWhole(quantity.trim() === '' ? '0' : quantity);
    if (pieces === undefined) list.add(`/lines/${at}/quantity`, 'number');
    else if (pieces > left) list.add(`/lines/${at}/quantity`, { kind: 'numberMax', limit: left });
    return { lineNo, quantity: pieces ?? 0, left, at };
  });
  const packed = lines.filter(({ quantity }) => quantity > 0);
  if (list.isEmpty && packed.length === 0) list.add('/lines/0/quantity', 'nothing');
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  const isAll = lines.every(({ quantity, left }) => quantity === left);
  return {
    ok: true,
    body: {
      carrier: draft.carrier,
      trackingNumber: draft.trackingNumber,
      ...(isAll ? {} : { lines: packed.map(({ lineNo, quantity }) => ({ lineNo, quantity })) }),
    },
    draftPointer: (pointer) =>
      pointer.replace(/^\/lines\/(\d+)/, (_, index: string) => `/lines/${packed[Number(index)]?.at ?? 0}`),
  };
}

export interface RefundDraft {
  reason: string;
  lines: { lineNo: number; amountMinor: string }[];
}

/** Nothing is given back until somebody says how much. */
export const refundDraft = (order: OrderValue): RefundDraft => ({
  reason: '',
  lines: order.lines
    .filter((line) => refundableMinor(line) > 0)
    .map(({ lineNo }) => ({ lineNo, amountMinor: '' })),
});

/** The draft that gives back all that can be. */
export const refundAll = (draft: RefundDraft, order: OrderValue): RefundDraft => ({
  ...draft,
  lines: draft.lines.map((entry) => {
    const line = order.lines.find(({ lineNo }) => lineNo === entry.lineNo);
    return {
      ...entry,
      amountMinor: line === undefined ? '' : moneyText(refundableMinor(line), order.currency),
    };
  }),
});

/** The sum of what the draft gives back so far; what is no amount counts as nothing. */
export const refundSum = (draft: RefundDraft, currency: string): number =>
  draft.lines.reduce((sum, { amountMinor }) => sum + (parseMoney(amountMinor, currency) ?? 0), 0);

export function refundBody(
  draft: RefundDraft,
  order: OrderValue,
): Converted<BodyInput<typeof endpoints.refundOrder>> {
  const list = new FaultList();
  const lines = draft.lines.flatMap(({ lineNo, amountMinor }, at) => {
    if (amountMinor.trim() === '') return [];
    const line = order.lines.find((found) => found.lineNo === lineNo);
    const minor = parseMoney(amountMinor, order.currency);
    if (minor === undefined) list.add(`/lines/${at}/amountMinor`, 'money');
    else if (line === undefined || minor > refundableMinor(line))
      list.add(`/lines/${at}/amountMinor`, 'refund');
    return minor === undefined || minor === 0 ? [] : [{ lineNo, amountMinor: minor, at }];
  });
  if (list.isEmpty && lines.length === 0) list.add('/lines/0/amountMinor', 'nothing');
  if (!list.isEmpty) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: { reason: draft.reason, lines: lines.map(({ lineNo, amountMinor }) => ({ lineNo, amountMinor })) },
    draftPointer: (pointer) =>
      pointer.replace(/^\/lines\/(\d+)/, (_, index: string) => `/lines/${lines[Number(index)]?.at ?? 0}`),
  };
}
