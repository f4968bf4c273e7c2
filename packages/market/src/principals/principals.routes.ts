import { incentiveEndpoints as endpoints, toPublicId } from '@hazumi/contracts';
import type { LinkKind } from '@hazumi/policy';
import { sql } from 'kysely';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import type { Db } from '../kernel/database.ts';
import { register } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { principalsSweep } from './principals.service.ts';

type Party = { kind: 'licence' | 'person'; id: string; name: string } | { kind: 'guest' };

interface GroupRow {
  principal: string;
  parties: string[];
  policy_version: number;
}

interface TieRow {
  principal: string;
  kind: LinkKind;
  value: string;
  parties: string[];
  shared_by: number;
  since: Date;
}

const partiesShown = 20;

/** Mounts what operators see of who is one and the same, and the sweep that follows it. */
export function registerPrincipals(market: Market): void {
  const { db } = market;
  market.sweeps.push(principalsSweep(market));

  register(market, endpoints.listPrincipals, async (ctx, { query }) => {
    const before = decodeCursor(query.cursor, ['uuid'])?.[0];
    // What is true of all of them stands in the index's own words, so that it serves.
    const size = query.licences > 1 ? sql`licences > 1 and licences >= ${query.licences}` : sql`licences > 0`;
    const { rows } = await sql<GroupRow>`
      with page as (
        select id from principal where ${size} ${before === undefined ? sql`` : sql`and id < ${before}`}
        order by id desc limit ${query.limit + 1}
      )
      select m.principal, array_agg(m.party order by m.party) as parties, max(m.policy_version)::int as policy_version
      from page join principal_member m on m.principal = page.id group by m.principal order by m.principal desc`.execute(
      db,
    );
    const ties = Map.groupBy(await tiesOf(db, rows), ({ principal }) => principal);
    const names = await namesOf(db, [
      ...rows.flatMap(({ parties }) => parties),
      ...[...ties.values()].flat().flatMap(({ parties }) => parties),
    ]);
    const { strongLinks } = market.policy.at(ctx.now).document.fraud;
    return toPage(
      rows,
      query.limit,
      (row) => [row.principal],
      (row) => ({
        principalId: toPublicId('licence', row.principal),
        parties: row.parties.map((party) => partyOf(party, names)),
        links: (ties.get(row.principal) ?? []).map((tie) => ({
          kind: tie.kind,
          isStrong: strongLinks.includes(tie.kind),
          parties: tie.parties.map((party) => partyOf(party, names)),
          sharedBy: tie.shared_by,
          since: tie.since.toISOString(),
        })),
        policyVersion: row.policy_version,
      }),
    );
  });
}

/** The values that a party of these groups shares with anybody. */
async function tiesOf(db: Db, groups: readonly GroupRow[]): Promise<TieRow[]> {
  const { rows } = await sql<TieRow>`
    with own as (
      select distinct m.principal, l.kind, l.value from principal_member m join principal_link l on l.party = m.party
      where m.principal = any(${groups.map(({ principal }) => principal)}::text[])
    )
    select o.principal, o.kind, o.value, (array_agg(l.party order by l.party))[1:${sql.lit(partiesShown)}] as parties,
      count(*)::int as shared_by, min(l.since) as since
    from own o join principal_link l on l.kind = o.kind and l.value = o.value
    group by o.principal, o.kind, o.value having count(*) > 1 order by o.principal, o.kind, o.value`.execute(
    db,
  );
  return rows;
}

async function namesOf(db: Db, parties: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ party: string; name: string }>`
    select id::text as party, legal_name as name from licence
      where id = any(${parties.filter((party) => !party.includes(':'))}::uuid[])
    union all
    select 'person:' || id, name from person
      where id = any(${parties.flatMap((party) => (party.startsWith('person:') ? party.slice(7) : []))}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ party, name }) => [party, name]));
}

function partyOf(party: string, names: ReadonlyMap<string, string>): Party {
  const name = names.get(party) ?? '';
  if (party.startsWith('person:')) return { kind: 'person', id: toPublicId('person', party.slice(7)), name };
  if (party.includes(':')) return { kind: 'guest' };
  return { kind: 'licence', id: toPublicId('licence', party), name };
}
