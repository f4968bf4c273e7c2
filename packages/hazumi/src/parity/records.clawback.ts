/** Rebates that refunds took back: how much, and from where. */
import type { Day, Notes, Pool } from './records.ts';

interface ClawbackRow {
  id: string;
  policy_version: number;
  currency: string;
  amount_minor: number;
  is_whole: boolean;
  /** a refund of the order came after this one */
  is_followed: boolean;
  rebate_minor: bigint;
  clawed_back_minor: number;
  merit_minor: number;
  fraud_probability: number;
  lines: { baseMinor: number; feePpm: number; feePaidMinor: number }[];
  taken: Record<string, number>;
  /** what of the store's rebates had not vested; what the market owed the store */
  pending_minor: bigint;
  payable_minor: bigint;
}

/**
 * What came before an event is told by the time and the id of each: ids of one process grow. What a store had is summed from the parts and
 * the ledger as they were when the clawback was booked; the refund itself is booked before it, in the same transaction.
 */
export async function clawbackRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<ClawbackRow>(
    `with event_of_day as (
        select e.store_id, e.subject_id as order_id, e.type, e.id, e.at, e.xid::text::bigint as xid, (e.data ->> 'policyVersion')::int as policy_version,
          (e.data ->> 'amountMinor')::float8 as amount_minor, (e.data ->> 'isWhole')::boolean as is_whole,
          (select max(b.id::text)::uuid from event b where b.subject_id = e.subject_id and b.type = e.type and b.id < e.id) as before
        from event e where e.type = 'incentive.clawedBack' and e.at >= $1 and e.at < $2
      )
      select e.order_id as id, e.policy_version, i.currency, e.amount_minor, e.is_whole, i.rebate_minor, i.merit_minor,
        coalesce(i.fraud_probability, 0) as fraud_probability,
        exists (select from event f where f.subject_id = e.order_id and f.type = 'order.refunded' and f.id > e.id) as is_followed,
        (select coalesce(sum((b.data ->> 'amountMinor')::float8), 0) from event b
          where b.subject_id = e.order_id and b.type = e.type and b.id < e.id) as clawed_back_minor,
        (select jsonb_agg(jsonb_build_object('baseMinor', l.goods_minor - l.refunded_goods_minor, 'feePpm', l.fee_ppm,
          'feePaidMinor', l.fee_minor - l.refunded_fee_minor) order by l.line_no)
          from order_line l where l.store_id = e.store_id and l.order_id = e.order_id) as lines,
        (select coalesce(jsonb_object_agg(source, amount), '{}') from (
          select source, sum(amount_minor) as amount from incentive_clawback c
          where c.store_id = e.store_id and c.order_id = e.order_id and c.id < e.id and (e.before is null or c.id > e.before) group by source
        ) t) as taken,
        (select coalesce(sum(p.amount_minor - coalesce((select sum(c.amount_minor) from incentive_clawback c
            where c.store_id = p.store_id and c.from_order_id = p.order_id and c.from_part_no = p.part_no and c.id < e.id
              and (c.order_id <> e.order_id or c.id < e.before)), 0)), 0)::bigint
          from incentive_part p join incentive g on g.store_id = p.store_id and g.order_id = p.order_id
          where p.store_id = e.store_id and g.currency = i.currency and g.decided_at <= e.at
            and not exists (select from event w where w.subject_id = p.order_id and w.type = e.type and w.id < e.id
              and (w.data ->> 'isWhole')::boolean)
            and (p.vested_at is null or p.vested_at > e.at or (p.vested_at = e.at and not exists (select from event v
              where v.subject_id = p.order_id and v.type = 'incentive.vested' and v.at = e.at and v.id < e.id)))) as pending_minor,
        (select coalesce(-sum(l.amount_minor), 0)::bigint from ledger_entry l
          where l.account = 'merchantPayable' and l.owner = e.store_id::text and l.currency = i.currency
            and (l.xid < e.xid or (l.xid = e.xid and l.transaction_id < coalesce((select t.id from ledger_transaction t
              where t.store_id = e.store_id and t.order_id = e.order_id and t.kind = 'incentiveClawback' and t.id < e.id
                and (e.before is null or t.id > e.before)), e.id)))) as payable_minor
      from event_of_day e join incentive i on i.store_id = e.store_id and i.order_id = e.order_id order by e.id`,
    [day.from, day.until],
  );
  for (const row of rows) {
    const { id, currency, amount_minor: amountMinor, is_whole: isWhole } = row;
    const common = { id, policyVersion: row.policy_version };
    if (row.is_followed)
      notes.leaveOut('a later refund changed the lines that an earlier one was reckoned from');
    else {
      notes.add({
        ...common,
        kind: 'clawback',
        inputs: {
          lines: row.lines,
          rebateMinor: Number(row.rebate_minor),
          clawedBackMinor: row.clawed_back_minor,
          fraudProbability: row.fraud_probability,
          isWhole,
          currency,
        },
        decision: { amountMinor, meritMinor: row.merit_minor },
      });
    }
    if (amountMinor === 0) continue;
    const { pendingIncentive = 0, pendingSettlement = 0, deposit = 0, owed = 0 } = row.taken;
    notes.add({
      ...common,
      kind: 'clawbackSources',
      inputs: {
        amountMinor,
        available: {
          pendingIncentive: Number(row.pending_minor),
          // A store that owes the market has nothing that could be taken; no deposit is held in this market yet.
          pendingSettlement: Math.max(0, Number(row.payable_minor)),
          deposit: 0,
        },
      },
      decision: { pendingIncentive, pendingSettlement, deposit, owed },
    });
  }
}
