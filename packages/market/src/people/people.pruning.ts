import { sql } from 'kysely';
import type { Sweep } from '../kernel/sweeps.ts';
import { peopleLimits } from './people.limits.ts';
import type { PeopleParts } from './people.parts.ts';

const dayMs = 86_400_000;

/** Removes what has run out. Nothing depends on it being gone: every reader compares the time itself. */
export function pruningSweep(parts: PeopleParts, batch = 1_000): Sweep {
  return {
    name: 'people-pruning',
    everyMs: 10 * 60_000,
    async run() {
      const now = parts.machineClock.now();
      const dayAgo = new Date(now.getTime() - dayMs);
      const mailAge = new Date(now.getTime() - peopleLimits.mailDays * dayMs);
      let removed = 0n;
      for (const statement of [
        sql`delete from auth.session where id in (select id from auth.session where expires_at < ${now} limit ${batch})`,
        sql`delete from auth.verification where id in (select id from auth.verification where expires_at < ${now} limit ${batch})`,
        sql`delete from link_token where hash in (select hash from link_token where expires_at < ${now} limit ${batch})`,
        // A day is the longest window that the policy allows.
        sql`delete from attempt where (kind, subject) in (select kind, subject from attempt where started_at < ${dayAgo} limit ${batch})`,
        sql`delete from second_factor_use where (person_id, code_hash) in
          (select person_id, code_hash from second_factor_use where used_at < ${dayAgo} limit ${batch})`,
        sql`delete from mail where id in (select id from mail where sent_at < ${mailAge} limit ${batch})`,
      ]) {
        removed += (await statement.execute(parts.db)).numAffectedRows ?? 0n;
      }
      return Number(removed);
    },
  };
}
