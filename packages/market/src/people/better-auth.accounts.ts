import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, isUniqueViolation, type Tx } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import { Problem } from '../kernel/problem.ts';
import type { Account, StoredPasskey, StoredSession } from './identity.ts';

/**
 * Rows of better-auth's tables that we write and read ourselves, because it must happen in one transaction with rows of ours (a
 * person is never without an account, a new password never leaves a session open), or because it is asked at each request.
 */

export async function createAccount(
  tx: Tx,
  ids: IdSource,
  account: { personId: string; email: string; passwordHash: string; emailVerified: boolean; at: Date },
): Promise<void> {
  const times = { created_at: account.at, updated_at: account.at };
  await refuseTaken(
    tx
      .insertInto('auth.user')
      .values({ id: account.personId, email: account.email, email_verified: account.emailVerified, ...times })
      .execute(),
  );
  await tx
    .insertInto('auth.account')
    .values({
      id: ids.next(account.at),
      user_id: account.personId,
      provider_id: 'credential',
      account_id: account.personId,
      password: account.passwordHash,
      ...times,
    })
    .execute();
}

const accounts = (db: Db | Tx) =>
  db
    .selectFrom('auth.user')
    .select([
      'id as personId',
      'email',
      'email_verified as emailVerified',
      'two_factor_enabled as hasSecondFactor',
    ]);

export function accountOf(db: Db | Tx, personId: string): Promise<Account | undefined> {
  return accounts(db).where('id', '=', personId).executeTakeFirst();
}

export function accountByEmail(db: Db | Tx, email: string): Promise<Account | undefined> {
  return accounts(db).where('email', '=', email).executeTakeFirst();
}

export async function confirmEmail(tx: Tx, personId: string, email: string): Promise<boolean> {
  const done = await tx
    .updateTable('auth.user')
    .set({ email_verified: true })
    .where('id', '=', personId)
    .where('email', '=', email)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function changeEmail(tx: Tx, personId: string, email: string, at: Date): Promise<void> {
  await refuseTaken(
    tx
      .updateTable('auth.user')
      .set({ email, email_verified: true, updated_at: at })
      .where('id', '=', personId)
      .execute(),
  );
}

async function refuseTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUniqueViolation(error, 'user_email_key'))
      throw new Problem('email_taken', { pointer: '/body/email' });
    throw error;
  }
}

/** Stands for a password hash where the hash itself has no business; salted hashes never repeat, so it tells two passwords apart. */
export const markOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22);

/** The hash of a person's password, locked against change until `tx` ends. */
async function lockPassword(tx: Tx, personId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('auth.account')
    .select('password')
    .where('provider_id', '=', 'credential')
    .where('account_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return row?.password ?? undefined;
}

export async function passwordHashOf(
  db: Db | Tx,
  by: { personId: string } | { email: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('auth.account as a')
    .innerJoin('auth.user as u', 'u.id', 'a.user_id')
    .select('a.password')
    .where('a.provider_id', '=', 'credential')
    .where((where) => ('email' in by ? where('u.email', '=', by.email) : where('u.id', '=', by.personId)))
    .executeTakeFirst();
  return row?.password ?? undefined;
}

export async function setPassword(
  tx: Tx,
  personId: string,
  passwordHash: string,
  at: Date,
  mark?: string,
): Promise<boolean> {
  const before = await lockPassword(tx, personId);
  if (before === undefined || (mark !== undefined && markOf(before) !== mark)) return false;
  await tx
    .updateTable('auth.account')
    .set({ password: passwordHash, updated_at: at })
    .where('provider_id', '=', 'credential')
    .where('account_id', '=', personId)
    .execute();
  return true;
}

/** Whether the password is still the one so marked; it stays so until `tx` ends. */
export async function isStillPassword(tx: Tx, personId: string, mark: string): Promise<boolean> {
  const now = await lockPassword(tx, personId);
  return now !== undefined && markOf(now) === mark;
}

export async function removeAccount(tx: Tx, personId: string): Promise<void> {
  // Sessions, passwords, passkeys and second factors go with it (on delete cascade).
  await tx.deleteFrom('auth.user').where('id', '=', personId).execute();
}

const sessions = (db: Db | Tx) =>
  db
    .selectFrom('auth.session')
    .select([
      'id as sessionId',
      'user_id as personId',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'second_factor_at as secondFactorAt',
      'ip_address as address',
      'user_agent as userAgent',
    ]);

export function findSession(db: Db | Tx, key: string, at: Date): Promise<StoredSession | undefined> {
  return sessions(db).where('token', '=', key).where('expires_at', '>', at).executeTakeFirst();
}

export function listSessions(db: Db | Tx, personId: string, at: Date): Promise<StoredSession[]> {
  return sessions(db)
    .where('user_id', '=', personId)
    .where('expires_at', '>', at)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
}

export async function endSessions(
  tx: Tx,
  personId: string,
  which: { only: string } | { except: string } | 'all',
): Promise<number> {
  let query = tx.deleteFrom('auth.session').where('user_id', '=', personId);
  if (which !== 'all') {
    query = 'only' in which ? query.where('id', '=', which.only) : query.where('id', '<>', which.except);
  }
  const done = await query.executeTakeFirst();
  return Number(done.numDeletedRows);
}

export async function endSessionByKey(db: Db | Tx, key: string): Promise<void> {
  await db.deleteFrom('auth.session').where('token', '=', key).execute();
}

/** Notes that this code was tried; false where it was tried before, lately. */
export async function useCodeOnce(db: Db, personId: string, code: string, at: Date): Promise<boolean> {
  // A code of an authenticator app is right for 90 seconds: its own half minute and one on either side.
  const { numAffectedRows } = await sql`
    insert into second_factor_use as earlier (person_id, code_hash, used_at)
    values (${personId}, ${createHash('sha256').update(code).digest()}, ${at})
    on conflict (person_id, code_hash) do update set used_at = excluded.used_at
    where earlier.used_at < ${new Date(at.getTime() - 120_000)}`.execute(db);
  return numAffectedRows === 1n;
}

/** The person whose sign-in waits for a second factor under this identifier. */
export async function personOfChallenge(db: Db, identifier: string, at: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('auth.verification')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return row !== undefined && /^[0-9a-f-]{36}$/.test(row.value) ? row.value : undefined;
}

export async function listPasskeys(db: Db | Tx, personId: string): Promise<StoredPasskey[]> {
  const rows = await db
    .selectFrom('auth.passkey')
    .select(['id', 'name', 'created_at', 'backed_up'])
    .where('user_id', '=', personId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    createdAt: row.created_at,
    isBackedUp: row.backed_up,
  }));
}

export async function removePasskey(tx: Tx, personId: string, passkeyId: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('auth.passkey')
    .where('id', '=', passkeyId)
    .where('user_id', '=', personId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}
