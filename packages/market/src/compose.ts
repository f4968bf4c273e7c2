import { pino } from 'pino';
import { type Allotment, registerAllotment } from './allotment/allotment.routes.ts';
import { mergingGuestCarts } from './cart/cart.merge.ts';
import { registerCart } from './cart/cart.routes.ts';
import { registerCatalogue } from './catalogue/catalogue.routes.ts';
import { registerCategories } from './catalogue/categories.routes.ts';
import { registerImports } from './catalogue/imports/imports.routes.ts';
import { registerCoupons } from './coupons/coupons.routes.ts';
import { registerExperiments } from './experiments/experiments.routes.ts';
import { registerIncentive } from './incentive/incentive.routes.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Ctx } from './kernel/context.ts';
import { type DatabaseHandle, openDatabase } from './kernel/database.ts';
import { uuidv7Source } from './kernel/ids.ts';
import type { Points } from './kernel/points.ts';
import { runSweeps, sweepUntilIdle } from './kernel/sweeps.ts';
import { registerLab } from './lab/lab.routes.ts';
import type { LabRunner } from './lab/lab.runner.ts';
import { registerLicences } from './licences/licences.routes.ts';
import { simulatedRegistry } from './licences/registry.simulated.ts';
import type { IdentityRegistry } from './licences/registry.ts';
import { registerLinks } from './links/links.routes.ts';
import type { MailTransport } from './mail/mail.sending.ts';
import type { Market, Settings } from './market.ts';
import type { LoopMeter } from './measures/measures.meter.ts';
import { registerMeasures } from './measures/measures.routes.ts';
import { registerMedia } from './media/media.routes.ts';
import type { ObjectStorage } from './media/storage.ts';
import { marketOf } from './parts.ts';
import type { PaymentProvider } from './payments/provider/port.ts';
import type { Authenticator } from './people/authenticator.ts';
import { createPeople, type People, registerPeople } from './people/people.ts';
import { registerPictures } from './pictures/pictures.routes.ts';
import { registerPolicy } from './policy/policy.routes.ts';
import { openPolicyStore } from './policy/policy.store.ts';
import { registerStores } from './stores/stores.routes.ts';
import { registerSystem } from './system/system.routes.ts';
import { touchQueue } from './touches/touches.queue.ts';
import { registerTouches } from './touches/touches.routes.ts';
import { registerTrade } from './trade.ts';

export interface CompositionOptions {
  /** a migrated database */
  databaseUrl: string;
  settings: Settings;
  storage: ObjectStorage;
  providers: readonly PaymentProvider[];
  log?: Market['log'];
  /** the market's time; the machine's unless told */
  clock?: Clock | ((handle: DatabaseHandle) => Promise<Clock>);
  registry?: IdentityRegistry;
  /** mails are kept and not sent without one */
  mailTransport?: MailTransport;
  /** in place of sessions and keys: for programs that act as people they made themselves (the seed) */
  authenticator?: Authenticator;
  /** tries drafts of the policy; without one their runs wait for another process */
  labRunner?: LabRunner;
  /** measures guardrails and the loop; without one they stay unmeasured, and days are closed all the same */
  loopMeter?: LoopMeter;
  points?: Points;
  connections?: number;
}

/** The whole market on one database, without anything that listens: `market.app` answers requests. */
export interface Composition {
  market: Market;
  people: People;
  handle: DatabaseHandle;
  /** brings this process's search index up to the changes made until now */
  catchUpSearch(): Promise<void>;
  /** turns that pages take on public traffic, and what counts what they show */
  allotment: Allotment;
  /** begins the work that falls due by itself, the search index, and the allotment; until then nothing does */
  startSweeps(): void;
  /** does all that is due now and comes back when nothing is */
  sweepUntilIdle(): Promise<number>;
  close(): Promise<void>;
}

export async function composeMarket(options: CompositionOptions): Promise<Composition> {
  const log = options.log ?? pino({ level: 'silent' });
  const handle = openDatabase(options.databaseUrl, {
    connections: options.connections ?? 16,
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  const { db } = handle;
  const clock =
    typeof options.clock === 'function' ? await options.clock(handle) : (options.clock ?? systemClock);
  const ids = uuidv7Source();
  const url = options.databaseUrl;
  const policy = await openPolicyStore({ db, url, clock, ids, log });
  const people = createPeople({
    db,
    url,
    log,
    ids,
    clock,
    machineClock: systemClock,
    policy,
    settings: options.settings,
    ...(options.mailTransport === undefined ? {} : { mailTransport: options.mailTransport }),
  });
  const market = marketOf({
    db,
    log,
    clock,
    machineClock: systemClock,
    ids,
    policy,
    settings: options.settings,
    authenticator: options.authenticator ?? people.authenticator,
    mailer: people.mailer,
    storage: options.storage,
    registry: options.registry ?? simulatedRegistry(),
    providers: new Map(options.providers.map((provider) => [provider.name, provider])),
    ...(options.points === undefined ? {} : { points: options.points }),
  });
  const mergeCarts = mergingGuestCarts(market);
  people.onSignIn.push(async (tx, { personId, guestHash }) => {
    if (guestHash !== null) await mergeCarts(tx, { personId, guestHash });
  });

  registerSystem(market);
  registerPeople(market, people);
  registerLicences(market);
  registerStores(market);
  registerPolicy(market);
  const lab = registerLab(market, options.labRunner);
  registerMedia(market);
  registerCategories(market);
  registerCatalogue(market);
  registerPictures(market);
  registerImports(market);
  const allotment = registerAllotment(market, handle);
  const search = allotment.goods;
  registerCart(market);
  const touches = touchQueue(handle.pool);
  registerTouches(market, handle.pool, touches);
  registerLinks(market, touches);
  registerCoupons(market, touches);
  registerExperiments(market);
  registerIncentive(market);
  registerMeasures(market, options.loopMeter ?? null);
  const trade = registerTrade(market, handle.pool, url);

  const sweepCtx = (name: string): Ctx => market.newCtx({ actor: { kind: 'system', name } });
  let sweeps: { close(): Promise<void> } | undefined;
  return {
    market,
    people,
    handle,
    allotment,
    catchUpSearch: () => search.catchUp(),
    startSweeps() {
      sweeps ??= runSweeps(market.sweeps, sweepCtx, log);
      search.start();
      allotment.start();
    },
    sweepUntilIdle: () => sweepUntilIdle(market.sweeps, sweepCtx),
    async close() {
      await lab?.close();
      await sweeps?.close();
      await allotment.close();
      await search.close();
      await trade.close();
      await people.close();
      await policy.close();
      await handle.close();
    },
  };
}
