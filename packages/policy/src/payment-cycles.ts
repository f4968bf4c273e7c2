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
 * From the end of each payment a breadth-first search goes `longest` - 1 steps at most, and only where money can come
 * back at all (a strongly connected part), so that ordinary shoppers, who are paid by nobody, cost one step. At worst
 * each principal of a part is searched from once: parts of sellers who buy from each other are small beside the market.
 */
export function paymentsInCycles(payments: readonly PrincipalPayment[], longest: number): Set<number> {
  const next = adjacency(payments);
  const part = stronglyConnectedParts(next);
  const byEnd = new Map<string, number[]>();
  for (const [index, { from, to }] of payments.entries())
    if (from !== to && part.get(from) === part.get(to)) append(byEnd, to, index);

  const found = new Set<number>();
  for (const [end, arriving] of byEnd) {
    const near = reached(end, longest - 1, next, part);
    for (const index of arriving) if (near.has(payments[index]?.from ?? '')) found.add(index);
  }
  return found;
}

type Graph = ReadonlyMap<string, readonly string[]>;

function adjacency(payments: readonly PrincipalPayment[]): Graph {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of payments) {
    const ends = next.get(from) ?? new Set<string>();
    next.set(from, ends);
    if (!next.has(to)) next.set(to, new Set());
    if (from !== to) ends.add(to);
  }
  return new Map([...next].map(([node, ends]) => [node, [...ends]]));
}

/** Everything within `steps` of `start` in its own part. */
function reached(start: string, steps: number, next: Graph, part: ReadonlyMap<string, number>): Set<string> {
  const seen = new Set([start]);
  let border = [start];
  for (let step = 0; step < steps && border.length > 0; step += 1) {
    const beyond: string[] = [];
    for (const node of border)
      for (const end of next.get(node) ?? [])
        if (!seen.has(end) && part.get(end) === part.get(start)) {
          seen.add(end);
          beyond.push(end);
        }
    border = beyond;
  }
  return seen;
}

/** Tarjan's algorithm, with a stack of its own because a chain of payments may be longer than the engine's. */
function stronglyConnectedParts(next: Graph): Map<string, number> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const part = new Map<string, number>();
  const open: string[] = [];
  let parts = 0;
  for (const root of next.keys()) {
    if (order.has(root)) continue;
    const path: { node: string; edge: number }[] = [];
    const enter = (node: string) => {
      order.set(node, order.size);
      low.set(node, order.size - 1);
      open.push(node);
      path.push({ node, edge: 0 });
    };
    enter(root);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const { node } = at;
      const end = next.get(node)?.[at.edge];
      at.edge += 1;
      if (end !== undefined) {
        if (!order.has(end)) enter(end);
        else if (!part.has(end)) lower(low, node, order.get(end) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) lower(low, parent, low.get(node) ?? 0);
      if (low.get(node) !== order.get(node)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        part.set(member, parts);
        if (member === node) break;
      }
      parts += 1;
    }
  }
  return part;
}

function lower(values: Map<string, number>, key: string, value: number): void {
  if (value < (values.get(key) ?? Number.POSITIVE_INFINITY)) values.set(key, value);
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
