import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import { inTransaction } from '../kernel/database.ts';
import { Problem } from '../kernel/problem.ts';

/** What may happen `limit` times within `windowMs`, counted for one subject. */
export interface Allowance {
  kind: 'account' | 'address' | 'code' | 'mail' | 'reset';
  subject: string;
  limit: number;
  windowMs: number;
}

/** People type addresses that are nobody's business of ours: a counter knows only their hash. */
export const emailSubject = (email: string): string => createHash('sha256').update(email).digest('hex');

/** Whoever has an IPv6 address has 2^64 of them: counted is the network. */
export function addressSubject(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped !== null) return mapped[1] as string;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) {
    const after = tail.split(':').filter((group) => group !== '');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/**
 * Counts one attempt for each allowance, before it is made, or none of them where one is used up. As the count is one conditional
 * statement, forty attempts at once get no further than forty in turn.
 *
 * @param now the machine's time
 * @throws Problem rate_limited with the seconds until the window ends
 */
export async function countAttempt(db: Db, now: Date, ...allowances: Allowance[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const allowance of inOrder(allowances)) {
      if (await take(tx, now, allowance)) continue;
      throw new Problem('rate_limited', { retryAfter: await secondsLeft(tx, now, allowance) });
    }
  });
}

/** As `countAttempt`, for a caller that has a transaction and does without instead of failing. */
export async function take(
  tx: Tx,
  now: Date,
  { kind, subject, limit, windowMs }: Allowance,
): Promise<boolean> {
  const over = new Date(now.getTime() - windowMs);
  const { numAffectedRows } = await sql`
    insert into attempt as a (kind, subject, count, started_at) values (${kind}, ${subject}, 1, ${now})
    on conflict (kind, subject) do update set
      count = case when a.started_at <= ${over} then 1 else a.count + 1 end,
      started_at = case when a.started_at <= ${over} then ${now} else a.started_at end
    where a.started_at <= ${over} or a.count < ${limit}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Takes back what was counted for attempts that turned out right: only failures are to count. */
export async function forgiveAttempt(db: Db | Tx, ...allowances: Allowance[]): Promise<void> {
  for (const { kind, subject } of inOrder(allowances)) {
    await sql`
      update attempt set count = ${kind === 'account' || kind === 'code' ? sql`0` : sql`count - 1`}
      where kind = ${kind} and subject = ${subject} and count > 0`.execute(db);
  }
}

/** Rows are always locked in the order of their key. */
const inOrder = (allowances: readonly Allowance[]): Allowance[] =>
  [...allowances].sort((a, b) => (`${a.kind} ${a.subject}` < `${b.kind} ${b.subject}` ? -1 : 1));

async function secondsLeft(tx: Tx, now: Date, { kind, subject, windowMs }: Allowance): Promise<number> {
  const row = await tx
    .selectFrom('attempt')
    .select('started_at')
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst();
  const end = (row?.started_at.getTime() ?? now.getTime()) + windowMs;
  return Math.max(1, Math.ceil((end - now.getTime()) / 1000));
}
