import { currentAt, firstVersion, type PolicyVersion, scheduledAfter } from '@hazumi/policy';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import type { Db } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import { listenTo } from '../kernel/listener.ts';
import { insertFirstVersion, newestChange, readVersions } from './policy.repository.ts';

/** The channel on which PostgreSQL tells every process of a new version. */
export const policyChannel = 'policy_version';

/** The policy in force, for every decision: its document, and the number that is stored with what was decided. */
export interface PolicyStore {
  /** The version in force at this instant; answered from memory, kept fresh by the policy area. */
  at(instant: Date): PolicyVersion;
  /** Reads versions that came after those in memory, where there are such; returns how many. */
  refresh?(): Promise<number>;
}

export interface LivePolicyStore extends Required<PolicyStore> {
  close(): Promise<void>;
}

/**
 * Opens the store on `policy_version`; the first start of a market writes version 1, the defaults. A new version of another process
 * is known here within milliseconds (NOTIFY), and after a lost connection at the next poll, which the policy area's sweep makes every
 * 15 seconds.
 *
 * @throws Error where a stored version cannot be read: its digest is wrong, or a newer program wrote fields unknown to this one
 */
export async function openPolicyStore(parts: {
  db: Db;
  /** of the same database, for a connection that listens */
  url: string;
  clock: Clock;
  ids: IdSource;
  log: Logger;
}): Promise<LivePolicyStore> {
  const { db, log } = parts;
  await writeFirstVersion(db, parts.clock.now(), parts.ids);
  const versions = await readVersions(db, 0);
  let span: Span | undefined;

  async function refresh(): Promise<number> {
    const newest = versions.at(-1)?.number ?? 0;
    if ((await newestChange(db)) === newest) return 0;
    const fresh = await readVersions(db, newest);
    // Two refreshes may have read the same versions at once.
    const unknown = fresh.filter(({ number }) => number > (versions.at(-1)?.number ?? 0));
    versions.push(...unknown);
    span = undefined;
    if (unknown.length > 0) log.info({ version: versions.at(-1)?.number }, 'the policy has a new version');
    return unknown.length;
  }

  const look = (): void => {
    refresh().catch((error: unknown) =>
      log.error({ err: error }, 'a new version of the policy cannot be read'),
    );
  };
  // What was said before the connection stood is lost: it looks then, too. While there is none, the sweep looks.
  const listener = listenTo(parts.url, policyChannel, { hear: look, up: look, down: () => undefined });

  return {
    at(instant) {
      if (span === undefined || instant < span.from || instant >= span.until)
        span = spanAt(versions, instant);
      return span.version;
    },
    refresh,
    close: () => listener.close(),
  };
}

/** A version and how long it is in force. Nearly every question falls into the same span as the last one. */
interface Span {
  version: PolicyVersion;
  from: Date;
  until: Date;
}

const never = new Date(8_640_000_000_000_000);
const dawn = new Date(-8_640_000_000_000_000);

function spanAt(versions: readonly PolicyVersion[], instant: Date): Span {
  const until = scheduledAfter(versions, instant)[0]?.startsAt ?? never;
  const current = currentAt(versions, instant);
  if (current !== null) return { version: current, from: current.startsAt, until };
  // What lies before the first version (a record that is replayed) is judged by it.
  const first = versions[0];
  if (first === undefined) throw new Error('there is no version of the policy');
  return { version: first, from: dawn, until };
}

async function writeFirstVersion(db: Db, now: Date, ids: IdSource): Promise<void> {
  const first = firstVersion({
    author: 'system',
    reason: 'The defaults with which the market begins',
    createdAt: now,
    startsAt: now,
  });
  if (!first.ok) throw new Error(`the default policy is not sound: ${JSON.stringify(first.faults)}`);
  await insertFirstVersion(db, ids.next(now), first.version);
}
