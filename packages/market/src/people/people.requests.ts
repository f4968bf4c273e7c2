import type { Endpoint } from '@hazumi/contracts';
import { fromPublicId } from '@hazumi/contracts';
import type { Actor, Ctx } from '../kernel/context.ts';
import type { Input } from '../kernel/http.ts';
import { Problem } from '../kernel/problem.ts';
import { credentialOf } from './credentials.ts';
import type { Device } from './identity.ts';
import type { PeopleParts } from './people.parts.ts';
import type { Own } from './second-factor.service.ts';

/** What routes of people read from a request beside its parsed parts. */

/** The signed-in person; endpoints with access `person` have one. */
export function personOf(ctx: Ctx): Extract<Actor, { kind: 'person' }> {
  if (ctx.actor.kind !== 'person') throw new Problem('unauthenticated');
  return ctx.actor;
}

export const deviceOf = (input: Pick<Input<Endpoint>, 'ip' | 'request'>): Device => ({
  address: input.ip,
  userAgent: input.request.headers.get('user-agent'),
});

/** The session that asks. API keys have none: they may not touch what guards an account. */
export async function ownSession(
  parts: PeopleParts,
  ctx: Ctx,
  input: Pick<Input<Endpoint>, 'request'>,
): Promise<Own> {
  const { personId } = personOf(ctx);
  const token = credentialOf(input.request.headers) ?? '';
  const session = await parts.identity.findSession(parts.db, token, parts.machineClock.now());
  if (session?.personId !== personId) throw new Problem('unauthenticated');
  return { personId, token, sessionId: session.sessionId };
}

/** The UUID of an id that the contract has checked already. */
export function uuidOf(kind: Parameters<typeof fromPublicId>[0], id: string): string {
  const uuid = fromPublicId(kind, id);
  if (uuid === undefined) throw new Error(`not an id of a ${kind}: ${id}`);
  return uuid;
}
