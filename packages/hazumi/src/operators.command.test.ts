import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, endpoints } from '@hazumi/contracts';
import { type Composition, composeMarket } from '@hazumi/market';
import { memoryStorage, testDatabase } from '@hazumi/market/testing';
import { readOperatorWish, runOperatorCommand } from './operators.command.ts';
import { temporaryFolder } from './testing/program.ts';

describe('hazumi operator', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let folder: ReturnType<typeof temporaryFolder>;
  let running: Composition;
  let token: string;
  before(async () => {
    folder = temporaryFolder();
    database = await testDatabase();
    running = await composeMarket({
      databaseUrl: database.url,
      storage: memoryStorage(),
      providers: [],
      settings: {
        publicUrl: 'http://market.test',
        origins: [],
        isRateLimited: false,
        checkAnswers: true,
        development: true,
        secret: 'test-secret-of-at-least-32-characters',
        currency: 'CNY',
      },
    });
    const body = { email: 'vera@example.test', password: 'a long enough one', name: 'Vera' };
    const answer = await client()(endpoints.signUp, { body });
    assert.ok(answer.ok);
    token = answer.value.token;
    await running.people.authenticator.listening();
  });
  after(async () => {
    await running?.close();
    await database?.drop();
    folder?.remove();
  });
  const client = () =>
    createClient({
      baseUrl: 'http://market.test',
      fetch: async (request) => running.market.app.fetch(request),
    });
  const place = () => ({ dataFolder: folder.path, databaseUrl: database.url });
  /** what a server that runs meanwhile says she is */
  const role = async () => {
    const answer = await client()(endpoints.getMe, { headers: { authorization: `Bearer ${token}` } });
    assert.ok(answer.ok);
    return answer.value.operator;
  };

  it('makes a person an operator, who is one with a second factor, and takes it back', async () => {
    assert.equal(await role(), null);
    const said = await runOperatorCommand(readOperatorWish(['Vera@example.test']), place());
    assert.equal(said, 'Vera@example.test is an operator now, in sessions that begin with a second factor.');
    assert.deepEqual(await role(), { role: 'operator', isActive: false, code: 'second_factor_required' });

    assert.match(
      await runOperatorCommand(readOperatorWish(['vera@example.test', 'auditor']), place()),
      /in the role auditor/,
    );
    assert.equal((await role())?.role, 'auditor');

    const end = await runOperatorCommand(readOperatorWish(['vera@example.test', '--revoke']), place());
    assert.equal(end, 'vera@example.test is no operator any more.');
    assert.equal(await role(), null);
  });

  it('knows only people who have an account', async () => {
    await assert.rejects(runOperatorCommand(readOperatorWish(['nobody@example.test']), place()), {
      name: 'StartProblem',
      message: 'Nobody has an account under nobody@example.test: sign up first.',
    });
    const { db } = running.market;
    assert.deepEqual(await db.selectFrom('operator').selectAll().execute(), []);
  });

  for (const given of [
    [],
    ['vera'],
    ['vera@example.test', 'king'],
    ['vera@example.test', 'operator', 'now'],
  ]) {
    it(`does not understand [${given}]`, () => {
      assert.throws(() => readOperatorWish(given), {
        name: 'StartProblem',
        message: /^Usage: hazumi operator/,
      });
    });
  }
});
