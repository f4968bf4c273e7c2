/**
 * Requests made from the OpenAPI document with something wrong in them, sent by whoever may call the endpoint: never an answer that
 * owns up to a bug, always a problem with a code that the contract knows, and never a change by what was refused.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Endpoint,
  endpointList,
  type ProblemBody,
  type ProblemCode,
  problemKinds,
  problemsOf,
} from '@hazumi/contracts';
import fc from 'fast-check';
import type { Change } from './testing/changes.ts';
import { type Fault, faultOf, faultyRequest, type KnownIds } from './testing/faults.ts';
import { prepare, soundRequest, toRequest } from './testing/requests.ts';
import { type Actor, actorsOf, type Target, targetsOf, verdictOf } from './testing/rights.ts';
import { createWorld, type World } from './testing/world.ts';

/** Faulty requests an endpoint; more of them by HAZUMI_FUZZ_RUNS. */
const runs = Number(process.env.HAZUMI_FUZZ_RUNS ?? 40);

/** What a refusal may leave behind, and why it must. */
const traces: { table: string; columns?: string; why: string }[] = [
  { table: 'attempt', why: 'failed sign-ins and mails are counted' },
  { table: 'second_factor_use', why: 'a code is good for one try' },
  { table: 'api_key', columns: 'last_used_at', why: 'when a key was last used' },
];
const isTrace = (change: Change): boolean =>
  traces.some(
    ({ table, columns }) =>
      change.table === table && (columns === undefined || change.columns.join() === columns),
  );

/** What once was answered wrongly, asked again each time. */
const known: Partial<Record<string, Fault[]>> = {
  getHealth: [{ at: 'query', text: 'q=%00' }],
  setClock: [{ at: 'body', path: ['now'], json: '"9999-12-31T23:59:59.999999999-23:59"' }],
  batchSkus: [{ at: 'body', path: ['items', '0', 'freightMinor'], json: '9999999999999' }],
};

describe('bad requests', () => {
  let world: World;
  let actors: Actor[];
  before(async () => {
    world = await createWorld();
    actors = actorsOf(world);
  });
  after(() => world.close());

  /** Somebody who may call it, and what about. */
  function caller(endpoint: Endpoint): { actor: Actor; target: Target } {
    for (const target of targetsOf(world, endpoint)) {
      for (const actor of actors) {
        if (actor.person === undefined && endpoint.access !== 'provider') continue;
        if (verdictOf(endpoint, actor, target) === 'may' || endpoint.access === 'provider')
          return { actor, target };
      }
    }
    throw new Error(`nobody may call ${endpoint.id}`);
  }

  /** Everything that an area shows of the things of this world answers; the answers are checked against their schemas. */
  async function readAll(area: string): Promise<void> {
    for (const endpoint of endpointList) {
      const isNear =
        endpoint.area === area || (area === 'catalogue' && ['search', 'cart'].includes(endpoint.area));
      if (endpoint.method !== 'get' || !isNear) continue;
      const { actor, target } = caller(endpoint);
      const answer = await world.fetch(
        toRequest(endpoint, await soundRequest(world, endpoint, target.params, actor.as)),
      );
      assert.ok(answer.status < 500, `${endpoint.id} cannot show it: ${await answer.text()}`);
    }
  }

  for (const endpoint of endpointList) {
    test(endpoint.id, async () => {
      const { actor, target } = caller(endpoint);
      const begin = async (): Promise<number> => {
        await world.putBack();
        await prepare(world, endpoint);
        return (await world.changes.read()).length;
      };
      let seen = 0;
      let isTouched = true;
      const ids = idsOf(world);
      const send = async (faults: readonly Fault[]): Promise<void> => {
        if (isTouched) seen = await begin();
        isTouched = true;
        const request = faultyRequest(
          endpoint,
          await soundRequest(world, endpoint, target.params, actor.as),
          faults,
        );
        if (request === undefined) return;
        const answer = await world.fetch(request);
        const text = await answer.text();
        const all = await world.changes.read();
        const changes = all.slice(seen).filter((change) => !isTrace(change));
        // What was taken, however odd, must be possible to show.
        if (answer.ok && changes.length > 0) await readAll(endpoint.area);
        isTouched = changes.length > 0;
        seen = all.length;
        assert.ok(answer.status < 500 || answer.status === 503, text);
        if (answer.status < 400) return;
        assert.equal(answer.headers.get('content-type'), 'application/problem+json', text);
        const problem = JSON.parse(text) as ProblemBody;
        const kind = problemKinds[problem.code as ProblemCode];
        assert.ok(kind, `nobody knows the code ${problem.code}`);
        assert.equal(answer.status, kind.status);
        assert.equal(problem.status, kind.status);
        assert.ok(
          problemsOf(endpoint).includes(problem.code as ProblemCode),
          `${problem.code} is not in the contract`,
        );
        assert.deepEqual(changes, [], `it was refused with ${problem.code}, and changed something`);
      };
      await fc.assert(
        fc.asyncProperty(fc.array(faultOf(endpoint, ids), { minLength: 1, maxLength: 2 }), send),
        { numRuns: runs, examples: (known[endpoint.id] ?? []).map((fault): [Fault[]] => [[fault]]) },
      );
    });
  }
});

/** Ids of one's own things and of others', by their prefix. */
function idsOf({ a1, a2, b1, shoppers, guests, categoryId }: World): KnownIds {
  const ids: KnownIds = { cat: [categoryId] };
  const shops = [a1, a2, b1].flatMap((shop) => [shop.storeId, shop.licenceId, ...Object.values(shop.things)]);
  for (const id of [...shops, ...Object.values(shoppers), ...Object.values(guests)]) {
    const prefix = id?.slice(0, 3) ?? '';
    ids[prefix] ??= [];
    if (id !== undefined) ids[prefix].push(id);
  }
  return ids;
}
