import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Endpoint, endpoints, pathOf, peopleEndpoints, toPublicId } from '@hazumi/contracts';
import { codeOf, goodPassword, type PeopleMarket, peopleMarket, withSecondFactor } from './people.testing.ts';

const anyId = '01890a5d-ac96-774b-bcce-b302099a8057';
const paramsOf = {
  sessionId: toPublicId('session', anyId),
  passkeyId: toPublicId('passkey', anyId),
  addressId: toPublicId('address', anyId),
  apiKeyId: toPublicId('apiKey', anyId),
  licenceId: toPublicId('licence', anyId),
  membershipId: toPublicId('membership', anyId),
  invitationId: toPublicId('invitation', anyId),
};

describe('the endpoints of people', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const ask = async (definition: Endpoint, headers: Record<string, string>): Promise<string> => {
    const response = await t.market.app.request(pathOf(definition, paramsOf, {}), {
      method: definition.method.toUpperCase(),
      headers: { 'content-type': 'application/json', 'if-match': '"v1"', ...headers },
      ...(definition.body === undefined ? {} : { body: '{}' }),
    });
    const body = response.status === 204 ? {} : ((await response.json()) as { code?: string });
    return response.ok ? 'ok' : (body.code ?? '');
  };

  it('are all mounted', () => {
    const wanted = [...Object.keys(peopleEndpoints), endpoints.startGuest.id];
    assert.deepEqual(
      wanted.filter((id) => !t.market.mounted.has(id)),
      [],
    );
  });

  it('ask for a person before anything else', async () => {
    for (const definition of Object.values(peopleEndpoints) as Endpoint[]) {
      if (definition.access === 'public') continue;
      assert.equal(await ask(definition, {}), 'unauthenticated', definition.id);
      assert.equal(
        await ask(definition, { 'x-guest-token': 'g'.repeat(43) }),
        'unauthenticated',
        definition.id,
      );
    }
  });

  it('answer for another’s things as for things that are not there', async () => {
    const { as } = await t.join('curious@example.test');
    const removals = [
      'revokeSession',
      'removePasskey',
      'removeAddress',
      'revokeApiKey',
      'leaveStaff',
      'removeStaff',
    ] as const;
    for (const id of removals) assert.equal(await ask(peopleEndpoints[id], as), 'not_found', id);
  });

  it('give a guest a token of its own, which it keeps', async () => {
    const first = await t.call(endpoints.startGuest, {});
    assert.ok(first.ok);
    assert.match(first.value.token, /^[\w-]{43}$/);
    assert.equal(
      first.headers.get('set-cookie'),
      `guest=${first.value.token}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax`,
    );
    const again = await t.call(endpoints.startGuest, { headers: { cookie: `guest=${first.value.token}` } });
    const another = await t.call(endpoints.startGuest, {});
    assert.ok(again.ok && another.ok);
    assert.equal(again.value.token, first.value.token);
    assert.notEqual(another.value.token, first.value.token);
  });

  it('mark cookies as secure where the market is', async () => {
    const secure = await peopleMarket({
      settings: { publicUrl: 'https://market.test', origins: ['https://market.test'] },
    });
    try {
      const guest = await secure.call(endpoints.startGuest, {});
      assert.match(guest.headers.get('set-cookie') ?? '', /; Secure$/);
      // better-auth names its cookies otherwise there, and is understood.
      const { email, secret } = await withSecondFactor(secure, 'secure@example.test');
      const asked = await secure.call(endpoints.signIn, { body: { email, password: goodPassword } });
      assert.ok(asked.ok && asked.value.secondFactorRequired);
      const signedIn = await secure.call(endpoints.signInSecondFactor, {
        body: { challenge: asked.value.challenge, code: await codeOf(secret, 1) },
      });
      assert.match(signedIn.headers.get('set-cookie') ?? '', /^session=.*; Secure$/);
    } finally {
      await secure.close();
    }
  });
});
