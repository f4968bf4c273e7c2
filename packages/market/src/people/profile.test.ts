import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type AnswerOf, endpoints, fromPublicId } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { grantMembership } from './grants.ts';
import { goodPassword, type PeopleMarket, peopleMarket } from './people.testing.ts';
import { insertLicence } from './staff.testing.ts';

const home = {
  recipient: '王小明',
  phone: '+86 138 0000 0000',
  country: 'CN',
  region: '上海',
  city: '上海',
  street: '南京东路 1 号',
  postalCode: '200001',
};

describe('a person’s own data', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const book = async (
    as: Record<string, string>,
  ): Promise<AnswerOf<typeof endpoints.listAddresses>['data']> => {
    const answer = await t.call(endpoints.listAddresses, { headers: as });
    assert.ok(answer.ok);
    return answer.value.data;
  };

  it('changes the profile from the version that was seen', async () => {
    const { as, me } = await t.join('profile@example.test');
    const change = (name: string, ifMatch: number) =>
      t.call(endpoints.changeMe, { headers: as, ifMatch, body: { name } });
    const answers = await Promise.all([change('One', me.version), change('Two', me.version)]);
    assert.deepEqual(answers.map(problemOf).sort(), ['ok', 'version_conflict']);
    const won = answers.find(({ ok }) => ok);
    assert.ok(won?.ok);
    assert.equal(won.version, me.version + 1);
    const now = await t.call(endpoints.getMe, { headers: as });
    assert.ok(now.ok);
    assert.equal(now.value.name, won.value.name);
  });

  it('keeps one default address, whatever comes at once', async () => {
    const { as } = await t.join('addresses@example.test');
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        t.call(endpoints.addAddress, {
          headers: as,
          body: { address: { ...home, street: `${at}` }, isDefault: at % 2 === 0 },
        }),
      ),
    );
    const before = await book(as);
    assert.equal(before.length, 10);
    assert.deepEqual(
      before.map(({ isDefault }) => isDefault),
      [true, ...Array(9).fill(false)],
    );
    await Promise.all(
      before.map(({ id, version, address }) =>
        t.call(endpoints.changeAddress, {
          headers: as,
          params: { addressId: id },
          ifMatch: version,
          body: { address, isDefault: true },
        }),
      ),
    );
    assert.equal((await book(as)).filter(({ isDefault }) => isDefault).length, 1);
    const [first] = await book(as);
    await t.call(endpoints.removeAddress, { headers: as, params: { addressId: first?.id ?? '' } });
    const left = await book(as);
    assert.equal(left.length, 9);
    assert.equal(left.filter(({ isDefault }) => isDefault).length, 1, 'another one takes its place');
  });

  it('holds the limit of fifty addresses against a rush', async () => {
    const { as } = await t.join('hoarder@example.test');
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        t.call(endpoints.addAddress, { headers: as, body: { address: home } }),
      ),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 50);
    assert.equal(answers.filter((answer) => problemOf(answer) === 'too_many').length, 10);
    assert.equal((await book(as)).length, 50);
  });

  it('shows nobody another one’s addresses', async () => {
    const owner = await t.join('has-address@example.test');
    const other = await t.join('wants-address@example.test');
    const added = await t.call(endpoints.addAddress, { headers: owner.as, body: { address: home } });
    assert.ok(added.ok);
    const params = { addressId: added.value.id };
    const answers = [
      await t.call(endpoints.changeAddress, {
        headers: other.as,
        params,
        ifMatch: 1,
        body: { address: home, isDefault: true },
      }),
      await t.call(endpoints.removeAddress, { headers: other.as, params }),
    ];
    assert.deepEqual(answers.map(problemOf), ['not_found', 'not_found']);
    assert.deepEqual(await book(owner.as), [added.value]);
    assert.deepEqual(await book(other.as), []);
  });

  it('makes a creator once, and changes the name after', async () => {
    const { as } = await t.join('creator@example.test');
    const answers = await Promise.all(
      ['Aki', 'Aki'].map((displayName) =>
        t.call(endpoints.becomeCreator, { headers: as, body: { displayName } }),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201],
    );
    const again = await t.call(endpoints.becomeCreator, { headers: as, body: { displayName: 'Aki & Co' } });
    assert.ok(again.ok && answers[0]?.ok && answers[1]?.ok);
    assert.equal(answers[0].value.id, answers[1].value.id);
    assert.deepEqual(again.value, { id: answers[0].value.id, displayName: 'Aki & Co' });
    const actor = await t.people.authenticator.actorOf(new Headers(as));
    assert.ok(actor.kind === 'person');
    assert.equal(actor.creatorId, fromPublicId('creator', again.value.id));
  });

  it('hands out all that is kept, with what other areas keep', async () => {
    const { as } = await t.join('export@example.test');
    await t.call(endpoints.addAddress, { headers: as, body: { address: home } });
    t.people.exporters.set('orders', async (_db, personId) => ({ personId }));
    const answer = await t.call(endpoints.exportMe, { headers: as });
    t.people.exporters.delete('orders');
    assert.ok(answer.ok);
    assert.equal(answer.value.me.email, 'export@example.test');
    assert.deepEqual(
      answer.value.addresses.map(({ address }) => address),
      [home],
    );
    assert.equal(answer.value.sessions.length, 1);
    assert.deepEqual(answer.value.areas, {
      orders: { personId: fromPublicId('person', answer.value.me.id) },
    });
    assert.deepEqual(answer.value.events.map(({ type }) => type).sort(), [
      'person.addressAdded',
      'person.signedIn',
      'person.signedUp',
    ]);
  });

  it('deletes an account: nothing that names the person is left, and the address is free again', async () => {
    const email = 'going@example.test';
    const { as, me, token } = await t.join(email);
    await t.call(endpoints.addAddress, { headers: as, body: { address: { ...home, recipient: '张不留' } } });
    await t.call(endpoints.createApiKey, { headers: as, body: { name: 'my laptop', scopes: ['cart'] } });
    assert.equal(
      problemOf(await t.call(endpoints.deleteMe, { headers: as, body: { password: 'not my password' } })),
      'wrong_password',
    );
    assert.ok((await t.call(endpoints.getMe, { headers: as })).ok);
    assert.equal(
      (await t.call(endpoints.deleteMe, { headers: as, body: { password: goodPassword } })).status,
      204,
    );
    assert.equal(problemOf(await t.call(endpoints.getMe, { headers: as })), 'unauthenticated');
    assert.equal(
      problemOf(await t.call(endpoints.signIn, { body: { email, password: goodPassword } })),
      'invalid_credentials',
    );
    const personId = fromPublicId('person', me.id) ?? '';
    const person = await t.market.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', personId)
      .executeTakeFirst();
    assert.equal(person?.state, 'deleted');
    // No row of any table of people mentions the name, the address or the session, but for the mail that says good-bye.
    const leftovers: string[] = [];
    const tables = [
      'person',
      'person_address',
      'membership',
      'invitation',
      'api_key',
      'creator',
      'link_token',
      'attempt',
      'auth.user',
      'auth.account',
      'auth.session',
      'auth.verification',
      'event',
      'mail',
    ] as const;
    for (const table of tables) {
      const rows = await t.market.db.selectFrom(table).selectAll().execute();
      for (const row of rows) {
        const text = JSON.stringify(row);
        if (
          [email, '张不留', 'my laptop', token.split('.')[0] as string].some((word) => text.includes(word))
        ) {
          leftovers.push(`${table} ${'template' in row ? row.template : ''}`);
        }
      }
    }
    assert.deepEqual(leftovers, ['mail accountDeleted']);
    await t.join(email);
  });

  it('does not let the last owner of a licence go', async () => {
    const { as, me } = await t.join('captain@example.test');
    const licenceId = await insertLicence(t);
    const personId = fromPublicId('person', me.id) ?? '';
    await inTransaction(t.market.db, (tx) =>
      grantMembership(t.people, t.ctx(), tx, { personId, licenceId, storeId: null, role: 'owner' }),
    );
    const answer = await t.call(endpoints.deleteMe, { headers: as, body: { password: goodPassword } });
    assert.equal(problemOf(answer), 'last_owner');
    const me2 = await t.call(endpoints.getMe, { headers: as });
    assert.ok(me2.ok);
    assert.equal(me2.value.memberships.length, 1);
    assert.equal(me2.value.name, 'captain');
  });
});
