import type { BodyInput, endpoints } from '@hazumi/contracts';
import { FaultList } from '../../forms/faults.ts';
import type { Converted } from '../../forms/form.ts';
import { parseWhole } from '../../forms/numbers.ts';

export interface StockDraft {
  kind: string;
  pieces: string;
  reason: string;
}
export const newStock: StockDraft = { kind: 'adjust', pieces: '', reason: '' };

/** The request that sets or adjusts a stock. An adjustment by nothing is a slip. */
export function stockBody(draft: StockDraft): Converted<BodyInput<typeof endpoints.changeStock>> {
  const list = new FaultList();
  const isSet = draft.kind === 'set';
  const pieces = parseWhole(draft.pieces, { signed: !isSet });
  if (draft.pieces.trim() === '') list.add('/pieces', 'required');
  else if (pieces === undefined) list.add('/pieces', 'number');
  else if (!isSet && pieces === 0) list.add('/pieces', 'unchanged');
  if (!list.isEmpty || pieces === undefined) return { ok: false, faults: list.faults };
  return {
    ok: true,
    body: { change: isSet ? { set: pieces } : { adjust: pieces }, reason: draft.reason },
    draftPointer: (pointer) => (pointer.startsWith('/change') ? '/pieces' : pointer),
  };
}
