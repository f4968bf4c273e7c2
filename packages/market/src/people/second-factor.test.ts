import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { grantOperator, revokeOperator } from './grants.ts';
import {
  bearer,
  codeOf,
  goodPassword,
  type PeopleMarket,
  peopleMarket,
  withSecondFactor,
} from './people.testing.ts';

describe('the second factor', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const challengeOf = async (email: string): Promise<string> => {
    const answer = await t.call(endpoints.signIn, { body: { email, password: goodPassword } });
    assert.ok(answer.ok && answer.value.secondFactorRequired, 'a password alone must not do');
    assert.equal(answer.value.code, 'second_factor_required');
    assert.equal(answer.headers.get('set-cookie'), null);
    return answer.value.challenge;
  };
  const makeOperator = async (email: string): Promise<string> => {
    const personId = (await t.people.identity.accountByEmail(t.market.db, email))?.personId ?? '';
    await inTransaction(t.market.db, (tx) => grantOperator(t.people, t.ctx(), tx, personId, 'operator'));
    return personId;
  };

  it('is asked for at each sign-in once it is on, and a code is good once', async () => {
    const { email, secret } = await withSecondFactor(t, 'totp@example.test');
    const first = await challengeOf(email);
    assert.equal(
      problemOf(await t.call(endpoints.signInSecondFactor, { body: { challenge: first, code: '000000' } })),
      'invalid_code',
    );
    const code = await codeOf(secret, 1);
    const done = await t.call(endpoints.signInSecondFactor, { body: { challenge: first, code } });
    assert.ok(done.ok);
    assert.equal(done.value.me.hasSecondFactor, true);
    const me = await t.call(endpoints.getMe, { headers: bearer(done.value.token) });
    assert.ok(me.ok);
    // The challenge is used up, and the code too, for a new challenge.
    assert.equal(
      problemOf(await t.call(endpoints.signInSecondFactor, { body: { challenge: first, code } })),
      'challenge_expired',
    );
    const second = await challengeOf(email);
    assert.equal(
      problemOf(await t.call(endpoints.signInSecondFactor, { body: { challenge: second, code } })),
      'invalid_code',
    );
  });

  it('opens one session for one challenge, also when it is answered ten times at once', async () => {
    const { email, personId, backupCodes } = await withSecondFactor(t, 'ten-times@example.test');
    const before = (await t.people.identity.listSessions(t.market.db, personId, t.machine.now())).length;
    const challenge = await challengeOf(email);
    const answers = await Promise.all(
      backupCodes.map((code) =>
        t.call(endpoints.signInSecondFactor, { body: { challenge, kind: 'backupCode', code } }),
      ),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    const sessions = await t.people.identity.listSessions(t.market.db, personId, t.machine.now());
    assert.equal(sessions.length, before + 1);
  });

  it('takes each backup code once', async () => {
    const { email, backupCodes } = await withSecondFactor(t, 'backup@example.test');
    assert.equal(backupCodes.length, 10);
    const code = backupCodes[0] as string;
    const once = await t.call(endpoints.signInSecondFactor, {
      body: { challenge: await challengeOf(email), kind: 'backupCode', code },
    });
    assert.ok(once.ok);
    const twice = await t.call(endpoints.signInSecondFactor, {
      body: { challenge: await challengeOf(email), kind: 'backupCode', code },
    });
    assert.equal(problemOf(twice), 'invalid_code');
    const fresh = await t.call(endpoints.renewBackupCodes, {
      headers: bearer(once.value.token),
      body: { password: goodPassword },
    });
    assert.ok(fresh.ok);
    assert.deepEqual(
      fresh.value.backupCodes.filter((one) => backupCodes.includes(one)),
      [],
    );
    const old = await t.call(endpoints.signInSecondFactor, {
      body: { challenge: await challengeOf(email), kind: 'backupCode', code: backupCodes[1] as string },
    });
    assert.equal(problemOf(old), 'invalid_code');
  });

  it('stops guessing of codes after ten, across challenges', async () => {
    const { email, secret } = await withSecondFactor(t, 'guessed@example.test');
    const answers: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const challenge = await challengeOf(email);
      const some = await Promise.all(
        Array.from({ length: 5 }, (_, at) =>
          t.call(endpoints.signInSecondFactor, { body: { challenge, code: `9${round}${at}000` } }),
        ),
      );
      answers.push(...some.map(problemOf));
    }
    assert.deepEqual(new Set(answers), new Set(['invalid_code', 'challenge_expired', 'rate_limited']));
    assert.ok(answers.filter((code) => code === 'invalid_code').length <= 10);
    const right = await t.call(endpoints.signInSecondFactor, {
      body: { challenge: await challengeOf(email), code: await codeOf(secret, 1) },
    });
    assert.equal(problemOf(right), 'rate_limited');
  });

  it('ends the other sessions when it is turned on, and needs password and code to be turned off', async () => {
    const first = await t.join('sessions@example.test');
    const { token, secret } = await withSecondFactor(t, 'sessions@example.test', first.token);
    const elsewhere = await t.call(endpoints.getMe, { headers: first.as });
    assert.equal(problemOf(elsewhere), 'unauthenticated', 'the session got another token');
    const as = bearer(token);
    const code = await codeOf(secret, 1);
    const wrongPassword = await t.call(endpoints.removeSecondFactor, {
      headers: as,
      body: { password: 'wrong password', code },
    });
    assert.equal(problemOf(wrongPassword), 'wrong_password');
    const wrongCode = await t.call(endpoints.removeSecondFactor, {
      headers: as,
      body: { password: goodPassword, code: '123456' },
    });
    assert.equal(problemOf(wrongCode), 'invalid_code');
    const off = await t.call(endpoints.removeSecondFactor, {
      headers: as,
      body: { password: goodPassword, code },
    });
    assert.ok(off.ok);
    assert.equal(off.value.me.hasSecondFactor, false);
    const again = await t.call(endpoints.signIn, {
      body: { email: 'sessions@example.test', password: goodPassword },
    });
    assert.ok(again.ok && !again.value.secondFactorRequired);
    const mails = await t.mailsTo('sessions@example.test');
    assert.deepEqual(
      mails.slice(1).map(({ template }) => template),
      ['secondFactorChanged', 'secondFactorChanged'],
    );
  });

  it('makes a challenge worthless when the password changes before it is answered', async () => {
    const { email, personId, secret } = await withSecondFactor(t, 'changed@example.test');
    const challenge = await challengeOf(email);
    const passwordHash = await t.people.identity.hashPassword('a new good password');
    await inTransaction(t.market.db, (tx) =>
      t.people.identity.setPassword(tx, personId, passwordHash, t.clock.now()),
    );
    const before = (await t.people.identity.listSessions(t.market.db, personId, t.machine.now())).length;
    const answer = await t.call(endpoints.signInSecondFactor, {
      body: { challenge, code: await codeOf(secret, 1) },
    });
    assert.equal(problemOf(answer), 'invalid_credentials');
    assert.equal(
      (await t.people.identity.listSessions(t.market.db, personId, t.machine.now())).length,
      before,
    );
  });

  it('makes an operator: without it, the operators’ side is not there', async () => {
    const joined = await t.join('operator@example.test');
    const personId = await makeOperator('operator@example.test');
    const actorOf = async (token: string) => t.people.authenticator.actorOf(new Headers(bearer(token)));
    const plain = await actorOf(joined.token);
    assert.ok(plain.kind === 'person');
    assert.equal(plain.operator, null);
    const me = await t.call(endpoints.getMe, { headers: joined.as });
    assert.ok(me.ok);
    assert.deepEqual(me.value.operator, {
      role: 'operator',
      isActive: false,
      code: 'second_factor_required',
    });
    const signedIn = await t.call(endpoints.signIn, {
      body: { email: 'operator@example.test', password: goodPassword },
    });
    assert.ok(signedIn.ok && !signedIn.value.secondFactorRequired);
    assert.equal(signedIn.value.me.operator?.code, 'second_factor_required');

    const { token, secret } = await withSecondFactor(t, 'operator@example.test', signedIn.value.token);
    const proven = await actorOf(token);
    assert.ok(proven.kind === 'person');
    assert.deepEqual(proven.operator, { role: 'operator' });
    const now = await t.call(endpoints.getMe, { headers: bearer(token) });
    assert.ok(now.ok);
    assert.deepEqual(now.value.operator, { role: 'operator', isActive: true, code: null });

    await inTransaction(t.market.db, (tx) => revokeOperator(t.people, t.ctx(), tx, personId));
    const dismissed = await actorOf(token);
    assert.ok(dismissed.kind === 'person');
    assert.equal(dismissed.operator, null);

    await makeOperator('operator@example.test');
    const off = await t.call(endpoints.removeSecondFactor, {
      headers: bearer(token),
      body: { password: goodPassword, code: await codeOf(secret, 1) },
    });
    assert.ok(off.ok);
    assert.deepEqual(off.value.me.operator, {
      role: 'operator',
      isActive: false,
      code: 'second_factor_required',
    });
  });

  it('cannot be set up by a session whose holder does not know the password', async () => {
    const { as } = await t.join('stolen@example.test');
    const start = await t.call(endpoints.startSecondFactor, {
      headers: as,
      body: { password: 'wrong password' },
    });
    assert.equal(problemOf(start), 'wrong_password');
    const confirm = await t.call(endpoints.confirmSecondFactor, { headers: as, body: { code: '123456' } });
    assert.equal(problemOf(confirm), 'state_conflict');
    assert.ok((await t.call(endpoints.getMe, { headers: as })).ok);
  });

  it('makes an operator for twelve hours; then the session is a person’s only', async () => {
    const { token } = await withSecondFactor(t, 'night@example.test');
    await makeOperator('night@example.test');
    const roleNow = async (): Promise<string | null> => {
      const actor = await t.people.authenticator.actorOf(new Headers(bearer(token)));
      assert.ok(actor.kind === 'person');
      return actor.operator?.role ?? null;
    };
    assert.equal(await roleNow(), 'operator');
    await t.machine.set(new Date(t.machine.now().getTime() + 12 * 3_600_000 - 60_000));
    assert.equal(await roleNow(), 'operator');
    await t.machine.set(new Date(t.machine.now().getTime() + 120_000));
    assert.equal(await roleNow(), null);
  });
});
