import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import type { Authenticator } from './authenticator.ts';

/** The channel on which every process hears that somebody's credentials or rights changed; the payload is the person's id. */
export const peopleChannel = 'people_changed';

/**
 * To be called in each transaction that changes what somebody may do: memberships, roles, sessions, keys. Other processes hear it
 * when the transaction commits (a few milliseconds later they know); this one knows by the time it answers.
 */
export async function personChanged(
  tx: Tx,
  authenticator: Authenticator,
  ...personIds: string[]
): Promise<void> {
  for (const personId of new Set(personIds)) {
    await sql`select pg_notify(${peopleChannel}, ${personId})`.execute(tx);
    authenticator.forget?.(personId);
  }
}
