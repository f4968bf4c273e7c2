import type pg from 'pg';
import type { DatabaseHandle } from '../kernel/database.ts';

export interface RecordedQuery {
  text: string;
  values: readonly unknown[];
}

/** Every query that `work` sends through this pool, in order, beside what `work` gives back. */
export async function recordQueries<T>(
  { pool }: DatabaseHandle,
  work: () => Promise<T>,
): Promise<{ result: T; queries: RecordedQuery[] }> {
  const queries: RecordedQuery[] = [];
  const wrapped = new Set<pg.PoolClient>();
  const onAcquire = (client: pg.PoolClient): void => {
    if (wrapped.has(client)) return;
    wrapped.add(client);
    const send = client.query.bind(client) as (...given: unknown[]) => unknown;
    // An own property covers the method of the class until it is deleted again.
    client.query = ((...given: unknown[]) => {
      queries.push({ text: String(given[0]), values: Array.isArray(given[1]) ? given[1] : [] });
      return send(...given);
    }) as typeof client.query;
  };
  const before = pool.connect;
  pool.connect = (async () => {
    const client = await (Reflect.apply(before, pool, []) as Promise<pg.PoolClient>);
    onAcquire(client);
    return client;
  }) as typeof pool.connect;
  try {
    return { result: await work(), queries };
  } finally {
    pool.connect = before;
    for (const client of wrapped) delete (client as Partial<pg.PoolClient>).query;
  }
}

export interface PlanNode {
  nodeType: string;
  relation: string | undefined;
  index: string | undefined;
  /** rows that the node read, also those that it did not pass on */
  rowsRead: number;
}

/** The nodes of the plan by which PostgreSQL runs a recorded query, with the values it was sent with. It runs it once more. */
export async function planOf({ pool }: DatabaseHandle, query: RecordedQuery): Promise<PlanNode[]> {
  const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: RawNode }[] }>({
    text: `explain (analyze, timing off, format json) ${query.text}`,
    values: [...query.values],
  });
  return rows.flatMap((row) => row['QUERY PLAN']).flatMap(({ Plan }) => nodesOf(Plan));
}

interface RawNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: RawNode[];
}

function nodesOf(node: RawNode): PlanNode[] {
  const own = {
    nodeType: node['Node Type'],
    relation: node['Relation Name'],
    index: node['Index Name'],
    rowsRead: (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
  };
  return [own, ...(node.Plans ?? []).flatMap(nodesOf)];
}
