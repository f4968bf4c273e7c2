import type { Clock } from '../kernel/clock.ts';
import type { Db, Tx } from '../kernel/database.ts';
import type { Settings } from '../market.ts';
import type { PolicyStore } from '../policy/policy.store.ts';
import type { Authenticator } from './authenticator.ts';
import type { IdentityProvider } from './identity.ts';
import type { Mailer } from './mailer.ts';

/** Runs in the transaction that books a sign-in: the orders area moves the guest's cart to the person here. */
export type OnSignIn = (tx: Tx, who: { personId: string; guestHash: Buffer | null }) => Promise<void>;

/** What an area keeps about a person, as JSON, for `GET /v1/me/export`. */
export type Exporter = (db: Db, personId: string) => Promise<unknown>;

/** What the services of people work with. */
export interface PeopleParts {
  db: Db;
  settings: Pick<Settings, 'publicUrl'>;
  policy: PolicyStore;
  identity: IdentityProvider;
  authenticator: Authenticator;
  mailer: Mailer;
  /** credentials are counted in the machine's time: see 0020_people.sql */
  machineClock: Clock;
  onSignIn: readonly OnSignIn[];
  exporters: ReadonlyMap<string, Exporter>;
}
