import { policyEndpoints } from '@hazumi/contracts';
import { jsonSchema } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { register, registerIdempotent } from '../kernel/http.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { findVersion, listSummaries, type VersionSummary } from './policy.repository.ts';
import { compareVersions, createVersion, documentJson, rollBack } from './policy.service.ts';

/** Mounts the policy's endpoints and the sweep that finds what no notice told of. */
export function registerPolicy(market: Market): void {
  const { policy } = market;
  const refresh = async (): Promise<number> => (await policy.refresh?.()) ?? 0;
  market.sweeps.push({ name: 'policy', everyMs: 15_000, run: refresh });
  // Whoever made a version sees it in force in this process with the answer; in others a moment later.
  const committed = async (): Promise<void> => void (await refresh());
  let schema: Record<string, unknown> | undefined;

  register(market, policyEndpoints.getPolicy, async (ctx) => {
    const { number, digest, startsAt, document } = policy.at(ctx.now);
    return { number, digest, startsAt: startsAt.toISOString(), document: documentJson(document) };
  });

  register(market, policyEndpoints.getPolicySchema, async () => {
    schema ??= { ...jsonSchema() };
    return schema;
  });

  register(market, policyEndpoints.listPolicyVersions, async (ctx, { query }) => {
    const below = decodeCursor(query.cursor, ['number'])?.[0];
    const rows = await listSummaries(market.db, ctx.now, {
      ...(below === undefined ? {} : { below }),
      limit: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.number], presentSummary);
  });

  register(market, policyEndpoints.getPolicyVersion, (ctx, { params }) =>
    present(market.db, ctx, params.number),
  );

  register(market, policyEndpoints.diffPolicyVersions, (ctx, { params, query }) =>
    compareVersions(market.db, ctx, params.number, query.against),
  );

  registerIdempotent(
    market,
    policyEndpoints.createPolicyVersion,
    async (ctx, { body }, tx) => {
      // Others agree to a draft in the lab, where they see what it comes to.
      const { policyChangePeople } = policy.at(ctx.now).document.governance;
      if (policyChangePeople > 1) throw new Problem('approval_required', { data: { policyChangePeople } });
      const { number } = await createVersion(tx, ctx, { ...body, startsAt: startOf(ctx, body.startsAt) });
      return present(tx, ctx, number);
    },
    committed,
  );

  registerIdempotent(
    market,
    policyEndpoints.rollBackPolicy,
    async (ctx, { params, body }, tx) => {
      const startsAt = startOf(ctx, body.startsAt);
      const { number } = await rollBack(tx, ctx, params.number, { reason: body.reason, startsAt });
      return present(tx, ctx, number);
    },
    committed,
  );
}

const startOf = (ctx: Ctx, startsAt: string | undefined): Date =>
  startsAt === undefined ? ctx.now : new Date(startsAt);

async function present(db: Db | Tx, ctx: Ctx, number: number) {
  const [summary] = await listSummaries(db, ctx.now, { number, limit: 1 });
  const version = await findVersion(db, number);
  if (summary === undefined || version === undefined) throw notFound();
  return { ...presentSummary(summary), document: documentJson(version.document) };
}

function presentSummary(row: VersionSummary) {
  return {
    number: row.number,
    digest: row.digest,
    author: row.author,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    startsAt: row.starts_at.toISOString(),
    rollbackOf: row.rollback_of,
    approvedBy: row.approved_by,
    state: row.state,
  };
}
