import type { Db, Tx } from '../kernel/database.ts';

/** Where a request comes from, as people see it in the list of their sessions. */
export interface Device {
  address: string;
  userAgent: string | null;
}

export interface OpenedSession {
  personId: string;
  /** the secret that its holder sends; it is kept nowhere in this form */
  token: string;
  expiresAt: Date;
}

/** A session that is not over, as found by its token. */
export interface FoundSession {
  sessionId: string;
  personId: string;
  createdAt: Date;
  expiresAt: Date;
  secondFactorAt: Date | null;
}

export interface StoredSession extends FoundSession {
  address: string | null;
  userAgent: string | null;
}

export interface Account {
  personId: string;
  email: string;
  emailVerified: boolean;
  hasSecondFactor: boolean;
}

export interface StoredPasskey {
  id: string;
  name: string;
  createdAt: Date;
  isBackedUp: boolean;
}

/**
 * A credential was right and a session is open. Before its token leaves the server, `confirmSession` must find, in the transaction
 * that books the sign-in, that the password was not changed meanwhile: else a stolen password could outlive its change.
 */
export interface Proven {
  kind: 'session';
  session: OpenedSession;
  /** stands for the password that was given; null where none was (a passkey) */
  passwordMark: string | null;
}

export type PasswordAnswer =
  | Proven
  | { kind: 'secondFactor'; personId: string; challenge: string; expiresAt: Date }
  | { kind: 'refused' };
export type SecondFactorAnswer = Proven | { kind: 'refused' } | { kind: 'expired' };
export type PasskeyAnswer = Proven | { kind: 'refused' };

/** What the browser is asked for a passkey, and what ties its answer to the question. */
export interface PasskeyQuestion {
  challenge: string;
  options: Record<string, unknown>;
}

/**
 * Whatever proves who somebody is: passwords, second factors, passkeys, sessions. Behind it stands better-auth; the rest of the
 * market knows this port only. It knows nothing of roles, mails and limits, which are ours.
 *
 * Methods with `tx` work in that transaction. Those without write by themselves, and never ask outside the machine.
 */
export interface IdentityProvider {
  /** Slow on purpose (scrypt): call it outside transactions. */
  hashPassword(password: string): Promise<string>;
  /** @throws Problem email_taken */
  createAccount(
    tx: Tx,
    account: { personId: string; email: string; passwordHash: string; emailVerified: boolean; at: Date },
  ): Promise<void>;
  accountOf(db: Db | Tx, personId: string): Promise<Account | undefined>;
  accountByEmail(db: Db | Tx, email: string): Promise<Account | undefined>;
  /** Confirms the address, if it is still the person's. */
  confirmEmail(tx: Tx, personId: string, email: string): Promise<boolean>;
  /** @throws Problem email_taken */
  changeEmail(tx: Tx, personId: string, email: string, at: Date): Promise<void>;
  /** The mark of the password, if it is the person's; undefined if not. Slow on purpose. */
  checkPassword(personId: string, password: string): Promise<string | undefined>;
  /**
   * Sets a password; with `mark` only if the password is still the one so marked. Sign-ins under way are cut off; ending the open
   * sessions is the caller's.
   */
  setPassword(tx: Tx, personId: string, passwordHash: string, at: Date, mark?: string): Promise<boolean>;
  /** Removes all that proves who this is, and with it every session. */
  removeAccount(tx: Tx, personId: string): Promise<void>;

  /** undefined for a token that is wrong, over, or ended */
  findSession(db: Db | Tx, token: string, at: Date): Promise<FoundSession | undefined>;
  /** the key part of a well-signed token, by which its session is stored; undefined for any other text */
  sessionKey(token: string): string | undefined;
  listSessions(db: Db | Tx, personId: string, at: Date): Promise<StoredSession[]>;
  openSession(personId: string, device: Device): Promise<OpenedSession>;
  /** Ends sessions of a person: one, all but one, or all. Returns how many. */
  endSessions(
    tx: Tx,
    personId: string,
    which: { only: string } | { except: string } | 'all',
  ): Promise<number>;
  /** False (and the session is to be ended) where the password changed while the sign-in was under way. */
  confirmSession(tx: Tx, proven: Proven): Promise<boolean>;
  discardSession(proven: Proven): Promise<void>;

  /** Takes the same time for a wrong password and for an unknown address. */
  signIn(email: string, password: string, device: Device): Promise<PasswordAnswer>;
  /** The person a challenge is about; undefined once it is over. */
  personOfChallenge(challenge: string, at: Date): Promise<string | undefined>;
  answerSecondFactor(
    challenge: string,
    kind: 'totp' | 'backupCode',
    code: string,
    device: Device,
  ): Promise<SecondFactorAnswer>;

  /** @throws Problem wrong_password, state_conflict where one is set up already */
  startSecondFactor(
    token: string,
    password: string,
  ): Promise<{ uri: string; secret: string; backupCodes: string[] }>;
  /** Turns it on with a code of the app; undefined for a wrong one. The session gets another token. */
  confirmSecondFactor(token: string, code: string, device: Device): Promise<OpenedSession | undefined>;
  /** Turns it off; undefined for a wrong code. The session gets another token. @throws Problem wrong_password, state_conflict */
  removeSecondFactor(
    token: string,
    password: string,
    code: string,
    device: Device,
  ): Promise<OpenedSession | undefined>;
  /** @throws Problem wrong_password, state_conflict */
  renewBackupCodes(token: string, password: string): Promise<string[]>;

  listPasskeys(db: Db | Tx, personId: string): Promise<StoredPasskey[]>;
  startPasskey(token: string): Promise<PasskeyQuestion>;
  /** undefined where the answer proves nothing */
  addPasskey(
    token: string,
    challenge: string,
    name: string,
    response: Record<string, unknown>,
  ): Promise<StoredPasskey | undefined>;
  removePasskey(tx: Tx, personId: string, passkeyId: string): Promise<boolean>;
  startPasskeySignIn(): Promise<PasskeyQuestion>;
  answerPasskey(challenge: string, response: Record<string, unknown>, device: Device): Promise<PasskeyAnswer>;
}
