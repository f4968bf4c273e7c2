/** Rebates that were granted, and the parts in which they vest. */
import type { Day, Notes, Pool } from './records.ts';

interface GrantRow {
  id: string;
  currency: string;
  policy_version: number;
  window_ends_at: Date;
  base_minor: bigint;
  fee_paid_minor: bigint;
  rebate_minor: bigint;
  limited_by: string | null;
  lines: { baseMinor: number; feePpm: number; feePaidMinor: number }[];
  parts: { dueAt: string; amountMinor: number }[];
}

export async function incentiveRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<GrantRow>(
    `select i.order_id as id, i.currency, i.policy_version, i.window_ends_at, i.base_minor, i.fee_paid_minor, i.rebate_minor,
        i.limited_by,
        (select jsonb_agg(jsonb_build_object('baseMinor', l.goods_minor - l.refunded_goods_minor, 'feePpm', l.fee_ppm,
          'feePaidMinor', l.fee_minor - l.refunded_fee_minor) order by l.line_no)
          from order_line l where l.store_id = i.store_id and l.order_id = i.order_id) as lines,
        coalesce((select jsonb_agg(jsonb_build_object('dueAt', p.due_at, 'amountMinor', p.amount_minor) order by p.part_no)
          from incentive_part p where p.store_id = i.store_id and p.order_id = i.order_id), '[]') as parts
      from incentive i where i.decided_at >= $1 and i.decided_at < $2 and i.month is not null order by i.order_id`,
    [day.from, day.until],
  );
  for (const row of rows) {
    const { id, currency } = row;
    const common = { id, policyVersion: row.policy_version };
    const rebateMinor = Number(row.rebate_minor);
    notes.add({
      ...common,
      kind: 'vesting',
      inputs: { rebateMinor, windowEndsAt: row.window_ends_at.getTime(), currency },
      decision: {
        parts: row.parts.map(({ dueAt, amountMinor }) => ({ dueAt: Date.parse(dueAt), amountMinor })),
        isNear: true,
      },
    });
    const sum = (name: 'baseMinor' | 'feePaidMinor'): number =>
      row.lines.reduce((total, line) => total + line[name], 0);
    if (sum('baseMinor') !== Number(row.base_minor) || sum('feePaidMinor') !== Number(row.fee_paid_minor)) {
      notes.leaveOut('a refund after the grant changed the lines that a rebate was granted for');
    } else if (row.limited_by === 'monthlyCap') {
      notes.leaveOut('a rebate met the cap of a month, whose fill at that moment is not kept');
    } else {
      notes.add({
        ...common,
        kind: 'rebate',
        inputs: { lines: row.lines, grantedMinor: 0, currency },
        decision: { rebateMinor },
      });
    }
  }
}
