import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { grantOperator } from './grants.ts';
import { softwarePasskey } from './passkeys.testing.ts';
import { bearer, goodPassword, type PeopleMarket, peopleMarket, withSecondFactor } from './people.testing.ts';

const site = { origin: 'http://market.test', rpId: 'market.test' };

describe('passkeys', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  type Passkey = ReturnType<typeof softwarePasskey>;
  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const start = async (as: Record<string, string>) => {
    const answer = await t.call(endpoints.startPasskey, { headers: as, body: { password: goodPassword } });
    assert.ok(answer.ok);
    return answer.value;
  };
  const add = async (
    as: Record<string, string>,
    passkey: Passkey,
    question?: Awaited<ReturnType<typeof start>>,
  ) => {
    const { challenge, options } = question ?? (await start(as));
    return t.call(endpoints.addPasskey, {
      headers: as,
      body: { challenge, name: 'My phone', response: passkey.create(options) },
    });
  };
  const question = async () => {
    const answer = await t.call(endpoints.startPasskeySignIn, {});
    assert.ok(answer.ok);
    return answer.value;
  };
  const signIn = async (passkey: Passkey, asked?: Awaited<ReturnType<typeof question>>, origin?: string) => {
    const { challenge, options } = asked ?? (await question());
    return t.call(endpoints.signInPasskey, { body: { challenge, response: passkey.get(options, origin) } });
  };

  it('are added by who knows the password, and then sign in without it', async () => {
    const { as } = await t.join('passkey@example.test');
    const wrong = await t.call(endpoints.startPasskey, {
      headers: as,
      body: { password: 'not my password' },
    });
    assert.equal(problemOf(wrong), 'wrong_password');
    const passkey = softwarePasskey(site);
    const added = await add(as, passkey);
    assert.ok(added.ok, problemOf(added));
    assert.equal(added.value.name, 'My phone');
    const list = await t.call(endpoints.listPasskeys, { headers: as });
    assert.ok(list.ok);
    assert.deepEqual(list.value.data, [added.value]);
    assert.equal((await t.mailsTo('passkey@example.test')).at(-1)?.template, 'passkeyAdded');
    const signedIn = await signIn(passkey);
    assert.ok(signedIn.ok, problemOf(signedIn));
    assert.equal(signedIn.value.me.email, 'passkey@example.test');
    assert.match(signedIn.headers.get('set-cookie') ?? '', /^session=.*HttpOnly; SameSite=Lax$/);

    const stranger = await t.join('no-passkey@example.test');
    const params = { passkeyId: added.value.id };
    const foreign = await t.call(endpoints.removePasskey, { headers: stranger.as, params });
    assert.equal(problemOf(foreign), 'not_found');
    assert.ok((await signIn(passkey)).ok);
    assert.equal((await t.call(endpoints.removePasskey, { headers: as, params })).status, 204);
    assert.equal(problemOf(await signIn(passkey)), 'passkey_refused');
  });

  it('count as both factors, for an operator too', async () => {
    const { token, personId } = await withSecondFactor(t, 'passkey-operator@example.test');
    await inTransaction(t.market.db, (tx) => grantOperator(t.people, t.ctx(), tx, personId, 'approver'));
    const passkey = softwarePasskey(site);
    assert.ok((await add(bearer(token), passkey)).ok);
    const signedIn = await signIn(passkey);
    assert.ok(signedIn.ok);
    assert.deepEqual(signedIn.value.me.operator, { role: 'approver', isActive: true, code: null });
  });

  it('are refused where the device did not check its user', async () => {
    const { as } = await t.join('unchecked@example.test');
    const careless = softwarePasskey(site, { checksUser: false });
    assert.equal(problemOf(await add(as, careless)), 'passkey_refused');
    const list = await t.call(endpoints.listPasskeys, { headers: as });
    assert.ok(list.ok);
    assert.deepEqual(list.value.data, []);
    const asked = await question();
    assert.equal(asked.options.userVerification, 'required');
  });

  it('answer one question once, from our own pages', async () => {
    const { as } = await t.join('replay@example.test');
    const passkey = softwarePasskey(site);
    assert.ok((await add(as, passkey)).ok);
    const asked = await question();
    const response = passkey.get(asked.options);
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        t.call(endpoints.signInPasskey, { body: { challenge: asked.challenge, response } }),
      ),
    );
    assert.deepEqual(answers.map(problemOf).sort(), ['ok', 'passkey_refused', 'passkey_refused']);
    assert.equal(problemOf(await signIn(passkey, undefined, 'http://evil.test')), 'passkey_refused');
    // A question that was put to another browser, and an answer to none.
    const other = await question();
    const crossed = await t.call(endpoints.signInPasskey, {
      body: { challenge: (await question()).challenge, response: passkey.get(other.options) },
    });
    assert.equal(problemOf(crossed), 'passkey_refused');
    const nonsense = await t.call(endpoints.signInPasskey, {
      body: { challenge: 'x'.repeat(60), response: { id: 'x', response: null } },
    });
    assert.equal(problemOf(nonsense), 'passkey_refused');
  });

  it('are added to the account that asked, not to another', async () => {
    const one = await t.join('asks@example.test');
    const two = await t.join('answers@example.test');
    const asked = await start(one.as);
    assert.equal(problemOf(await add(two.as, softwarePasskey(site), asked)), 'passkey_refused');
    const list = await t.call(endpoints.listPasskeys, { headers: two.as });
    assert.ok(list.ok);
    assert.deepEqual(list.value.data, []);
  });
});
