import { type Call, type Client, createClient, type Endpoint, type Result } from '@hazumi/contracts';
import { pino } from 'pino';
import { manualClock, systemClock } from '../kernel/clock.ts';
import type { Actor, Ctx, Membership } from '../kernel/context.ts';
import { type DatabaseHandle, openDatabase } from '../kernel/database.ts';
import { sweepUntilIdle } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { type ChosenParts, marketOf } from '../parts.ts';
import { testDatabase } from './database.ts';
import { defaultPolicy, memoryStorage, passingRegistry, silentMailer } from './doubles.ts';

export interface TestMarket {
  market: Market;
  handle: DatabaseHandle;
  url: string;
  clock: { now(): Date; set(instant: Date): Promise<void> };
  /** calls an endpoint through the app, as this actor (nobody unless told) */
  call<E extends Endpoint>(definition: E, call?: Call<E>, as?: Actor): Promise<Result<E>>;
  /** headers that make a raw request come from this actor */
  headersOf(actor: Actor): Record<string, string>;
  ctx(actor?: Actor): Ctx;
  sweep(): Promise<number>;
  close(): Promise<void>;
}

export const testStart = new Date('2026-01-05T08:00:00.000Z');

/**
 * A market on a database of its own with a clock that stands still. Areas are named by the test (`areas: [registerStores]`), so that
 * a fault in one area breaks its own tests. Who calls is stated by the test; real credentials are tested in `people`.
 */
export async function testMarket(options: {
  /** each area's `register`; what one opens beside the pool, it closes by what it returns */
  areas: ((market: Market, handle: DatabaseHandle, url: string) => { close(): Promise<void> } | void)[];
  parts?: Partial<ChosenParts> | ((handle: DatabaseHandle) => Partial<ChosenParts>);
  settings?: Partial<Market['settings']>;
  connections?: number;
  /** where the clock stands at first; `testStart` unless told */
  start?: Date;
}): Promise<TestMarket> {
  const database = await testDatabase();
  const handle = openDatabase(database.url, { connections: options.connections ?? 10 });
  const clock = manualClock(options.start ?? testStart);
  const actors = new Map<string, Actor>();
  const given = typeof options.parts === 'function' ? options.parts(handle) : options.parts;
  const market = marketOf({
    db: handle.db,
    log: pino({ level: process.env.HAZUMI_TEST_LOG ?? 'silent' }),
    clock,
    machineClock: systemClock,
    policy: defaultPolicy(),
    authenticator: {
      async actorOf(headers) {
        return actors.get(headers.get('x-test-actor') ?? '') ?? { kind: 'nobody' };
      },
    },
    mailer: silentMailer(),
    storage: memoryStorage(),
    registry: passingRegistry,
    providers: new Map(),
    ...given,
    settings: {
      publicUrl: 'http://market.test',
      origins: ['http://market.test'],
      isRateLimited: false,
      checkAnswers: true,
      development: true,
      secret: 'test-secret-of-at-least-32-characters',
      currency: 'CNY',
      ...options.settings,
    },
  });
  const opened = options.areas.map((registerArea) => registerArea(market, handle, database.url));
  const headersOf = (actor: Actor): Record<string, string> => {
    const name = JSON.stringify(actor);
    actors.set(name, actor);
    return { 'x-test-actor': name };
  };
  const client: Client = createClient({
    baseUrl: 'http://market.test',
    fetch: async (request) => market.app.fetch(request),
  });
  const ctx = (actor: Actor = { kind: 'system', name: 'test' }): Ctx =>
    market.newCtx({ actor, locale: 'en' });
  return {
    market,
    handle,
    url: database.url,
    clock,
    call: (definition, call, as) =>
      client(definition, {
        ...call,
        headers: { ...call?.headers, ...(as === undefined ? {} : headersOf(as)) },
      } as typeof call),
    headersOf,
    ctx,
    sweep: () => sweepUntilIdle(market.sweeps, (name) => market.newCtx({ actor: { kind: 'system', name } })),
    async close() {
      for (const one of opened) await one?.close();
      await handle.close();
      await database.drop();
    },
  };
}

/** A signed-in person for tests. */
export function personActor(
  personId: string,
  more: {
    memberships?: Membership[];
    operator?: 'operator' | 'approver' | 'auditor';
    scopes?: string[];
    guestHash?: Buffer;
  } = {},
): Actor {
  return {
    kind: 'person',
    personId,
    email: `${personId}@example.test`,
    memberships: more.memberships ?? [],
    operator: more.operator === undefined ? null : { role: more.operator },
    creatorId: null,
    scopes: more.scopes ?? null,
    apiKeyId: null,
    guestHash: more.guestHash ?? null,
  };
}
