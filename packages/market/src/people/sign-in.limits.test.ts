import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { addressSubject } from './attempts.ts';
import { goodPassword, type PeopleMarket, peopleMarket, recordQueries } from './people.testing.ts';

const many = <T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

describe('how often signing in may fail', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  /** Signs in as a browser at this address would. */
  const from = async (ip: string, email: string, password: string): Promise<string> => {
    const response = await t.market.app.fetch(
      new Request('http://market.test/v1/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
      { ip },
    );
    const body = (await response.json()) as { code?: string };
    return response.ok ? 'ok' : (body.code ?? '');
  };
  const counted = (answers: string[], code: string): number =>
    answers.filter((answer) => answer === code).length;

  it('checks no more than ten passwords of an account, also of forty at once', async () => {
    await t.join('target@example.test');
    let checked = 0;
    const { identity } = t.people;
    const check = identity.signIn;
    identity.signIn = (...given) => {
      checked += 1;
      return check(...given);
    };
    const answers = await many(40, (at) =>
      from(`10.0.0.${at}`, 'target@example.test', `wrong password ${at}`),
    );
    assert.equal(counted(answers, 'invalid_credentials'), 10);
    assert.equal(counted(answers, 'rate_limited'), 30);
    assert.equal(checked, 10);
    // Nor does the right password help now; another account is not touched.
    assert.equal(await from('10.0.0.99', 'target@example.test', goodPassword), 'rate_limited');
    assert.equal(checked, 10);
    identity.signIn = check;
    await t.join('bystander@example.test');
    assert.equal(await from('10.0.0.99', 'bystander@example.test', goodPassword), 'ok');
    // A quarter of an hour later the account opens again.
    await t.machine.set(new Date(t.machine.now().getTime() + 15 * 60_000));
    assert.equal(await from('10.0.0.99', 'target@example.test', goodPassword), 'ok');
  });

  it('forgets the failures of an account when its owner signs in', async () => {
    await t.join('forgetful@example.test');
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1) {
        assert.equal(
          await from('10.1.0.1', 'forgetful@example.test', 'wrong password'),
          'invalid_credentials',
        );
      }
      assert.equal(await from('10.1.0.1', 'forgetful@example.test', goodPassword), 'ok');
    }
  });

  it('counts addresses that nobody has like those that somebody has', async () => {
    const answers = await many(40, (at) =>
      from(`10.2.0.${at}`, 'nobody-at-all@example.test', 'some password'),
    );
    assert.equal(counted(answers, 'invalid_credentials'), 10);
    assert.equal(counted(answers, 'rate_limited'), 30);
  });

  it('stops an address that tries many accounts, and counts only failures', async () => {
    await t.join('popular@example.test');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      assert.equal(await from('10.3.0.1', 'popular@example.test', goodPassword), 'ok');
    }
    const { identity } = t.people;
    const check = identity.signIn;
    identity.signIn = async () => ({ kind: 'refused' });
    const answers = await many(130, (at) => from('10.3.0.1', `guess-${at}@example.test`, 'some password'));
    identity.signIn = check;
    assert.equal(counted(answers, 'invalid_credentials'), 100);
    assert.equal(counted(answers, 'rate_limited'), 30);
    assert.equal(await from('10.3.0.1', 'popular@example.test', goodPassword), 'rate_limited');
    assert.equal(await from('10.3.0.2', 'popular@example.test', goodPassword), 'ok');
  });

  it('asks the database as often for an unknown address as for a known one', async () => {
    await t.join('present@example.test');
    const queries = recordQueries(t.handle.pool);
    const asked = async (email: string): Promise<number> => {
      queries.splice(0);
      assert.equal(await from('10.4.0.1', email, 'wrong password'), 'invalid_credentials');
      return queries.length;
    };
    const known = await asked('present@example.test');
    assert.equal(await asked('absent@example.test'), known);
    assert.ok(known > 3);
  });

  it('tells when to come back', async () => {
    const email = 'when@example.test';
    await many(10, (at) => from(`10.5.0.${at}`, email, 'wrong password'));
    await t.machine.set(new Date(t.machine.now().getTime() + 5 * 60_000));
    const answer = await t.call(endpoints.signIn, { body: { email, password: 'wrong password' } });
    assert.equal(answer.headers.get('retry-after'), '600');
  });

  it('keeps no typed address in its counters', async () => {
    const rows = await t.market.db.selectFrom('attempt').select('subject').execute();
    assert.ok(rows.length > 0);
    assert.deepEqual(
      rows.filter(({ subject }) => subject.includes('@')),
      [],
    );
  });

  it('counts an IPv6 network as one address', () => {
    assert.equal(addressSubject('192.0.2.7'), '192.0.2.7');
    assert.equal(addressSubject('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(addressSubject('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
    assert.equal(addressSubject('2001:0DB8:0001:0002::9'), '2001:db8:1:2::/64');
    assert.equal(addressSubject('2001:db8::1'), '2001:db8:0:0::/64');
    assert.equal(addressSubject('::1'), '0:0:0:0::/64');
    assert.equal(addressSubject('fe80::1%eth0'), 'fe80:0:0:0::/64');
  });
});
