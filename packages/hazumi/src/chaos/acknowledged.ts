/** What the market has acknowledged, as its callers remember it: the measure of what may not be lost. */
import type { AnswerOf, Call, Client, Endpoint, endpoints } from '@hazumi/contracts';
import { insist } from './patience.ts';

export type Credential = Record<string, string>;

export interface KnownOrder {
  orderId: string;
  storeId: string;
  buyer: Credential;
}

export interface Acknowledged {
  /** every checkout that was answered: whether as paid, and whose it is */
  checkouts: Map<string, { isPaid: boolean; buyer: Credential }>;
  orders: KnownOrder[];
  shipments: Set<string>;
  /** the most that was ever answered as given back, by order */
  refundedMinor: Map<string, number>;
  /** orders answered as over, by the state in which they are for good */
  ended: Map<string, string>;
  /** answers by their code: what the load was made of */
  answers: Map<string, number>;
  /** what should not have been answered */
  faults: string[];
}

export const nothingYet = (): Acknowledged => ({
  checkouts: new Map(),
  orders: [],
  shipments: new Set(),
  refundedMinor: new Map(),
  ended: new Map(),
  answers: new Map(),
  faults: [],
});

/**
 * Asks until the answer is definite, as a client does that keeps its Idempotency-Key.
 *
 * @returns undefined where it was refused
 */
export async function ask<E extends Endpoint>(
  call: Client,
  acknowledged: Acknowledged,
  definition: E,
  request: Call<E>,
): Promise<AnswerOf<E> | undefined> {
  const answer = await insist(() => call(definition, request));
  const code = answer.ok ? 'ok' : answer.problem.code;
  acknowledged.answers.set(code, (acknowledged.answers.get(code) ?? 0) + 1);
  if (answer.ok) return answer.value;
  // Everything here is asked by whoever may, about what was acknowledged: it must be there.
  if (
    ['not_found', 'unauthenticated', 'forbidden', 'invalid_request', 'idempotency_key_reused'].includes(code)
  ) {
    acknowledged.faults.push(`${definition.id} was answered ${code}: ${JSON.stringify(answer.problem)}`);
  }
  return undefined;
}

export function noteCheckout(
  { checkouts, orders }: Acknowledged,
  checkout: Pick<AnswerOf<typeof endpoints.getCheckout>, 'state'> & {
    orders: { orderId: string; storeId: string }[];
  },
  id: string,
  buyer: Credential,
): void {
  const isKnown = checkouts.has(id);
  const wasPaid = checkouts.get(id)?.isPaid === true;
  checkouts.set(id, { isPaid: wasPaid || checkout.state === 'paid', buyer });
  if (!isKnown) orders.push(...checkout.orders.map(({ orderId, storeId }) => ({ orderId, storeId, buyer })));
}

const endings = new Set(['cancelled', 'stockOutCancelled', 'refunded']);

export function noteOrder(
  { shipments, refundedMinor, ended }: Acknowledged,
  order: AnswerOf<typeof endpoints.getMyOrder>,
): void {
  for (const shipment of order.shipments) shipments.add(shipment.id);
  refundedMinor.set(order.id, Math.max(refundedMinor.get(order.id) ?? 0, order.refundedMinor));
  if (endings.has(order.state)) ended.set(order.id, order.state);
}
