import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiKeyScope, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { grantOperator } from './grants.ts';
import {
  bearer,
  codeOf,
  goodPassword,
  type PeopleMarket,
  peopleMarket,
  withSecondFactor,
} from './people.testing.ts';
import { insertLicence, joinStaff } from './staff.testing.ts';

describe('API keys', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const create = (
    as: Record<string, string>,
    scopes: ApiKeyScope[],
    more: { licenceId?: string; expiresAt?: string } = {},
  ) => t.call(endpoints.createApiKey, { headers: as, body: { name: 'program', scopes, ...more } });
  const keyOf = async (
    ...given: Parameters<typeof create>
  ): Promise<{ id: string; as: { authorization: string } }> => {
    const answer = await create(...given);
    assert.ok(answer.ok, problemOf(answer));
    return { id: answer.value.apiKey.id, as: bearer(answer.value.key) };
  };
  const actorOf = async (as: Record<string, string>) => {
    const actor = await t.people.authenticator.actorOf(new Headers(as));
    assert.ok(actor.kind === 'person');
    return actor;
  };

  it('shows a key once, and keeps only its hash', async () => {
    const { as } = await t.join('once@example.test');
    const answer = await create(as, ['cart', 'checkout', 'cart']);
    assert.ok(answer.ok);
    const { key, apiKey } = answer.value;
    assert.match(key, /^hzk_[\w-]{43}$/);
    assert.equal(apiKey.prefix, key.slice(0, 10));
    assert.deepEqual(apiKey.scopes, ['cart', 'checkout']);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const list = await t.call(endpoints.listApiKeys, { headers: as });
    assert.ok(list.ok);
    assert.deepEqual(list.value.data, [apiKey]);
    const stored = await t.market.db.selectFrom('api_key').selectAll().execute();
    assert.ok(!JSON.stringify(stored).includes(key.slice(11)));
  });

  it('opens what its scopes name and nothing else', async () => {
    const { as } = await t.join('scoped@example.test');
    const key = await keyOf(as, ['checkout']);
    const addresses = await t.call(endpoints.listAddresses, { headers: key.as });
    assert.ok(addresses.ok);
    // Another scope's endpoint, one that no key may call, and all that guards the account.
    const refused = await Promise.all([
      t.call(endpoints.listStaff, {
        headers: key.as,
        params: { licenceId: toPublicId('licence', await insertLicence(t)) },
      }),
      t.call(endpoints.getMe, { headers: key.as }),
      create(key.as, ['cart']),
      t.call(endpoints.listSessions, { headers: key.as }),
      t.call(endpoints.changePassword, {
        headers: key.as,
        body: { currentPassword: goodPassword, newPassword: 'another password' },
      }),
    ]);
    assert.deepEqual(refused.map(problemOf), Array(5).fill('forbidden'));
    const list = await t.call(endpoints.listApiKeys, { headers: as });
    assert.ok(list.ok);
    assert.equal(list.value.data.length, 1);
    assert.equal(list.value.data[0]?.lastUsedAt, t.machine.now().toISOString());
  });

  it('speaks for a licence only where its owner owns it, and only for the one it is bound to', async () => {
    const [one, two] = [await insertLicence(t, 'One'), await insertLicence(t, 'Two')];
    const owner = await joinStaff(t, 'owner-of-one@example.test', one, 'owner');
    const manager = await joinStaff(t, 'manager-of-one@example.test', one, 'manager');
    const params = (id: string) => ({ licenceId: toPublicId('licence', id) });
    const staffOf = async (as: Record<string, string>, id: string): Promise<string> =>
      problemOf(await t.call(endpoints.listStaff, { headers: as, params: params(id) }));

    const bound = await keyOf(owner.as, ['licences'], params(one));
    assert.equal(await staffOf(bound.as, one), 'ok');
    assert.equal(await staffOf(bound.as, two), 'not_found');
    assert.equal(problemOf(await create(owner.as, ['licences'], params(two))), 'not_found');
    assert.equal(problemOf(await create(manager.as, ['licences'], params(one))), 'forbidden');
    // Without a licence it speaks for all that its owner owns, which for a manager is none.
    assert.equal(await staffOf((await keyOf(owner.as, ['licences'])).as, one), 'ok');
    assert.equal(await staffOf((await keyOf(manager.as, ['licences'])).as, one), 'not_found');
    assert.equal(await staffOf((await keyOf(owner.as, ['orders'], params(one))).as, one), 'forbidden');

    // The key loses what its owner loses.
    await joinStaff(t, 'heir-of-one@example.test', one, 'owner');
    const left = await t.call(endpoints.leaveStaff, {
      headers: owner.as,
      params: { membershipId: toPublicId('membership', owner.membershipId) },
    });
    assert.equal(left.status, 204);
    assert.equal(await staffOf(bound.as, one), 'not_found');
  });

  it('is an operator’s only if an operator with a second factor made it, and while there is one', async () => {
    const { token, personId, secret } = await withSecondFactor(t, 'key-operator@example.test');
    assert.equal(problemOf(await create(bearer(token), ['operator'])), 'forbidden');
    await inTransaction(t.market.db, (tx) => grantOperator(t.people, t.ctx(), tx, personId, 'auditor'));
    const key = await keyOf(bearer(token), ['operator']);
    assert.deepEqual((await actorOf(key.as)).operator, { role: 'auditor' });
    const plain = await keyOf(bearer(token), ['orders']);
    assert.equal((await actorOf(plain.as)).operator, null);
    const off = await t.call(endpoints.removeSecondFactor, {
      headers: bearer(token),
      body: { password: goodPassword, code: await codeOf(secret, 1) },
    });
    assert.ok(off.ok);
    assert.equal((await actorOf(key.as)).operator, null);
  });

  it('ends when it is revoked, and when its time is over', async () => {
    const { as } = await t.join('ends@example.test');
    const other = await t.join('not-ends@example.test');
    const soon = new Date(t.machine.now().getTime() + 60_000).toISOString();
    const short = await keyOf(as, ['checkout'], { expiresAt: soon });
    const long = await keyOf(as, ['checkout']);
    const works = async (key: { as: Record<string, string> }): Promise<string> =>
      problemOf(await t.call(endpoints.listAddresses, { headers: key.as }));
    assert.equal(await works(short), 'ok');
    await t.machine.set(new Date(t.machine.now().getTime() + 60_000));
    assert.equal(await works(short), 'unauthenticated');
    assert.equal(await works(long), 'ok');
    const revoke = (by: Record<string, string>) =>
      t.call(endpoints.revokeApiKey, { headers: by, params: { apiKeyId: long.id } });
    assert.equal(problemOf(await revoke(other.as)), 'not_found');
    assert.equal(await works(long), 'ok');
    assert.equal((await revoke(as)).status, 204);
    assert.equal(await works(long), 'unauthenticated');
    assert.equal(problemOf(await revoke(as)), 'not_found');
    for (const expiresAt of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
      assert.equal(problemOf(await create(as, ['cart'], { expiresAt })), 'invalid_request');
    }
  });

  it('holds the limit of twenty against a rush', async () => {
    const { as, me } = await t.join('rush@example.test');
    const answers = await Promise.all(Array.from({ length: 30 }, () => create(as, ['cart'])));
    assert.equal(answers.filter(({ ok }) => ok).length, 20);
    const { count } = await t.market.db
      .selectFrom('api_key')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('person_id', '=', fromPublicId('person', me.id) ?? '')
      .executeTakeFirstOrThrow();
    assert.equal(count, 20n);
  });
});
