import { createHash } from 'node:crypto';
import { endpoints } from '@hazumi/contracts';
import { type Actor, createPerson, grantOperator } from '@hazumi/market';
import type { Story } from '../plan/acts.ts';
import { dayMs, hourMs } from '../plan/calendar.ts';
import type { Shopper } from '../plan/shoppers.ts';
import type { Business, PersonStory } from '../story/types.ts';
import { each } from './crowd.ts';
import { personActor, type World } from './world.ts';

/** Who acts in the story, with the rights that they have come by so far. */
export interface Cast {
  shopper(shopper: Shopper): Actor;
  operator: Actor;
  /** somebody by e-mail address, as staff of these licences (UUIDs) */
  person(email: string, role?: { licenceId: string; role: 'owner' | 'manager' | 'clerk' | 'finance' }): Actor;
  personId(email: string): string;
}

export const operatorEmail = 'operator@hazumi.example';
export const approverEmail = 'approver@hazumi.example';
const auditorEmail = 'auditor@hazumi.example';
export const creatorEmail = 'creator@hazumi.example';

/** Where a business and its people are written to; .example never leads anywhere. */
export const emailOf = (business: Pick<Business, 'key'>, person: PersonStory): string =>
  `${person.key}@${business.key}.example`;

interface Joining {
  email: string;
  name: string;
  locale: PersonStory['locale'];
  at: number;
}

/** Makes the accounts of all people of the story that are not there yet, in the people area, each on the day they came. */
export async function gather(
  world: World,
  story: Story,
  businesses: readonly Business[],
  others: readonly Joining[],
  password: string,
): Promise<Cast> {
  const before = story.span.start - 4 * dayMs;
  const all: Joining[] = [
    { email: operatorEmail, name: '运营 小弾', locale: 'zh-CN', at: before },
    { email: approverEmail, name: '承認 まさる', locale: 'ja', at: before + hourMs / 2 },
    { email: auditorEmail, name: 'Audit Desk', locale: 'en', at: before + hourMs },
    { email: creatorEmail, name: '花岡 ひなた', locale: 'ja', at: story.span.start + 5 * dayMs },
    ...businesses.flatMap((business) =>
      [business.owner, ...business.staff].map((person, at) => ({
        ...person,
        email: emailOf(business, person),
        at: before + (2 + at) * hourMs,
      })),
    ),
    ...others,
    ...story.shoppers.flatMap((shopper) =>
      shopper.email === null
        ? []
        : [{ ...shopper, email: shopper.email, at: story.span.start + (shopper.since - 0.02) * dayMs }],
    ),
  ];
  const found = await findPeople(
    world,
    all.map(({ email }) => email),
  );
  const missing = all.filter(({ email }) => !found.has(email));
  const { market, people } = world.composition;
  if (missing.length > 0) {
    const passwordHash = await people.identity.hashPassword(password);
    await each(missing, 4, async (person) => {
      world.pause();
      await world.clock.at(Math.min(person.at, story.span.end), () =>
        market.db.transaction().execute(async (tx) => {
          const ctx = market.newCtx({ actor: { kind: 'system', name: 'seed' }, locale: person.locale });
          const { email, name, locale } = person;
          found.set(
            email,
            await createPerson(people.identity, ctx, tx, { email, passwordHash, name, locale }),
          );
        }),
      );
    });
  }
  const personId = (email: string): string => {
    const id = found.get(email);
    if (id === undefined) throw new Error(`nobody in the story is ${email}`);
    return id;
  };
  await world.clock.at(before, () =>
    market.db.transaction().execute(async (tx) => {
      const ctx = market.newCtx({ actor: { kind: 'system', name: 'seed' } });
      await grantOperator(market, ctx, tx, personId(operatorEmail), 'operator');
      await grantOperator(market, ctx, tx, personId(approverEmail), 'approver');
      await grantOperator(market, ctx, tx, personId(auditorEmail), 'auditor');
    }),
  );
  const cast: Cast = {
    operator: personActor(personId(operatorEmail), operatorEmail, { operator: { role: 'operator' } }),
    person: (email, role) =>
      personActor(
        personId(email),
        email,
        role === undefined ? {} : { memberships: [{ ...role, storeId: null }] },
      ),
    personId,
    shopper({ email, number }) {
      if (email !== null) return personActor(personId(email), email);
      return {
        kind: 'guest',
        guestHash: createHash('sha256').update(`guest ${world.number} ${number}`).digest(),
      };
    },
  };
  await world.clock.at(story.span.start + 5 * dayMs, () =>
    world.ask(endpoints.becomeCreator, cast.person(creatorEmail), { body: { displayName: 'ひなたの棚' } }),
  );
  return cast;
}

async function findPeople(world: World, emails: readonly string[]): Promise<Map<string, string>> {
  const rows = await world.composition.market.db
    .selectFrom('auth.user')
    .select(['id', 'email'])
    .where('email', 'in', [...emails])
    .execute();
  return new Map(rows.map(({ id, email }) => [email, id]));
}

/** Where the frequent shoppers have things sent; those without an address get one. */
export async function fillAddressBooks(world: World, story: Story, cast: Cast): Promise<void> {
  const frequent = story.shoppers.filter(({ email, number }) => email !== null && number < 60);
  await each(frequent, 4, async (shopper) => {
    world.pause();
    const as = cast.shopper(shopper);
    const { data } = await world.ask(endpoints.listAddresses, as);
    if (data.length > 0) return;
    await world.clock.at(story.span.start + shopper.since * dayMs, () =>
      world.ask(endpoints.addAddress, as, { body: { address: shopper.address, isDefault: true } }),
    );
  });
}
