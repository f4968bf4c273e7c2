/**
 * The whole market in one process, as the server composes it, on a database of its own: with people of every kind and a thing of
 * every kind that somebody owns. Two licences, A with two stores and B with one, hold the same kinds of things.
 */
import { type Client, createClient, endpoints, toPublicId } from '@hazumi/contracts';
import { type Clock, type Composition, composeMarket, SandboxProvider, systemClock } from '@hazumi/market';
import {
  givenBalance,
  memoryStorage,
  type SandboxProcess,
  startSandboxProcess,
  testDatabase,
} from '@hazumi/market/testing';
import { pino } from 'pino';
import { type ChangeLog, logChanges } from './changes.ts';
import { givenLabThings } from './lab.ts';
import {
  apiKeyOf,
  type Credential,
  freshKey,
  must,
  newGuest,
  type Person,
  proveSecondFactor,
  signUp,
} from './people.ts';
import {
  employ,
  givenLicenceThings,
  givenShopperThings,
  givenStoreThings,
  type Shop,
  type Things,
} from './things.ts';

export const staffRoles = ['owner', 'manager', 'clerk', 'finance'] as const;
const names = [
  'shopper',
  'otherShopper',
  ...staffRoles,
  'storeClerk',
  'spareClerk',
  'ownerOfB',
  'creator',
  'operator',
  'auditor',
  'plainOperator',
] as const;
type Name = (typeof names)[number];

export interface World {
  composition: Composition;
  sandbox: SandboxProcess;
  changes: ChangeLog;
  /** calls an endpoint as whoever the headers of the call say */
  call: Client;
  /** sends any request at all */
  fetch(request: Request): Promise<Response>;
  people: Record<Name, Person>;
  guest: Credential;
  otherGuest: Credential;
  /** API keys: the owner's with every scope but the operator's, and with one scope; the shopper's; the operator's */
  keys: Record<'owner' | 'narrow' | 'shopper' | 'operator', Credential>;
  /** opens the invitation of the shopper to the staff of B */
  invitationToken: string;
  /** of the clerk of A: what the clerk can leave */
  clerksMembership: string;
  /** stores of licence A, and the one of licence B, with what is in them */
  a1: Shop;
  a2: Shop;
  b1: Shop;
  /** things of a licence that is a draft: A's second one, with the same staff */
  draft: Things;
  /** things of the person `shopper`, and of the guest */
  shoppers: Things;
  guests: Things;
  categoryId: string;
  /** the first store's goods as a file that can be imported */
  goodsFile: string;
  /** Puts everything back as it was when the world was made: rows, the clock, what is remembered of people. */
  putBack(): Promise<void>;
  close(): Promise<void>;
}

export const baseUrl = 'http://market.test';

