import type { AnswerOf, endpoints } from '@hazumi/contracts';
import { endpoints as all } from '@hazumi/contracts';
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
  another(): People;
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
  const made: People[] = [];
  let build: (() => People) | undefined;
  const test = await testMarket({
    areas: [(market) => registerPeople(market, made[0] as People), ...(options.areas ?? [])],
    settings,
    parts: (handle) => {
      build = () => {
        const people = createPeople({
          db: handle.db,
          url: (handle.pool.options as { connectionString: string }).connectionString,
          log: pino({ level: process.env.HAZUMI_TEST_LOG ?? 'silent' }),
          ids: uuidv7Source(),
          clock: manualClock(testStart),
          machineClock: machine,
          policy: defaultPolicy(),
          settings,
          ...(options.transport === undefined ? {} : { mailTransport: options.transport }),
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
    another: () => (build as () => People)(),
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
