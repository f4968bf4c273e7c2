/**
 * Rule: a commission line, from the order that a creator brought to the money in hand. It is settled after receipt and
 * the return window, and shared out from the merchant down: agency, then creator.
 */
import { type Text, text } from './fields/text.ts';
import { applyPpm } from './money.ts';
import { type StateTable, stateTable } from './states.ts';

export type CommissionState = 'unsettled' | 'settled' | 'cancelled';

const NAMES: Readonly<Record<CommissionState, Text>> = {
  unsettled: text('待结算', '未精算', 'Unsettled'),
  settled: text('已结算', '精算済み', 'Settled'),
  cancelled: text('已取消', '取消', 'Cancelled'),
};

/** What is settled stays settled: the return window was over. A later refund is a clawback (see incentive). */
export const commissionStates: StateTable<CommissionState> = stateTable(NAMES, [
  { from: 'unsettled', to: 'settled', on: 'settled', by: ['platform'] },
  { from: 'unsettled', to: 'cancelled', on: 'cancelled', by: ['platform'] },
]);

/** One who takes a share of what reaches it and passes the rest on. */
export interface WaterfallStep {
  readonly party: string;
  /** Share that the party keeps of what reaches it, 0 to 1_000_000. */
  readonly keptPpm: number;
}

export interface WaterfallPart {
  readonly party: string;
  readonly amountMinor: bigint;
}

/**
 * The commission on goods of this value, handed down from the merchant: each party keeps its share of what reaches it,
 * rounded down, and the last gets the rest. The parts sum exactly to the commission.
 *
 * @param baseMinor what the buyer paid for the goods, without freight.
 * @throws RangeError for a negative base, or a share outside 0 to 1_000_000.
 */
export function commissionWaterfall(
  baseMinor: bigint,
  ratePpm: number,
  steps: readonly WaterfallStep[],
  lastParty: string,
): { readonly commissionMinor: bigint; readonly parts: readonly WaterfallPart[] } {
  if (baseMinor < 0n) throw new RangeError('The base of a commission must not be negative.');
  for (const ppm of [ratePpm, ...steps.map(({ keptPpm }) => keptPpm)])
    if (ppm < 0 || ppm > 1_000_000) throw new RangeError(`${ppm} ppm is no share.`);
  const commissionMinor = applyPpm(baseMinor, ratePpm);
  let reaching = commissionMinor;
  const parts = steps.map(({ party, keptPpm }): WaterfallPart => {
    const amountMinor = applyPpm(reaching, keptPpm, 'floor');
    reaching -= amountMinor;
    return { party, amountMinor };
  });
  return { commissionMinor, parts: [...parts, { party: lastParty, amountMinor: reaching }] };
}
