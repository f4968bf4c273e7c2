import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { checkDatabase } from './database.ts';
import { StartProblem } from './start.problem.ts';
import { impersonatePostgres } from './testing/postgres.impostor.ts';

/** The one sentence that a DATABASE_URL is answered with. */
async function refusal(url: string): Promise<string> {
  const error = await checkDatabase(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StartProblem, `refused with ${error}`);
  return error.message;
}

function server(number: string, text: string) {
  return impersonatePostgres([
    { name: 'number', type: 'int4', value: number },
    { name: 'text', type: 'text', value: text },
  ]);
}

describe('a DATABASE_URL', () => {
  test('of a PostgreSQL that is new enough is taken', async () => {
    await checkDatabase(String(process.env.HAZUMI_TEST_DATABASE_URL));
  });

  test('of version 15 is just new enough, of 14 too old', async (t) => {
    const [oldest, tooOld] = [await server('150000', '15.0'), await server('140019', '14.19')];
    t.after(() => {
      oldest.close();
      tooOld.close();
    });
    await checkDatabase(oldest.url);
    assert.match(
      await refusal(tooOld.url),
      /^DATABASE_URL \(127\.0\.0\.1:\d+\/market\) is PostgreSQL 14\.19: Hazumi needs 15 or newer\.$/,
    );
  });

  test('where nobody listens', async () => {
    assert.equal(
      await refusal('postgres://somebody:secret@127.0.0.1:1/market'),
      'DATABASE_URL (127.0.0.1:1/market) does not answer: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });

  test('where somebody listens and says nothing', async (t) => {
    const silent = createServer(() => undefined);
    await new Promise<void>((settle) => silent.listen(0, '127.0.0.1', settle));
    t.after(() => silent.close());
    const address = silent.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    assert.equal(
      await refusal(`postgres://somebody:secret@127.0.0.1:${port}/market`),
      `DATABASE_URL (127.0.0.1:${port}/market) does not answer: timeout expired.`,
    );
  });

  test('with a wrong password, or a database that is not there', async () => {
    const url = new URL(String(process.env.HAZUMI_TEST_DATABASE_URL));
    const password = url.password;
    url.password = 'guessed';
    assert.match(
      await refusal(url.href),
      /does not answer: password authentication failed for user "hazumi"\.$/,
    );
    url.password = password;
    url.pathname = '/nowhere';
    assert.match(
      await refusal(url.href),
      /\/nowhere\) does not answer: database "nowhere" does not exist\.$/,
    );
  });

  test('that is none', async () => {
    for (const url of ['market', 'mysql://localhost/market']) {
      assert.match(await refusal(url), /^DATABASE_URL is not an address such as postgres:/);
    }
  });

  test('never shows its password', async () => {
    assert.doesNotMatch(await refusal('postgres://somebody:secret@127.0.0.1:1/market'), /secret|somebody/);
  });
});
