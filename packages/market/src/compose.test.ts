import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpointList } from '@hazumi/contracts';
import { type Composition, composeMarket } from './compose.ts';
import { testDatabase } from './testing/database.ts';
import { memoryStorage } from './testing/doubles.ts';

let composition: Composition;
let drop: () => Promise<void>;

before(async () => {
  const database = await testDatabase();
  drop = database.drop;
  composition = await composeMarket({
    databaseUrl: database.url,
    storage: memoryStorage(),
    providers: [],
    settings: {
      publicUrl: 'http://market.test',
      origins: ['http://market.test'],
      isRateLimited: true,
      checkAnswers: true,
      development: true,
      secret: 'a secret of a test, 32 characters long',
      currency: 'CNY',
    },
  });
});
after(async () => {
  await composition.close();
  await drop();
});

test('every endpoint of the contract is mounted, and nothing is mounted twice', () => {
  const declared = endpointList.map((endpoint) => endpoint.id).sort();
  assert.deepEqual([...composition.market.mounted].sort(), declared);
  assert.equal(new Set(declared).size, declared.length);
});

test('the whole market answers', async () => {
  const health = await composition.market.app.request('/v1/health');
  assert.equal(health.status, 200);
  const document = (await (await composition.market.app.request('/v1/openapi.json')).json()) as {
    paths: object;
  };
  assert.deepEqual(
    Object.keys(document.paths).sort(),
    [...new Set(endpointList.map((endpoint) => endpoint.path))].sort(),
  );
});

test('all sweeps find nothing to do in an empty market', async () => {
  assert.equal(await composition.sweepUntilIdle(), 0);
});
