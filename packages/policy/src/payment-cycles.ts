/**
 * Rule: payments that come back. Money that goes from principal to principal and returns within a few steps was not spent
 * on goods. Found are the payments on a directed cycle of at most so many steps.
 */

export interface PrincipalPayment {
  readonly from: string;
  readonly to: string;
}

/**
 * The indices of the payments that lie on a cycle of 2 to `longest` steps. Payments of a principal to itself are no
 * cycle here: their buyer is linked to the seller, which is a reason of its own.
 *
 * From each principal that is paid, a breadth-first search follows what it pays itself, `longest` - 1 steps at most.
 * Sellers mostly pay nobody in the market, so most searches end where they begin.
 */
export function paymentsInCycles(payments: readonly PrincipalPayment[], longest: number): Set<number> {
  const paidBy = new Map<string, Set<string>>();
  const arriving = new Map<string, number[]>();
  for (const [index, { from, to }] of payments.entries()) {
    if (from === to) continue;
    const paid = paidBy.get(from) ?? new Set();
    paidBy.set(from, paid.add(to));
    const indices = arriving.get(to) ?? [];
    arriving.set(to, indices);
    indices.push(index);
  }
  const found = new Set<number>();
  for (const [end, indices] of arriving) {
    if (!paidBy.has(end)) continue;
    const near = reached(end, longest - 1, paidBy);
    for (const index of indices) if (near.has(payments[index]?.from ?? '')) found.add(index);
  }
  return found;
}

/** Everybody whom money from `start` can reach within so many steps. */
function reached(
  start: string,
  steps: number,
  paidBy: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const seen = new Set([start]);
  let border = [start];
  for (let step = 0; step < steps && border.length > 0; step += 1) {
    const beyond: string[] = [];
    for (const payer of border)
      for (const payee of paidBy.get(payer) ?? [])
        if (!seen.has(payee)) {
          seen.add(payee);
          beyond.push(payee);
        }
    border = beyond;
  }
  return seen;
}
