import { amountIn, incentiveRules, meritDecay, type PolicyDocument } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';

const dayMs = 86_400_000;
/** Half-lives after which merit counts as nothing: less than a millionth is left. */
const livesRead = 20;

/**
 * The merit of every store that has any: the fees of its private orders that never return, less the chance of fraud, as they have vested,
 * faded to `now` by the policy's half-life. It is a stock: what a day may give for it is the part that fades in a day
 * (`meritSpentADay`), so that a fee buys exposure once over its life.
 *
 * A part of an order's merit begins to fade when that part vests. Ages are whole UTC days, so that all of a day's answers agree; real
 * numbers are summed in one order, so that they agree to the bit.
 *
 * @param currency in whose minor units; the one in which the policy states its amounts unless told
 * @param storeId of this store alone
 */
export async function meritOfStores(
  db: Db | Tx,
  now: Date,
  document: PolicyDocument,
  currency: string = document.incentive.capPerLicenceAndMonth.currency,
  storeId: string | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rules = incentiveRules(currency, document);
  const today = Math.floor(now.getTime() / dayMs);
  const since = new Date((today - livesRead * rules.meritHalfLifeDays) * dayMs);
  const { rows } = await sql<{ store_id: string; currency: string; day: number; merit: number }>`
    select p.store_id, i.currency, floor(extract(epoch from p.due_at) / 86400)::int as day,
      sum(i.merit_minor / (select count(*) from incentive_part a where a.store_id = i.store_id and a.order_id = i.order_id)
        order by p.due_at, p.order_id, p.part_no) as merit
    from incentive_part p join incentive i on i.store_id = p.store_id and i.order_id = p.order_id
    where p.vested_at is not null and p.due_at >= ${since} and p.due_at <= ${now} and i.merit_minor > 0
      ${storeId === null ? sql`` : sql`and p.store_id = ${storeId}`}
    group by p.store_id, i.currency, day order by p.store_id, i.currency, day`.execute(db);
  const merits = new Map<string, number>();
  const rates = new Map<string, number>();
  for (const row of rows) {
    const rate = rates.get(row.currency) ?? rateTo(row.currency, currency, document);
    rates.set(row.currency, rate);
    const merit = row.merit * rate * meritDecay(today - row.day, rules);
    merits.set(row.store_id, (merits.get(row.store_id) ?? 0) + merit);
  }
  return merits;
}

/** Minor units of `to` for one of `from`, by the policy's reference rates. */
function rateTo(from: string, to: string, document: PolicyDocument): number {
  const many = 1_000_000_000;
  return Number(amountIn({ amountMinor: many, currency: from }, to, document)) / many;
}
