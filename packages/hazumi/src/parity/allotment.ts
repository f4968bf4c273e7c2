/** A live day's allotment beside the twin's way to give the same day. */
import { type AllotmentInputs, buildDay, places } from '@hazumi/market/allotment';
import type { PolicyDocument, Pools } from '@hazumi/policy';
import { allotAsTwin } from '@hazumi/twin';
import type { Day, Pool } from './records.ts';

export interface AllotmentRecord {
  storeId: string;
  policyVersion: number;
  market: Pools;
  twin: Pools;
}

/**
 * What each store was due of the day, by what the market kept of it and by the twin, which is given the day's stored inputs.
 *
 * @param policyOf the policy by which the twin decides, by the number of the market's version
 */
export async function allotmentOf(
  pool: Pool,
  day: Day,
  documentOf: (number: number) => PolicyDocument,
  policyOf: (number: number) => PolicyDocument,
): Promise<AllotmentRecord[]> {
  const { rows: days } = await pool.query<{ inputs: string; policy_version: number }>(
    'select inputs, policy_version from allotment_day where day = $1::date',
    [day.name],
  );
  const [kept] = days;
  if (kept === undefined) return [];
  const inputs = JSON.parse(kept.inputs) as AllotmentInputs;
  // The arrays that the rule reads; its answer there is not looked at.
  const { graph, facts } = buildDay(inputs, documentOf(kept.policy_version)).market;
  const twin = allotAsTwin(graph, facts, asServed(policyOf(kept.policy_version)));
  const { rows } = await pool.query<{ store_id: string } & Record<keyof Pools, bigint>>(
    'select store_id, organic, merit, newcomer, exploration, dither from allotment_store where day = $1::date',
    [day.name],
  );
  const due = new Map(rows.map((row) => [row.store_id, row]));
  return inputs.stores.map(({ id }, at) => {
    const row = due.get(id);
    const number = (name: keyof Pools): number => Number(row?.[name] ?? 0n);
    const pools = {
      organic: number('organic'),
      merit: number('merit'),
      newcomer: number('newcomer'),
      exploration: number('exploration'),
      dither: number('dither'),
    };
    const market = { ...pools, total: Object.values(pools).reduce((sum, one) => sum + one, 0) };
    return {
      storeId: id,
      policyVersion: kept.policy_version,
      market: market as Pools,
      twin: twin[at] as Pools,
    };
  });
}

/** The market's pages give fewer places than the policy may weigh; the others are nobody's. */
function asServed(document: PolicyDocument): PolicyDocument {
  const positionWeightsPpm = document.allotment.positionWeightsPpm.slice(0, places);
  return { ...document, allotment: { ...document.allotment, positionWeightsPpm } };
}
