import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { sql } from 'kysely';
import { bearer, goodPassword, type PeopleMarket, peopleMarket } from './people.testing.ts';

describe('signing in', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  it('signs up, signs in, tells who one is, and signs out', async () => {
    const joined = await t.call(endpoints.signUp, {
      body: { email: 'Mei@Example.test', password: goodPassword, name: 'Mei', locale: 'ja' },
    });
    assert.ok(joined.ok);
    assert.equal(joined.status, 201);
    assert.equal(joined.value.me.email, 'mei@example.test');
    assert.equal(joined.value.me.emailVerified, false);
    const mails = await t.mailsTo('mei@example.test');
    assert.deepEqual(
      mails.map(({ template, subject }) => ({ template, subject })),
      [{ template: 'verifyEmail', subject: 'メールアドレスをご確認ください' }],
    );

    const again = await t.call(endpoints.signIn, {
      body: { email: 'mei@example.test', password: goodPassword },
    });
    assert.ok(again.ok && !again.value.secondFactorRequired);
    assert.notEqual(again.value.token, joined.value.token);
    const me = await t.call(endpoints.getMe, { headers: bearer(again.value.token) });
    assert.ok(me.ok);
    assert.deepEqual(me.value, again.value.me);

    const out = await t.call(endpoints.signOut, { headers: bearer(again.value.token) });
    assert.equal(out.status, 204);
    const gone = await t.call(endpoints.getMe, { headers: bearer(again.value.token) });
    assert.equal(gone.ok || gone.problem.code, 'unauthenticated');
    // The other session goes on.
    assert.ok((await t.call(endpoints.getMe, { headers: bearer(joined.value.token) })).ok);
  });

  it('answers the session as a cookie that scripts and other sites cannot use', async () => {
    const joined = await t.call(endpoints.signUp, {
      body: { email: 'cookie@example.test', password: goodPassword, name: 'Cookie' },
    });
    assert.ok(joined.ok);
    const cookie = joined.headers.get('set-cookie') ?? '';
    assert.equal(
      cookie,
      `session=${joined.value.token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`,
      'thirty days, as the policy has it; not Secure, because this market is plain http',
    );
    const me = await t.call(endpoints.getMe, { headers: { cookie: `a=b; session=${joined.value.token}` } });
    assert.ok(me.ok);
    const foreign = await t.call(endpoints.changeMe, {
      headers: { cookie: `session=${joined.value.token}`, origin: 'http://evil.test' },
      ifMatch: 1,
      body: { name: 'Mallory' },
    });
    assert.equal(foreign.ok || foreign.problem.code, 'forbidden');
    const out = await t.call(endpoints.signOut, { headers: { cookie: `session=${joined.value.token}` } });
    assert.deepEqual(
      out.headers.getSetCookie().map((text) => text.split(';').slice(0, 3).join(';')),
      ['session=; Path=/; Max-Age=0', 'guest=; Path=/; Max-Age=0'],
    );
  });

  it('answers the same for a wrong password and for an address that nobody has', async () => {
    await t.join('known@example.test');
    const [wrong, unknown] = await Promise.all(
      ['known@example.test', 'nobody@example.test'].map((email) =>
        t.call(endpoints.signIn, { body: { email, password: 'not the password' } }),
      ),
    );
    assert.ok(wrong && unknown && !wrong.ok && !unknown.ok);
    assert.equal(wrong.problem.code, 'invalid_credentials');
    assert.deepEqual({ ...wrong.problem, requestId: '' }, { ...unknown.problem, requestId: '' });
  });

  it('refuses a second account of one address, also of two at once', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((name) =>
        t.call(endpoints.signUp, { body: { email: 'twice@example.test', password: goodPassword, name } }),
      ),
    );
    assert.deepEqual(answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code)).sort(), [
      'email_taken',
      'email_taken',
      'ok',
    ]);
    const { rows } = await sql`
      select p.id from person p join auth.user u on u.id = p.id where u.email = 'twice@example.test'`.execute(
      t.market.db,
    );
    assert.equal(rows.length, 1);
  });

  it('refuses passwords that everybody tries first', async () => {
    for (const password of [
      'password123',
      '1234567890',
      'aaaaaaaaaaaa',
      'Qwerty-123456',
      'weak-one@example.test',
    ]) {
      const answer = await t.call(endpoints.signUp, {
        body: { email: 'weak-one@example.test', password, name: 'Weak' },
      });
      assert.equal(answer.ok || answer.problem.code, 'weak_password', password);
    }
  });

  it('keeps no token that could be used from the table', async () => {
    const joined = await t.join('table@example.test');
    const { rows } = await sql<{ token: string }>`
      select token from auth.session s join auth.user u on u.id = s.user_id
      where u.email = 'table@example.test'`.execute(t.market.db);
    const stored = rows[0]?.token ?? '';
    assert.ok(joined.token.startsWith(`${stored}.`));
    for (const forged of [stored, `${stored}.${'A'.repeat(43)}`]) {
      const answer = await t.call(endpoints.getMe, { headers: bearer(forged) });
      assert.equal(answer.ok || answer.problem.code, 'unauthenticated');
    }
  });

  it('tells other areas who signed in, and as which guest they came', async () => {
    const told: { personId: string; guest: string | undefined }[] = [];
    t.people.onSignIn.push(async (_tx, { personId, guestHash }) => {
      told.push({ personId, guest: guestHash?.toString('hex') });
    });
    const guest = await t.call(endpoints.startGuest, {});
    assert.ok(guest.ok);
    await t.call(endpoints.signUp, {
      headers: { cookie: `guest=${guest.value.token}` },
      body: { email: 'was-guest@example.test', password: goodPassword, name: 'Guest' },
    });
    t.people.onSignIn.pop();
    const actor = await t.people.authenticator.actorOf(new Headers({ 'x-guest-token': guest.value.token }));
    assert.ok(actor.kind === 'guest');
    assert.deepEqual(
      told.map(({ guest }) => guest),
      [actor.guestHash.toString('hex')],
    );
  });

  it('ends a session that was opened with a password which changed in that moment', async () => {
    await t.join('raced@example.test');
    const { identity } = t.people;
    const confirm = identity.confirmSession;
    const personId = (await identity.accountByEmail(t.market.db, 'raced@example.test'))?.personId ?? '';
    const passwordHash = await identity.hashPassword('another good password');
    // The rival sets another password after the session was opened and before it is booked.
    identity.confirmSession = async (tx, proven) => {
      identity.confirmSession = confirm;
      await t.market.db
        .transaction()
        .execute((rival) => identity.setPassword(rival, personId, passwordHash, new Date(0)));
      return confirm(tx, proven);
    };
    const answer = await t.call(endpoints.signIn, {
      body: { email: 'raced@example.test', password: goodPassword },
    });
    assert.equal(answer.ok || answer.problem.code, 'invalid_credentials');
    const sessions = await identity.listSessions(t.market.db, personId, t.machine.now());
    assert.equal(sessions.length, 1, 'only the one of signing up is left');
  });
});
