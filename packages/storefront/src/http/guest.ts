import { type Endpoint, endpoints, type Result } from '@hazumi/contracts';
import { answerOf } from './problem.ts';
import type { Visitor } from './visitor.ts';

/**
 * Makes sure that the visitor is somebody: signed in, or a guest with a token of its own, which keeps its cart and opens its orders.
 * The API sets the token as a cookie; the calls that follow in this request send it already.
 */
export async function ensureShopper(visitor: Visitor): Promise<void> {
  if (visitor.session !== undefined || visitor.guest !== undefined) return;
  answerOf(await visitor.api(endpoints.startGuest));
}

/**
 * Makes a call that only somebody may make. Where the session has ended meanwhile, or the guest's token is not known, the shopper
 * goes on as a new guest rather than being stopped at the till.
 */
export async function asShopper<E extends Endpoint>(
  visitor: Visitor,
  call: () => Promise<Result<E>>,
): Promise<Result<E>> {
  await ensureShopper(visitor);
  const result = await call();
  if (result.ok || result.status !== 401) return result;
  answerOf(await visitor.api(endpoints.startGuest));
  return call();
}
