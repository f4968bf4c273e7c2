import type { LinkKind } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';

export interface LinkRow {
  kind: LinkKind;
  value: string;
  party: string;
}

/**
 * Brings what licences are known by up to date: their owners, and the addresses they are registered at. Ownership that has ended is
 * forgotten; an address that a licence once had is not, for goods may still go back there.
 */
export async function writeLicenceLinks(tx: Tx, now: Date): Promise<void> {
  await sql`
    with owned as (
      select 'owner:' || person_id as value, unnest(array[licence_id::text, 'person:' || person_id]) as party
      from membership where role = 'owner' and store_id is null
    ), gone as (
      delete from principal_link l where kind = 'licence'
        and not exists (select from owned o where o.value = l.value and o.party = l.party)
    )
    insert into principal_link (kind, value, party, since)
    select distinct 'licence', value, party, ${now}::timestamptz from owned
    union select 'returnAddress', address_key(address), id::text, ${now}::timestamptz from licence
    on conflict do nothing`.execute(tx);
}

/**
 * Notes what the buyers of orders placed within [from, until) are known by: the address that the goods went to, and the browser, by the
 * hash of its token. Ids of orders grow with the time of placing, so that the index of ids finds a day's.
 *
 * @returns how much of it was not known before
 */
export async function writeBuyerLinks(tx: Tx, from: Date | null, until: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into principal_link (kind, value, party, since)
    select k.kind, k.value, o.buyer, min(o.placed_at) from orders o join checkout c on c.id = o.checkout_id
    cross join lateral (values
      ('returnAddress', address_key(o.address)), ('device', encode(c.guest_hash, 'hex'))) as k (kind, value)
    where o.id >= ${firstIdOf(from)}::uuid and o.id < ${firstIdOf(until)}::uuid and o.paid_at is not null and k.value is not null
    group by k.kind, k.value, o.buyer
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** The smallest UUIDv7 of an instant. */
export function firstIdOf(at: Date | null): string {
  const hex = Math.max(0, at?.getTime() ?? 0)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * Everything that matters for who is one with a licence: the links of all parties that strong links lead to from any licence, with all
 * others that share a value with one of them. Buyers whom nothing ties to a seller are never read.
 */
export async function linksAroundLicences(tx: Tx, strong: readonly LinkKind[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    with recursive near (party) as (
      select id::text from licence
      union
      select b.party from near n
      join principal_link a on a.party = n.party and a.kind = any(${strong}::text[])
      join principal_link b on b.kind = a.kind and b.value = a.value
    )
    select kind, value, party from principal_link l
    where exists (select from near n join principal_link a on a.party = n.party where a.kind = l.kind and a.value = l.value)
    order by kind, value, party`.execute(tx);
  return rows;
}

/** One recomputation at a time; whoever reads the principals is not kept waiting. */
export async function lockMembers(tx: Tx): Promise<void> {
  await sql`lock table principal_member in share row exclusive mode`.execute(tx);
}

export async function readMembers(db: Db | Tx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('principal_member').select(['party', 'principal']).execute();
  return new Map(rows.map(({ party, principal }) => [party, principal]));
}

/** Counts the members of these principals anew; one that has none is forgotten. */
export async function writeSizes(tx: Tx, principals: readonly string[]): Promise<void> {
  await sql`
    with touched as (select unnest(${principals}::text[]) as id), sizes as (
      select m.principal as id, count(*)::int as parties, (count(*) filter (where m.party !~ ':'))::int as licences
      from principal_member m join touched t on t.id = m.principal group by m.principal
    ), gone as (
      delete from principal p using touched t where p.id = t.id and not exists (select from sizes s where s.id = p.id)
    )
    insert into principal (id, parties, licences) select id, parties, licences from sizes
    on conflict (id) do update set parties = excluded.parties, licences = excluded.licences`.execute(tx);
}

/** Writes these parties' principals, and forgets the `gone` ones, which are nobody's any more. */
export async function writeMembers(
  tx: Tx,
  changed: readonly (readonly [party: string, principal: string])[],
  gone: readonly string[],
  now: Date,
  policyVersion: number,
): Promise<void> {
  if (gone.length > 0) await tx.deleteFrom('principal_member').where('party', 'in', gone).execute();
  if (changed.length === 0) return;
  await sql`
    insert into principal_member (party, principal, since, policy_version)
    select party, principal, ${now}::timestamptz, ${policyVersion}::integer
    from unnest(${changed.map(([party]) => party)}::text[], ${changed.map(([, principal]) => principal)}::text[])
      as c (party, principal)
    on conflict (party) do update set principal = excluded.principal, since = excluded.since,
      policy_version = excluded.policy_version`.execute(tx);
}
