import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalogueEndpoints, mediaEndpoints, searchEndpoints } from '@hazumi/contracts';
import { type CatalogueTest, catalogueTest } from './testing.ts';

let t: CatalogueTest;
before(async () => {
  t = await catalogueTest();
});
after(() => t.close());

test('every endpoint of goods, pictures, imports and search is mounted', () => {
  const declared = [catalogueEndpoints, mediaEndpoints, searchEndpoints].flatMap((group) =>
    Object.values(group),
  );
  assert.deepEqual(
    declared.map(({ id }) => id).filter((id) => !t.market.mounted.has(id)),
    [],
  );
});
