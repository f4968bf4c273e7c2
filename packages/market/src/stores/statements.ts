import assert from 'node:assert/strict';
import type pg from 'pg';

/** For tests of what a page costs: the statements it sends, and the rows that PostgreSQL touches for them. */

export interface Statement {
  text: string;
  values: unknown[];
}

/** The statements that a pool's connections are sent from now on, in order. */
export function recordStatements(pool: pg.Pool): Statement[] {
  const statements: Statement[] = [];
  const wrapped = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (wrapped.has(client)) return;
    wrapped.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [first, values] = given;
      if (typeof first === 'string') statements.push({ text: first, values: (values as unknown[]) ?? [] });
      else {
        const config = first as { text: string; values?: unknown[] };
        statements.push({ text: config.text, values: config.values ?? [] });
      }
      return query(...given);
    }) as typeof client.query;
  });
  return statements;
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

/** Rows that the scans of a statement read, those thrown away included, when it is run again now. */
export async function rowsRead(pool: pg.Pool, statement: Statement): Promise<number> {
  const { rows } = await pool.query(`explain (analyze, format json) ${statement.text}`, statement.values);
  const plan = rows[0]['QUERY PLAN'][0].Plan as Plan;
  return count(plan);
}

function count(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, child) => sum + count(child), 0);
  if (!plan['Node Type'].endsWith('Scan')) return below;
  const thrownAway = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  return below + (plan['Actual Rows'] + thrownAway) * plan['Actual Loops'];
}

/** What one call costs, once the process remembers what it remembers: its number of statements, and the rows they read. */
export async function costOf(
  pool: pg.Pool,
  statements: Statement[],
  call: () => Promise<unknown>,
): Promise<{ statements: number; rows: number }> {
  await call();
  statements.length = 0;
  await call();
  const sent = [...statements];
  assert.ok(sent.length > 0, 'the call sent no statement');
  let rows = 0;
  for (const statement of sent.filter(({ text }) => /^\s*(?:select|with)/i.test(text))) {
    rows += await rowsRead(pool, statement);
  }
  return { statements: sent.length, rows };
}
