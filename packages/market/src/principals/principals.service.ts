import { type LinkKind, type Principals, principals as principalsByRule } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent, consumeEvents } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import {
  type LinkRow,
  linksAroundLicences,
  lockMembers,
  readMembers,
  writeLicenceLinks,
  writeMembers,
  writeSizes,
} from './principals.repository.ts';

/** The principal of every licence, by their UUIDs. A licence that is linked to no other is its own. */
export async function principalsOf(db: Db | Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; principal: string }>`
    select l.id, coalesce(m.principal, l.id::text) as principal
    from licence l left join principal_member m on m.party = l.id::text`.execute(db);
  return new Map(rows.map(({ id, principal }) => [id, principal]));
}

/** The principal of each of these parties (licences' UUIDs, buyers as orders name them); one that is linked to nobody is its own. */
export async function principalsOfParties(
  db: Db | Tx,
  parties: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows =
    parties.length === 0
      ? []
      : await db
          .selectFrom('principal_member')
          .select(['party', 'principal'])
          .where('party', 'in', [...new Set(parties)])
          .execute();
  const found = new Map(rows.map(({ party, principal }) => [party, principal]));
  return new Map(parties.map((party) => [party, found.get(party) ?? party]));
}

/** Who is one and the same by these links, by the policy's rule. */
export function principalsByLinks(
  links: readonly LinkRow[],
  policy: Parameters<typeof principalsByRule>[1],
): Principals {
  const parties = new Map<string, { kind: LinkKind; value: string }[]>();
  for (const { kind, value, party } of links) {
    const known = parties.get(party);
    if (known === undefined) parties.set(party, [{ kind, value }]);
    else known.push({ kind, value });
  }
  return principalsByRule(
    [...parties].map(([id, own]) => ({ id, links: own })),
    policy,
  );
}

/**
 * Finds anew who is one and the same, and writes what has changed, with an event for each principal that gained or lost somebody.
 *
 * @returns how many parties have another principal than before
 */
export async function recomputePrincipals(market: Pick<Market, 'policy'>, tx: Tx, ctx: Ctx): Promise<number> {
  await lockMembers(tx);
  await writeLicenceLinks(tx, ctx.now);
  const { number, document } = market.policy.at(ctx.now);
  const { principalOf } = principalsByLinks(
    await linksAroundLicences(tx, document.fraud.strongLinks),
    document,
  );
  const sizes = new Map<string, number>();
  for (const principal of principalOf.values()) sizes.set(principal, (sizes.get(principal) ?? 0) + 1);
  const merged = new Map([...principalOf].filter(([, principal]) => (sizes.get(principal) ?? 0) > 1));
  const before = await readMembers(tx);
  const changed = [...merged].filter(([party, principal]) => before.get(party) !== principal);
  const gone = [...before.keys()].filter((party) => !merged.has(party));
  await writeMembers(tx, changed, gone, ctx.now, number);
  const touched = new Set([
    ...changed.flatMap(([party, principal]) => [principal, before.get(party) ?? principal]),
    ...gone.map((party) => before.get(party) ?? party),
  ]);
  if (touched.size > 0) await writeSizes(tx, [...touched]);
  await appendEvent(
    tx,
    ctx,
    ...[...touched]
      .filter((principal) => uuid.test(principal))
      .sort()
      .map((principal) => ({
        subjectType: 'principal',
        subjectId: principal,
        type: 'principal.changed',
        data: {
          parties: [...merged].filter(([, of]) => of === principal).map(([party]) => party),
          policyVersion: number,
        },
      })),
  );
  return changed.length + gone.length;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Follows what ties licences together: whoever becomes or ceases to be an owner, and licences that are registered. What buyers are known by
 * comes in once a day (fraud.days.ts).
 */
export function principalsSweep(market: Market): Sweep {
  return {
    name: 'principals',
    everyMs: 5_000,
    run: (ctx) =>
      consumeEvents(market.db, 'principals', async (tx, events) => {
        if (events.some(({ subjectType }) => subjectType === 'licence'))
          await recomputePrincipals(market, tx, ctx);
      }),
  };
}

/** The same at once, for whoever cannot wait for the sweep. */
export async function refreshPrincipals(market: Market, ctx: Ctx): Promise<number> {
  return inTransaction(market.db, (tx) => recomputePrincipals(market, tx, ctx));
}