export async function createWorld(): Promise<World> {
  const database = await testDatabase();
  const sandbox = await startSandboxProcess();
  const start = systemClock.now();
  let now = start;
  const clock: Clock = {
    now: () => now,
    async set(instant) {
      now = instant;
    },
  };
  const composition = await composeMarket({
    databaseUrl: database.url,
    log: pino({ level: process.env.HAZUMI_TEST_LOG ?? 'silent' }),
    storage: memoryStorage(),
    clock,
    providers: [
      new SandboxProvider({
        url: sandbox.url,
        apiKey: sandbox.apiKey,
        webhookSecrets: [sandbox.webhookSecret],
        clock: systemClock,
      }),
    ],
    settings: {
      // Nobody listens there: what the provider has to say comes by asking it.
      publicUrl: 'http://127.0.0.1:9',
      origins: [baseUrl],
      isRateLimited: false,
      checkAnswers: true,
      development: true,
      secret: 'a secret of a test, 32 characters long',
      currency: 'CNY',
    },
  });
  const { market, people: parts, handle } = composition;
  await parts.authenticator.listening();
  const fetch = async (request: Request): Promise<Response> => market.app.fetch(request);
  const call = createClient({ baseUrl, fetch });
  const { rows: categories } = await handle.pool.query<{ id: string }>(
    'select id from category order by id limit 1',
  );
  const categoryId = toPublicId('category', categories[0]?.id as string);
  const signedUp = await Promise.all(names.map((name) => signUp(call, name)));
  const people = Object.fromEntries(names.map((name, at) => [name, signedUp[at]])) as Record<Name, Person>;
  const forgetPeople = (): void => {
    for (const person of signedUp) market.authenticator.forget?.(person.id);
  };

  const newLicence = async (owner: Person, number: string): Promise<string> => {
    const body = {
      legalName: `Licence ${number}`,
      country: 'CN',
      registrationNumber: number,
      contactEmail: owner.email,
      address: { city: 'Shanghai', street: 'Nanjing Road 1' },
    };
    const made = await must(
      call(endpoints.registerLicence, { headers: owner.as, body, idempotencyKey: freshKey() }),
    );
    return made.id;
  };
  const openStore = async (
    owner: Person,
    licenceId: string,
    name: string,
    ofLicence: Things,
  ): Promise<Shop> => {
    const body = { texts: { en: { name } }, slug: name };
    const params = { licenceId };
    const made = await must(
      call(endpoints.openStore, { headers: owner.as, params, body, idempotencyKey: freshKey() }),
    );
    return { owner, licenceId, storeId: made.id, slug: made.slug, things: { ...ofLicence } };
  };

  const { pool } = handle;
  const parties = { call, pool, categoryId, shopper: people.shopper, spare: people.spareClerk };
  const [ofA, ofB, draft]: [Things, Things, Things] = [{}, {}, {}];
  const licenceA = await newLicence(people.owner, 'ALPHA2026');
  const licenceB = await newLicence(people.ownerOfB, 'BETA2026');
  const licenceD = await newLicence(people.owner, 'DELTA2026');
  await givenLicenceThings(parties, people.owner, licenceA, ofA);
  await givenLicenceThings(parties, people.ownerOfB, licenceB, ofB);
  await givenLicenceThings(parties, people.owner, licenceD, draft);
  await handle.pool.query(
    "update licence set state = 'verified', verified_at = now() where registration_number <> 'DELTA2026'",
  );
  const a1 = await openStore(people.owner, licenceA, 'alpha-one', ofA);
  const a2 = await openStore(people.owner, licenceA, 'alpha-two', ofA);
  const b1 = await openStore(people.ownerOfB, licenceB, 'beta-one', ofB);
  for (const licence of [licenceA, licenceD]) {
    await employ(pool, people.manager, licence, 'manager');
    await employ(pool, people.finance, licence, 'finance');
  }
  await employ(pool, people.clerk, licenceD, 'clerk');
  const clerksMembership = await employ(pool, people.clerk, licenceA, 'clerk');
  await employ(pool, people.storeClerk, licenceA, 'clerk', a1.storeId);
  for (const [name, role] of [
    ['operator', 'operator'],
    ['auditor', 'auditor'],
    ['plainOperator', 'operator'],
  ] as const) {
    await pool.query('insert into operator (person_id, role, created_at) values ($1, $2, now())', [
      people[name].id,
      role,
    ]);
  }
  forgetPeople();
  await must(call(endpoints.becomeCreator, { headers: people.creator.as, body: { displayName: 'Creator' } }));
  for (const name of ['shopper', 'otherShopper'] as const) {
    await givenBalance(market.db, market.ids, people[name].id, 100_000_000n);
  }
  const goodsFile = await givenStoreThings(parties, a1);
  for (const shop of [a2, b1]) await givenStoreThings(parties, shop);
  const guest = await newGuest(call);
  const shoppers = await givenShopperThings(parties, people.shopper.as, a1, people.shopper);
  const guests = await givenShopperThings(parties, guest, a1);
  const invitation = { email: people.shopper.email, role: 'clerk' as const };
  await must(
    call(endpoints.inviteStaff, {
      headers: people.ownerOfB.as,
      params: { licenceId: licenceB },
      body: invitation,
    }),
  );
  const { rows: mails } = await pool.query<{ body: string }>(
    'select body from mail where recipient = $1 order by id desc limit 1',
    [invitation.email],
  );
  const invitationToken = /token=([\w-]{43})/.exec(mails[0]?.body ?? '')?.[1] as string;
  people.operator.as = await proveSecondFactor(call, people.operator);
  people.auditor.as = await proveSecondFactor(call, people.auditor);
  Object.assign(a1.things, await givenLabThings(call, pool, people.operator.as));
  const keys = {
    owner: await apiKeyOf(call, people.owner.as, [
      'cart',
      'checkout',
      'catalogue',
      'stores',
      'orders',
      'money',
      'licences',
    ]),
    narrow: await apiKeyOf(call, people.owner.as, ['cart']),
    shopper: await apiKeyOf(call, people.shopper.as, ['cart', 'checkout']),
    operator: await apiKeyOf(call, people.operator.as, ['operator']),
  };
  // There is a day that was allotted, as in every market that has run.
  await market.sweeps
    .find(({ name }) => name === 'allotment')
    ?.run(market.newCtx({ actor: { kind: 'system', name: 'test' } }));
  const changes = await logChanges(handle.pool);
  return {
    composition,
    sandbox,
    changes,
    call,
    fetch,
    people,
    guest,
    otherGuest: await newGuest(call),
    keys,
    invitationToken,
    clerksMembership,
    a1,
    a2,
    b1,
    draft,
    shoppers,
    guests,
    categoryId,
    goodsFile,
    async putBack() {
      await changes.undo();
      now = start;
      forgetPeople();
    },
    async close() {
      await composition.close();
      await sandbox.close();
      await database.drop();
    },
  };
}
