import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { AnswerOf, endpoints } from '@hazumi/contracts';
import { endpoints as all, fromPublicId } from '@hazumi/contracts';
import type pg from 'pg';
import { pino } from 'pino';
import { manualClock, systemClock } from '../kernel/clock.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import type { Market } from '../market.ts';
import { defaultPolicy } from '../testing/doubles.ts';
import { type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { createPeople, type People, registerPeople } from './people.ts';

export type SignedIn = AnswerOf<typeof endpoints.signUp>;

export interface PeopleMarket extends TestMarket {
  people: People;
  /** the clock of credentials; begins at the machine's present, because better-auth reads that one itself */
  machine: ReturnType<typeof manualClock>;
  /** further processes of the same market */
  another(options?: { listens: boolean }): People;
  /** an account, signed in */
  join(email: string, password?: string): Promise<SignedIn & { as: { authorization: string } }>;
  /** texts of all mails to an address, oldest first */
  mailsTo(email: string): Promise<{ template: string; subject: string; body: string }[]>;
  /** the secret of the link in the newest mail to an address */
  linkTo(email: string): Promise<string>;
}

export const goodPassword = 'correct horse battery';
export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

/** A market of people with real credentials: sessions, cookies and keys as outside of tests. */
export async function peopleMarket(
  options: {
    areas?: ((market: Market) => void)[];
    settings?: Partial<Market['settings']>;
    transport?: People['mailTransport'];
  } = {},
): Promise<PeopleMarket> {
  const machine = manualClock(systemClock.now());
  const settings = {
    publicUrl: 'http://market.test',
    origins: ['http://market.test'],
    secret: 'test-secret-of-at-least-32-characters',
    ...options.settings,
  };
  const { transport } = options;
  const made: People[] = [];
  let build: ((options?: { listens: boolean }) => People) | undefined;
  const test = await testMarket({
    areas: [(market) => registerPeople(market, made[0] as People), ...(options.areas ?? [])],
    settings,
    parts: (handle) => {
      const url = (handle.pool.options as { connectionString: string }).connectionString;
      build = (options = { listens: true }) => {
        const people = createPeople({
          db: handle.db,
          ...(options.listens ? { url } : {}),
          log: pino({ level: process.env.HAZUMI_TEST_LOG ?? 'silent' }),
          ids: uuidv7Source(),
          clock: manualClock(testStart),
          machineClock: machine,
          policy: defaultPolicy(),
          settings,
          ...(transport === undefined ? {} : { mailTransport: transport }),
        });
        made.push(people);
        return people;
      };
      const { authenticator, mailer } = build();
      return { authenticator, mailer };
    },
  });
  const people = made[0] as People;
  await people.authenticator.listening();
  const mailsTo: PeopleMarket['mailsTo'] = (email) =>
    test.market.db
      .selectFrom('mail')
      .select(['template', 'subject', 'body'])
      .where('recipient', '=', email)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  return {
    ...test,
    people,
    machine,
    another: (given) => (build as NonNullable<typeof build>)(given),
    async join(email, password = goodPassword) {
      const answer = await test.call(all.signUp, {
        body: { email, password, name: email.split('@')[0] ?? '' },
      });
      if (!answer.ok) throw new Error(`${email} cannot join: ${answer.problem.code}`);
      return { ...answer.value, as: bearer(answer.value.token) };
    },
    mailsTo,
    async linkTo(email) {
      const mail = (await mailsTo(email)).at(-1);
      const token = /[?&]token=([\w-]{43})/.exec(mail?.body ?? '')?.[1];
      if (token === undefined) throw new Error(`no link was mailed to ${email}`);
      return token;
    },
    async close() {
      for (const one of made) await one.close();
      await test.close();
    },
  };
}

/** The statements that a pool's connections are sent from now on, in order. */
export function recordQueries(pool: pg.Pool): string[] {
  const queries: string[] = [];
  const wrapped = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (wrapped.has(client)) return;
    wrapped.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [first] = given;
      queries.push(typeof first === 'string' ? first : (first as { text: string }).text);
      return query(...given);
    }) as typeof client.query;
  });
  return queries;
}

/** What an authenticator app shows now, or `steps` half-minutes later (one step either way is accepted). */
export async function codeOf(secret: string, steps = 0): Promise<string> {
  const counter = Math.floor(systemClock.now().getTime() / 30_000) + steps;
  return createOTP(new TextDecoder().decode(base32.decode(secret))).hotp(counter);
}

/** Sets up an authenticator app, for a new account or for the session given. */
export async function withSecondFactor(
  t: PeopleMarket,
  email: string,
  session?: string,
): Promise<{ email: string; personId: string; token: string; secret: string; backupCodes: string[] }> {
  const headers = bearer(session ?? (await t.join(email)).token);
  const started = await t.call(all.startSecondFactor, { headers, body: { password: goodPassword } });
  if (!started.ok) throw new Error(`no second factor for ${email}: ${started.problem.code}`);
  const { secret, backupCodes } = started.value;
  const confirmed = await t.call(all.confirmSecondFactor, { headers, body: { code: await codeOf(secret) } });
  if (!confirmed.ok) throw new Error(`no second factor for ${email}: ${confirmed.problem.code}`);
  const personId = fromPublicId('person', confirmed.value.me.id) ?? '';
  return { email, personId, token: confirmed.value.token, secret, backupCodes };
}
