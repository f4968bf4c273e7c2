import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import type { Db } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import { mailOutbox } from '../mail/mail.outbox.ts';
import { registerMailPages } from '../mail/mail.pages.ts';
import { type MailTransport, mailSweep } from '../mail/mail.sending.ts';
import type { Market, Settings } from '../market.ts';
import type { PolicyStore } from '../policy/policy.store.ts';
import { passwordResetSweep } from './account.service.ts';
import { type LiveAuthenticator, liveAuthenticator } from './authenticator.live.ts';
import { betterAuthIdentity } from './better-auth.ts';
import type { IdentityProvider } from './identity.ts';
import type { Mailer } from './mailer.ts';
import type { Exporter, OnSignIn, PeopleParts } from './people.parts.ts';
import { pruningSweep } from './people.pruning.ts';
import { registerPerson } from './people.routes.ts';
import { registerGuests, registerSignIn } from './sign-in.routes.ts';
import { registerStaff } from './staff.routes.ts';

/** People and rights as the composition puts them together: two parts of the market, and what other areas hang on to them. */
export interface People {
  /** parts of the market */
  authenticator: LiveAuthenticator;
  mailer: Mailer;
  identity: IdentityProvider;
  machineClock: Clock;
  /** other areas add to these before the market is served */
  onSignIn: OnSignIn[];
  exporters: Map<string, Exporter>;
  /** undefined: mails are kept and not sent */
  mailTransport: MailTransport | undefined;
  close(): Promise<void>;
}

export function createPeople(parts: {
  db: Db;
  /** of the same database, for a connection that hears of other processes' changes */
  url?: string;
  log: Logger;
  ids: IdSource;
  clock: Clock;
  machineClock: Clock;
  policy: PolicyStore;
  settings: Pick<Settings, 'publicUrl' | 'origins' | 'secret'>;
  mailTransport?: MailTransport;
}): People {
  const { db, clock, machineClock, policy, mailTransport } = parts;
  const identity = betterAuthIdentity({
    ...parts,
    sessionMs: () => policy.at(clock.now()).document.signIn.sessionDays * 86_400_000,
  });
  const authenticator = liveAuthenticator({
    db,
    ...(parts.url === undefined ? {} : { url: parts.url }),
    identity,
    policy,
    clock,
    machineClock,
  });
  return {
    authenticator,
    mailer: mailOutbox(machineClock),
    identity,
    machineClock,
    onSignIn: [],
    exporters: new Map(),
    mailTransport,
    async close() {
      await authenticator.close();
      mailTransport?.close();
    },
  };
}

/** Mounts sign-in, accounts, staff and guests, and adds their sweeps. */
export function registerPeople(market: Market, people: People): void {
  const parts: PeopleParts = {
    db: market.db,
    settings: market.settings,
    policy: market.policy,
    identity: people.identity,
    authenticator: market.authenticator,
    mailer: market.mailer,
    machineClock: people.machineClock,
    onSignIn: people.onSignIn,
    exporters: people.exporters,
  };
  registerSignIn(market, parts);
  registerGuests(market);
  registerPerson(market, parts);
  registerStaff(market, parts);
  registerMailPages(market);
  market.sweeps.push(passwordResetSweep(parts), pruningSweep(parts));
  if (people.mailTransport !== undefined) {
    market.sweeps.push(mailSweep(market.db, people.mailTransport, people.machineClock));
  }
}
