/** The merit of stores that a day's allotment was made of, from the parts that had vested when it was. */
import type { Day, Notes, Pool } from './records.ts';

/** In which the house that is composed here counts merit (`server.ts`). */
const currency = 'CNY';
/** Half-lives after which merit counts as nothing, as the market reads it. */
const livesRead = 20;

interface VestedRow {
  store_id: string;
  currency: string;
  age_days: number;
  merit: number | null;
  is_unsure: boolean;
}

/**
 * A part counts if it had vested when the day was built; what it was worth then is what it is worth now, where no refund took of it
 * since. Parts that vested within the minute around the building of the day may or may not have been read.
 */
export async function meritRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows: days } = await pool.query<{
    policy_version: number;
    stores: { id: string; merit: number }[];
    half_life: number;
  }>(
    `select d.policy_version, d.inputs::json -> 'stores' as stores, (v.document -> 'allotment' ->> 'meritHalfLifeDays')::float8 as half_life
      from allotment_day d join policy_version v on v.number = d.policy_version where d.day = $1::date`,
    [day.name],
  );
  const [built] = days;
  if (built === undefined) return;
  const { rows } = await pool.query<VestedRow>(
    `with built as (
        select d.built_at as at, (select e.id from event e where e.type = 'allotment.built' and e.at = d.built_at
          and e.data ->> 'day' = d.day::text) as id from allotment_day d where d.day = $1::date
      ), part as (
        select p.store_id, p.order_id, p.part_no, p.due_at, i.currency, floor(extract(epoch from p.due_at) / 86400)::int as day,
          i.merit_minor / (select count(*) from incentive_part a where a.store_id = i.store_id and a.order_id = i.order_id) as merit,
          i.merit_minor > 0 and (p.vested_at < b.at or (p.vested_at = b.at and exists (select from event v
            where v.subject_id = p.order_id and v.type = 'incentive.vested' and v.at = b.at and v.id < b.id))) as is_counted,
          (p.vested_at <> b.at and p.vested_at between b.at - interval '1 minute' and b.at + interval '1 minute')
            or exists (select from event c where c.subject_id = p.order_id and c.type = 'incentive.clawedBack' and c.id > b.id) as is_unsure
        from built b, incentive_part p join incentive i on i.store_id = p.store_id and i.order_id = p.order_id
        where p.vested_at is not null and p.due_at >= $2 and p.due_at <= $3
      )
      select store_id, currency, ($4 - day)::int as age_days, bool_or(is_unsure) as is_unsure,
        sum(merit order by due_at, order_id, part_no) filter (where is_counted) as merit
      from part group by store_id, currency, day order by store_id, currency, day`,
    [
      day.name,
      new Date(day.from.getTime() - livesRead * built.half_life * 86_400_000),
      day.from,
      Math.floor(day.from.getTime() / 86_400_000),
    ],
  );
  const byStore = Map.groupBy(rows, (row) => row.store_id);
  for (const { id, merit } of built.stores) {
    const own = byStore.get(id) ?? [];
    const vested = own.flatMap((row) =>
      row.merit === null ? [] : { currency: row.currency, ageDays: row.age_days, meritMinor: row.merit },
    );
    // A store on which nothing ever vested has no merit to be decided about.
    if (vested.length === 0 && merit === 0) continue;
    if (own.some((row) => row.is_unsure)) {
      notes.leaveOut(
        'a refund since then, or a part that vested as the day was built, hides what merit it was built of',
      );
      continue;
    }
    notes.add({
      kind: 'merit',
      id: `${id} ${day.name}`,
      policyVersion: built.policy_version,
      inputs: { vested, currency },
      decision: { meritMinor: merit, isNear: true },
    });
  }
}
