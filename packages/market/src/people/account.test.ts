import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { bearer, goodPassword, type PeopleMarket, peopleMarket, recordQueries } from './people.testing.ts';

describe('what guards an account', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const signIn = (email: string, password: string) => t.call(endpoints.signIn, { body: { email, password } });
  const isSignedIn = async (as: Record<string, string>): Promise<boolean> =>
    (await t.call(endpoints.getMe, { headers: as })).ok;

  it('confirms the address with the link of the mail, once', async () => {
    const { as } = await t.join('verify@example.test');
    const token = await t.linkTo('verify@example.test');
    const answers = await Promise.all(
      [1, 2, 3].map(() => t.call(endpoints.verifyEmail, { body: { token } })),
    );
    assert.deepEqual(answers.map(problemOf).sort(), ['link_expired', 'link_expired', 'ok']);
    const me = await t.call(endpoints.getMe, { headers: as });
    assert.ok(me.ok);
    assert.equal(me.value.emailVerified, true);
    // Nothing to confirm any more: no further mail.
    assert.equal((await t.call(endpoints.requestEmailVerification, { headers: as })).status, 202);
    assert.equal((await t.mailsTo('verify@example.test')).length, 1);
  });

  it('lets a link run out, and a newer one replace it', async () => {
    const { as } = await t.join('late@example.test');
    const first = await t.linkTo('late@example.test');
    await t.call(endpoints.requestEmailVerification, { headers: as });
    const second = await t.linkTo('late@example.test');
    assert.equal(problemOf(await t.call(endpoints.verifyEmail, { body: { token: first } })), 'link_expired');
    await t.machine.set(new Date(t.machine.now().getTime() + 10 * 60_000));
    assert.equal(problemOf(await t.call(endpoints.verifyEmail, { body: { token: second } })), 'link_expired');
    const me = await t.call(endpoints.getMe, { headers: as });
    assert.ok(me.ok);
    assert.equal(me.value.emailVerified, false);
  });

  it('sends an address at most five mails an hour', async () => {
    const { as } = await t.join('mailed@example.test');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => t.call(endpoints.requestEmailVerification, { headers: as })),
    );
    assert.equal(answers.filter(({ status }) => status === 202).length, 5);
    assert.equal(answers.filter(({ status }) => status === 429).length, 7);
    assert.equal((await t.mailsTo('mailed@example.test')).length, 1 + 5, 'the one of signing up, and five');
  });

  it('answers a wish for a new password alike, and with the same work, for every address', async () => {
    await t.join('forgot@example.test');
    const queries = recordQueries(t.handle.pool);
    const ask = async (email: string) => {
      queries.splice(0);
      const answer = await t.call(endpoints.requestPasswordReset, { body: { email, locale: 'en' } });
      assert.ok(answer.ok);
      return { status: answer.status, value: answer.value, queries: queries.splice(0) };
    };
    const known = await ask('forgot@example.test');
    const unknown = await ask('never-here@example.test');
    assert.deepEqual(known, unknown);
    assert.equal(known.status, 202);
    await t.sweep();
    assert.equal((await t.mailsTo('forgot@example.test')).at(-1)?.subject, 'Set a new password');
    assert.deepEqual(await t.mailsTo('never-here@example.test'), []);
    assert.deepEqual(await t.market.db.selectFrom('password_reset_request').selectAll().execute(), []);
  });

  it('sets a new password by the mailed link, once, and signs out everywhere', async () => {
    const email = 'reset@example.test';
    const one = await t.join(email);
    const two = await signIn(email, goodPassword);
    assert.ok(two.ok && !two.value.secondFactorRequired);
    await t.call(endpoints.requestPasswordReset, { body: { email } });
    await t.sweep();
    const token = await t.linkTo(email);
    assert.equal(
      problemOf(await t.call(endpoints.resetPassword, { body: { token, password: 'password123' } })),
      'weak_password',
    );
    const passwords = ['first new password', 'second new password'];
    const answers = await Promise.all(
      passwords.map((password) => t.call(endpoints.resetPassword, { body: { token, password } })),
    );
    assert.deepEqual(answers.map(problemOf).sort(), ['link_expired', 'ok']);
    const won = passwords[answers.findIndex(({ ok }) => ok)] as string;
    for (const password of [goodPassword, ...passwords]) {
      assert.equal((await signIn(email, password)).ok, password === won, password);
    }
    assert.equal(await isSignedIn(one.as), false);
    assert.equal(await isSignedIn(bearer(two.value.token)), false);
    assert.equal((await t.mailsTo(email)).at(-1)?.template, 'passwordChanged');
  });

  it('changes the password for who knows it, and signs out the other sessions', async () => {
    const email = 'change@example.test';
    const one = await t.join(email);
    const two = await signIn(email, goodPassword);
    assert.ok(two.ok && !two.value.secondFactorRequired);
    const change = (currentPassword: string, newPassword: string) =>
      t.call(endpoints.changePassword, { headers: one.as, body: { currentPassword, newPassword } });
    assert.equal(problemOf(await change('not my password', 'quite another one')), 'wrong_password');
    assert.ok((await signIn(email, goodPassword)).ok);
    // Two changes at once, both from the same password: one of them comes too late.
    const answers = await Promise.all([
      change(goodPassword, 'quite another one'),
      change(goodPassword, 'and a third one'),
    ]);
    assert.deepEqual(answers.map(problemOf).sort(), ['ok', 'wrong_password']);
    assert.equal(await isSignedIn(one.as), true);
    assert.equal(await isSignedIn(bearer(two.value.token)), false);
  });

  it('lets a borrowed session guess the password ten times, no more', async () => {
    const { as } = await t.join('borrowed@example.test');
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, at) =>
        t.call(endpoints.deleteMe, { headers: as, body: { password: `guess number ${at}` } }),
      ),
    );
    const codes = answers.map(problemOf);
    assert.equal(codes.filter((code) => code === 'wrong_password').length, 10);
    assert.equal(codes.filter((code) => code === 'rate_limited').length, 5);
    assert.equal(await isSignedIn(as), true);
  });

  it('moves an account to another address once that one is confirmed, and tells the old one', async () => {
    const { as } = await t.join('old-address@example.test');
    await t.join('taken@example.test');
    const ask = (email: string, password = goodPassword) =>
      t.call(endpoints.requestEmailChange, { headers: as, body: { email, password } });
    assert.equal(problemOf(await ask('new-address@example.test', 'not my password')), 'wrong_password');
    // An address in use is not told here: the answer is the same.
    assert.equal((await ask('taken@example.test')).status, 202);
    const takenLink = await t.linkTo('taken@example.test');
    assert.equal(
      problemOf(await t.call(endpoints.confirmEmailChange, { body: { token: takenLink } })),
      'email_taken',
    );
    assert.equal((await ask('new-address@example.test')).status, 202);
    const token = await t.linkTo('new-address@example.test');
    assert.ok((await t.call(endpoints.confirmEmailChange, { body: { token } })).ok);
    const me = await t.call(endpoints.getMe, { headers: as });
    assert.ok(me.ok);
    assert.equal(me.value.email, 'new-address@example.test');
    assert.equal(me.value.emailVerified, true);
    assert.equal(problemOf(await signIn('old-address@example.test', goodPassword)), 'invalid_credentials');
    assert.ok((await signIn('new-address@example.test', goodPassword)).ok);
    const told = (await t.mailsTo('old-address@example.test')).at(-1);
    assert.equal(told?.template, 'emailChanged');
    assert.ok(told?.body.includes('new-address@example.test'));
  });

  it('lists sessions and ends them, only one’s own', async () => {
    const email = 'devices@example.test';
    const one = await t.join(email);
    const two = await t.call(endpoints.signIn, {
      headers: { 'user-agent': 'Phone/1.0' },
      body: { email, password: goodPassword },
    });
    assert.ok(two.ok && !two.value.secondFactorRequired);
    const list = await t.call(endpoints.listSessions, { headers: one.as });
    assert.ok(list.ok);
    assert.deepEqual(
      list.value.data.map(({ isCurrent, userAgent, address, hasSecondFactor }) => ({
        isCurrent,
        userAgent,
        address,
        hasSecondFactor,
      })),
      [
        { isCurrent: false, userAgent: 'Phone/1.0', address: 'local', hasSecondFactor: false },
        { isCurrent: true, userAgent: null, address: 'local', hasSecondFactor: false },
      ],
    );
    const phone = list.value.data[0]?.id ?? '';
    const stranger = await t.join('stranger@example.test');
    const foreign = await t.call(endpoints.revokeSession, {
      headers: stranger.as,
      params: { sessionId: phone },
    });
    assert.equal(problemOf(foreign), 'not_found');
    assert.equal(await isSignedIn(bearer(two.value.token)), true);
    assert.equal(
      (await t.call(endpoints.revokeSession, { headers: one.as, params: { sessionId: phone } })).status,
      204,
    );
    assert.equal(await isSignedIn(bearer(two.value.token)), false);
    const three = await signIn(email, goodPassword);
    assert.ok(three.ok && !three.value.secondFactorRequired);
    await t.call(endpoints.revokeOtherSessions, { headers: one.as });
    assert.equal(await isSignedIn(bearer(three.value.token)), false);
    assert.equal(await isSignedIn(one.as), true);
  });
});
