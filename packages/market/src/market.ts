import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Clock } from './kernel/clock.ts';
import type { Actor, Ctx } from './kernel/context.ts';
import type { Db } from './kernel/database.ts';
import type { App } from './kernel/http.ts';
import type { IdSource } from './kernel/ids.ts';
import type { Points } from './kernel/points.ts';
import type { Limit, LimitAnswer } from './kernel/ratelimit.ts';
import type { Sweep } from './kernel/sweeps.ts';
import type { IdentityRegistry } from './licences/registry.ts';
import type { ObjectStorage } from './media/storage.ts';
import type { PaymentProvider } from './payments/provider/port.ts';
import type { Authenticator } from './people/authenticator.ts';
import type { Mailer } from './people/mailer.ts';
import type { PolicyStore } from './policy/policy.store.ts';

export interface Settings {
  /** the address people see: links in mails and payment returns begin with it */
  publicUrl: string;
  /** origins whose pages may send our cookie with a change */
  origins: readonly string[];
  /** holds callers to the policy's requests a minute; off for a replay, a benchmark and most tests */
  isRateLimited: boolean;
  /** checks every answer against its schema: on in tests and in development */
  checkAnswers: boolean;
  /** shows mails at /dev/mail and lets operators set a settable clock */
  development: boolean;
  /** signs sessions and tokens */
  secret: string;
  currency: string;
}

/**
 * The market's parts, put together once when the process starts and handed to every area's `register<Area>(market)`.
 * An area adds its sweeps to `sweeps` and its endpoints to `app`; what another area needs of it, it exports as functions.
 */
export interface Market {
  app: App & Hono;
  db: Db;
  log: Logger;
  clock: Clock;
  ids: IdSource;
  points: Points;
  settings: Settings;
  policy: PolicyStore;
  authenticator: Authenticator;
  mailer: Mailer;
  storage: ObjectStorage;
  registry: IdentityRegistry;
  providers: ReadonlyMap<string, PaymentProvider>;
  sweeps: Sweep[];
  /** ids of the endpoints that are mounted; a test compares them with the contract */
  mounted: Set<string>;
  newCtx(from: { requestId?: string; actor: Actor; locale?: Ctx['locale'] }): Ctx;
  takeRate(group: string, caller: string, limit: Limit): LimitAnswer;
  /** the licence that owns a store; undefined where there is no such store. A store never changes its licence. */
  licenceOfStore(storeId: string): Promise<string | undefined>;
}
