import { sql } from 'kysely';
import type { Db } from './kernel/database.ts';

/**
 * What must be true of every market at every moment, asked of the database itself. Returns the faults found; a market without faults
 * gives an empty list. The chaos run and the benchmarks ask the same.
 */
export async function auditMarket(db: Db): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, query] of Object.entries(questions)) {
    const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db);
    if (rows.length > 0) {
      faults.push(
        `${name}: ${rows.length} e.g. ${JSON.stringify(rows[0], (_, value) => (typeof value === 'bigint' ? String(value) : value))}`,
      );
    }
  }
  return faults;
}

// Each question selects what must not be there.
const questions: Record<string, string> = {
  'a ledger transaction that does not balance': `
    select transaction_id, currency, sum(amount_minor) from ledger_entry
    group by store_id, transaction_id, currency having sum(amount_minor) <> 0`,
  'stock that does not add up to what was received less what is sold': `
    select t.store_id, t.sku_id, t.received, t.available, coalesce(sold.pieces, 0) as sold from stock t
    left join (select store_id, sku_id, sum(quantity - returned_quantity) as pieces from order_line group by store_id, sku_id) sold
      using (store_id, sku_id)
    where t.received - coalesce(sold.pieces, 0) <> t.available`,
  'a balance that the ledger does not know': `
    select b.user_id, b.currency, b.amount_minor, coalesce(l.amount, 0) as booked from spendable_balance b
    full join (select owner as user_id, currency, -sum(amount_minor) as amount from ledger_entry
      where account = 'buyerBalance' group by owner, currency) l using (user_id, currency)
    where coalesce(b.amount_minor, 0) <> coalesce(l.amount, 0)`,
  'a checkout whose total is not its live orders': `
    select c.id, c.total_minor, sum(o.total_minor) as orders from checkout c join orders o on o.checkout_id = c.id
    where c.state <> 'cancelled' and not (o.state = 'cancelled' and o.paid_at is null)
    group by c.id having c.total_minor <> sum(o.total_minor)`,
  'a paid checkout that is not covered by its payments': `
    select c.id, c.total_minor, coalesce(sum(p.applied_minor), 0) as applied from checkout c
    left join payment p on p.checkout_id = c.id and p.state = 'captured'
    where c.state = 'paid' group by c.id having coalesce(sum(p.applied_minor), 0) <> c.total_minor`,
  'a checkout that counts other money than its payments': `
    select c.id, c.captured_minor, coalesce(sum(p.applied_minor), 0) as applied from checkout c
    left join payment p on p.checkout_id = c.id and p.state = 'captured'
    where c.state <> 'cancelled' group by c.id having coalesce(sum(p.applied_minor), 0) <> c.captured_minor`,
  'a cancelled checkout that keeps money': `
    select c.id, p.captured_minor, p.refunded_minor from checkout c join payment p on p.checkout_id = c.id and p.state = 'captured'
    where c.state = 'cancelled' and p.refunded_minor <> p.captured_minor`,
  'an order that is not the sum of its lines': `
    select o.id from orders o join order_line l on l.store_id = o.store_id and l.order_id = o.id group by o.store_id, o.id
    having o.goods_minor <> sum(l.goods_minor) or o.freight_minor <> sum(l.freight_minor) or o.fee_minor <> sum(l.fee_minor)
      or o.tax_minor <> sum(l.goods_tax_minor + l.freight_tax_minor)
      or o.refunded_minor <> sum(l.refunded_goods_minor + l.refunded_freight_minor)`,
  'pages that count another worth than the stores on them': `
    select day, keyword, place, p.micro as pages, i.micro as stores
    from (select day, keyword, place, sum(micro) as micro from impression_page group by 1, 2, 3) p
    full join (select day, keyword, place, sum(micro) as micro from impression group by 1, 2, 3) i using (day, keyword, place)
    where coalesce(p.micro, 0) <> coalesce(i.micro, 0)`,
  'a keyword that gives more than its supply': `
    select r.day, r.keyword, k.supply_micro, sum(r.organic + r.merit + r.newcomer + r.exploration + r.dither) as given
    from allotment_row r join allotment_keyword k using (day, keyword) group by 1, 2, 3
    having sum(r.organic + r.merit + r.newcomer + r.exploration + r.dither) > k.supply_micro`,
  'a store whose day is not the sum of its keywords': `
    select s.store_id, s.day from allotment_store s left join allotment_row r using (store_id, day)
    group by s.store_id, s.day
    having s.organic <> coalesce(sum(r.organic), 0) or s.merit <> coalesce(sum(r.merit), 0)
      or s.newcomer <> coalesce(sum(r.newcomer), 0) or s.exploration <> coalesce(sum(r.exploration), 0)
      or s.dither <> coalesce(sum(r.dither), 0)`,
  'a day of prices that does not follow the one before': `
    select day from (select day, previous_hash, lag(hash) over (order by day) as hash from allotment_day) d
    where previous_hash is distinct from hash`,
  'an order without lines': `
    select o.id from orders o where not exists (select from order_line l where l.store_id = o.store_id and l.order_id = o.id)`,
  'a paid order that is not booked once': `
    select o.id, count(t.id) as booked from orders o
    left join ledger_transaction t on t.store_id = o.store_id and t.order_id = o.id and t.kind = 'orderPaid'
    where o.total_minor > 0 group by o.store_id, o.id
    having count(t.id) <> (case when o.paid_at is null then 0 else 1 end)`,
  'an order whose refunds are not what it gave back': `
    select o.id, o.refunded_minor, coalesce(sum(r.amount_minor), 0) as refunds from orders o
    left join refund r on r.order_id = o.id group by o.store_id, o.id having o.refunded_minor <> coalesce(sum(r.amount_minor), 0)`,
  'a refund that is booked otherwise than it stands': `
    select r.id, r.state from refund r
    left join ledger_transaction t on t.refund_id = r.id and t.kind = 'refundSettled'
    where (r.state = 'succeeded') <> (t.id is not null)`,
  'a payment whose refunds do not add up': `
    select p.id, p.refunded_minor, coalesce(sum(r.amount_minor), 0) as refunds from payment p
    left join refund r on r.payment_id = p.id group by p.id having p.refunded_minor <> coalesce(sum(r.amount_minor), 0)`,
  'money applied to a finished checkout but not booked on': `
    select e.owner, e.currency, sum(e.amount_minor) as rest from ledger_entry e join checkout c on c.id::text = e.owner
    where e.account = 'buyerUnapplied' and c.state <> 'unpaid' group by e.owner, e.currency having sum(e.amount_minor) <> 0`,
  'an experiment whose draws changed what is paid out in all': `
    select period, experiment, currency, sum(plain_minor) as plain, sum(amount_minor) as amount from experiment_credit
    group by period, experiment, currency having sum(plain_minor) <> sum(amount_minor)`,
  'an experiment’s credit that is booked otherwise than it stands': `
    select c.store_id, c.period, c.experiment from experiment_credit c
    left join ledger_entry e on e.store_id = c.store_id and e.transaction_id = c.transaction_id and e.account = 'merchantPayable'
    where c.transaction_id is not null and e.amount_minor is distinct from -c.amount_minor`,
  'a completed private order without an incentive': `
    select o.store_id, o.id from orders o where o.source_class = 'private' and o.completed_at is not null
      and not exists (select from incentive i where i.store_id = o.store_id and i.order_id = o.id)`,
  'an incentive of an order that is not private or never completed': `
    select i.store_id, i.order_id from incentive i join orders o on o.store_id = i.store_id and o.id = i.order_id
    where o.source_class <> 'private' or o.completed_at is null`,
  'an excluded order without a reason, or one with a reason that earns': `
    select i.store_id, i.order_id, i.state from incentive i where (i.state = 'excluded') <>
      exists (select from incentive_exclusion e where e.store_id = i.store_id and e.order_id = i.order_id)
      or (i.state in ('excluded', 'pending') and (i.rebate_minor <> 0 or i.merit_minor <> 0))`,
  'a rebate that is not the sum of its parts': `
    select i.store_id, i.order_id, i.rebate_minor, i.vested_minor from incentive i
    left join (select store_id, order_id, sum(amount_minor) as amount, sum(taken_minor) as taken,
        sum(amount_minor - taken_minor) filter (where vested_at is not null) as vested
      from incentive_part group by store_id, order_id) p using (store_id, order_id)
    where i.rebate_minor <> coalesce(p.amount, 0) or i.vested_minor <> coalesce(p.vested, 0)`,
  'a part that vested early, or holds something after its order went back': `
    select p.* from incentive_part p join incentive i using (store_id, order_id)
    where p.vested_at < p.due_at or (i.state = 'clawedBack' and p.vested_at is null and p.taken_minor < p.amount_minor)
      or (i.state = 'vested' and p.vested_at is null)`,
  'what was taken back otherwise than it stands': `
    select i.store_id, i.order_id, i.clawed_back_minor, coalesce(c.amount, 0) as taken from incentive i
    left join (select store_id, order_id, sum(amount_minor) as amount from incentive_clawback group by store_id, order_id) c
      using (store_id, order_id)
    where i.clawed_back_minor <> coalesce(c.amount, 0)
    union all
    select p.store_id, p.order_id, p.taken_minor, coalesce(c.amount, 0) from incentive_part p
    left join (select store_id, from_order_id, from_part_no, sum(amount_minor) as amount from incentive_clawback
      where from_order_id is not null group by store_id, from_order_id, from_part_no) c
      on c.store_id = p.store_id and c.from_order_id = p.order_id and c.from_part_no = p.part_no
    where p.taken_minor <> coalesce(c.amount, 0)`,
  'a rebate kept beyond the fee that stayed paid': `
    select i.store_id, i.order_id, i.rebate_minor - i.clawed_back_minor as kept, l.fee from incentive i
    join (select store_id, order_id, sum(fee_minor - refunded_fee_minor) as fee from order_line group by store_id, order_id) l
      using (store_id, order_id)
    where i.rebate_minor - i.clawed_back_minor > l.fee`,
  'a fee that went back otherwise than the ledger says': `
    select o.store_id, o.id, l.fee, coalesce(b.fee, 0) as booked from orders o
    join (select store_id, order_id, sum(refunded_fee_minor) as fee from order_line group by store_id, order_id) l
      on l.store_id = o.store_id and l.order_id = o.id
    left join (select t.store_id, t.order_id, sum(e.amount_minor) as fee from ledger_transaction t
      join ledger_entry e on e.store_id = t.store_id and e.transaction_id = t.id and e.account = 'platformFee'
      where t.kind = 'orderRefund' group by t.store_id, t.order_id) b on b.store_id = o.store_id and b.order_id = o.id
    where o.refunded_minor > 0 and l.fee <> coalesce(b.fee, 0)`,
  'an incentive that is booked otherwise than it stands': `
    select * from (
      select store_id, currency, sum(rebate_minor) as granted, sum(vested_minor) as vested, sum(clawed_back_minor) as taken
      from incentive group by store_id, currency
    ) i full join (
      select e.store_id, e.currency,
        coalesce(sum(e.amount_minor) filter (where t.kind = 'incentiveGranted' and e.account = 'feeRebate'), 0) as granted,
        coalesce(-sum(e.amount_minor) filter (where t.kind = 'incentiveVested' and e.account = 'merchantPayable'), 0) as vested,
        coalesce(-sum(e.amount_minor) filter (where t.kind = 'incentiveClawback' and e.account = 'feeRebate'), 0) as taken
      from ledger_entry e join ledger_transaction t on t.store_id = e.store_id and t.id = e.transaction_id
      where t.kind in ('incentiveGranted', 'incentiveVested', 'incentiveClawback') group by e.store_id, e.currency
    ) b using (store_id, currency)
    where (coalesce(i.granted, 0), coalesce(i.vested, 0), coalesce(i.taken, 0))
      <> (coalesce(b.granted, 0), coalesce(b.vested, 0), coalesce(b.taken, 0))`,
  'rebates that wait otherwise than the ledger says': `
    select * from (
      select p.store_id::text as owner, i.currency, sum(p.amount_minor - p.taken_minor) as waiting
      from incentive_part p join incentive i using (store_id, order_id) where p.vested_at is null group by p.store_id, i.currency
    ) p full join (
      select owner, currency, -sum(amount_minor) as waiting from ledger_entry where account = 'incentivePending' group by owner, currency
    ) b using (owner, currency) where coalesce(p.waiting, 0) <> coalesce(b.waiting, 0)`,
  'a month whose grants are not what its orders were granted': `
    select * from (
      select licence_id, month, currency, sum(rebate_minor) as granted from incentive where month is not null
      group by licence_id, month, currency having sum(rebate_minor) > 0
    ) i full join (select * from incentive_month where granted_minor > 0) m using (licence_id, month, currency)
    where coalesce(i.granted, 0) <> coalesce(m.granted_minor, 0)`,
  'a completed roll-up that differs from the entries': `
    select b.account, b.owner, b.currency from ledger_balance b
    left join (select account, owner, currency, sum(greatest(amount_minor, 0)) as debit, sum(greatest(-amount_minor, 0)) as credit
      from ledger_entry where xid < (select xid from ledger_rollup) group by account, owner, currency) e
      using (account, owner, currency)
    where b.debit_minor <> coalesce(e.debit, 0) or b.credit_minor <> coalesce(e.credit, 0)`,
};
