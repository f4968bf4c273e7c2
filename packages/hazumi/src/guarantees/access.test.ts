/**
 * Every endpoint of the contract, asked by everybody, about their own things, other people's, and things that nobody has: only what
 * may, does; all else answers as for a thing that isn't there, and changes nothing. What is changed of goods is told by an event, so that cards
 * in memory are right.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, endpointList, endpoints, type ProblemCode } from '@hazumi/contracts';
import { watchCards } from '@hazumi/market/testing';
import type { Change } from './testing/changes.ts';
import { missing, prepare, soundRequest, toRequest } from './testing/requests.ts';
import { type Actor, actorsOf, type Target, targetsOf, verdictOf } from './testing/rights.ts';
import { createWorld, type World } from './testing/world.ts';

/** What a sound request cannot bring here, because it takes a secret out of a mail, a device or an app, or somebody else's word; with the answer without it. */
const needSecrets: Partial<Record<string, ProblemCode>> = {
  signIn: 'invalid_credentials',
  signInSecondFactor: 'challenge_expired',
  signInPasskey: 'passkey_refused',
  verifyEmail: 'link_expired',
  resetPassword: 'link_expired',
  confirmEmailChange: 'link_expired',
  confirmSecondFactor: 'state_conflict',
  removeSecondFactor: 'state_conflict',
  renewBackupCodes: 'state_conflict',
  addPasskey: 'passkey_refused',
  createPolicyVersion: 'approval_required',
  approvePolicyDraft: 'another_approver_needed',
};

/** Traces of having been asked, which are no change of anything that anybody owns. */
const isTrace = ({ table, columns }: Change): boolean =>
  table === 'attempt' || (table === 'api_key' && columns.join() === 'last_used_at');

const refusals = new Set(['unauthenticated', 'forbidden', 'not_found']);

interface Answer {
  status: number;
  /** everything that the caller gets but the number of its request */
  text: string;
  code: string | undefined;
}

describe('who may do what', () => {
  let world: World;
  let actors: Actor[];
  let cards: Awaited<ReturnType<typeof watchCards>>;
  before(async () => {
    world = await createWorld();
    actors = actorsOf(world);
  });
  after(() => world.close());

  async function ask(endpoint: Endpoint, actor: Actor, target: Target): Promise<Answer> {
    const answer = await world.fetch(
      toRequest(endpoint, await soundRequest(world, endpoint, target.params, actor.as)),
    );
    const body = await answer.text();
    const isProblem = answer.headers.get('content-type') === 'application/problem+json';
    const { requestId: _, ...problem } = isProblem ? JSON.parse(body) : {};
    const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
    return {
      status: answer.status,
      text: JSON.stringify([answer.status, headers, isProblem ? problem : body]),
      code: isProblem ? problem.code : undefined,
    };
  }

  /** The changes since `seen` of them were there, without traces; and how many there are now. */
  async function changesSince(seen: number): Promise<{ changes: Change[]; seen: number }> {
    const all = await world.changes.read();
    return { changes: all.slice(seen).filter((change) => !isTrace(change)), seen: all.length };
  }

  for (const endpoint of endpointList) {
    test(`${endpoint.id} (${endpoint.access})`, async () => {
      const targets = targetsOf(world, endpoint);
      /** how those fared who may: the names of the successful, the codes of the others */
      const done: string[] = [];
      const begin = async (): Promise<number> => {
        await world.putBack();
        await prepare(world, endpoint);
        cards = await watchCards(world.composition.handle.pool);
        return (await changesSince(0)).seen;
      };
      let seen = await begin();
      for (const actor of actors) {
        const refused = new Map<string, { target: string; text: string }>();
        for (const target of targets) {
          const cell = `${endpoint.id}: ${actor.name}, ${target.name}`;
          const verdict = verdictOf(endpoint, actor, target);
          const { code, status, text } = await ask(endpoint, actor, target);
          const after = await changesSince(seen);
          seen = after.seen;
          assert.ok(status < 500, `${cell}: ${text}`);
          if (verdict === 'may') {
            assert.ok(!refusals.has(code ?? ''), `${cell} must be allowed: ${text}`);
            done.push(status < 300 ? actor.name : (code ?? ''));
            if (after.changes.length > 0) {
              await cards.assertRight(cell);
              seen = await begin();
            }
            continue;
          }
          assert.equal(code, verdict, `${cell}: ${text}`);
          assert.deepEqual(after.changes, [], `${cell} was refused, and changed something`);
          // Two refusals of one kind may tell nothing that tells the two things apart.
          const before = refused.get(verdict);
          if (before === undefined) refused.set(verdict, { target: target.name, text });
          else assert.equal(text, before.text, `${cell} is answered otherwise than ${before.target}`);
        }
      }
      const expected = needSecrets[endpoint.id];
      if (endpoint.access === 'provider') assert.deepEqual(done, []);
      else if (expected !== undefined) assert.ok(done.includes(expected), `${endpoint.id}: ${done}`);
      else
        assert.ok(
          done.some((name) => actors.some((actor) => actor.name === name)),
          `nobody could do it: ${done}`,
        );
    });
  }

  /** Ids of others' things inside a body that is sent about one's own: the endpoint, who sends it, what it says of the id. */
  const named: [keyof typeof endpoints, keyof World['people'], string, (id: string) => unknown][] = [
    ['inviteStaff', 'owner', 'storeId', (storeId) => ({ email: 'x@example.test', role: 'clerk', storeId })],
    ['createApiKey', 'owner', 'licenceId', (licenceId) => ({ name: 'x', scopes: ['orders'], licenceId })],
    ['editProduct', 'owner', 'skuId', (id) => ({ changeSkus: [{ id, priceMinor: 1 }] })],
    ['editProduct', 'owner', 'skuId', (id) => ({ removeSkuIds: [id] })],
    ['batchSkus', 'owner', 'skuId', (skuId) => ({ items: [{ skuId, priceMinor: 1, stock: { set: 1 } }] })],
    [
      'batchProducts',
      'owner',
      'productId',
      (productId) => ({ operations: [{ op: 'change', productId, ifVersion: 1, change: { code: 'TAKEN' } }] }),
    ],
    ['orderPictures', 'owner', 'pictureId', (id) => ({ pictureIds: [id] })],
  ];
  for (const [id, name, kind, bodyWith] of named) {
    test(`${id}: another's ${kind} in the body is as one that nobody has`, async () => {
      const endpoint: Endpoint = endpoints[id];
      const person = world.people[name];
      await world.putBack();
      const own = targetsOf(world, endpoint)[0] as Target;
      const theirs = kind === 'licenceId' ? world.b1.licenceId : (world.b1.things[kind] as string);
      const answers: string[] = [];
      for (const value of [theirs, missing(kind, theirs)]) {
        const sound = await soundRequest(world, endpoint, own.params, person.as);
        const answer = await world.fetch(toRequest(endpoint, { ...sound, body: bodyWith(value) }));
        const text = (await answer.text()).replaceAll(value, 'ID').replaceAll(/"requestId":"[^"]*"/g, '');
        answers.push(`${answer.status} ${text}`);
        assert.match(text, /not_found|invalid_request|state_conflict/, `it was not refused: ${text}`);
      }
      assert.equal(answers[0], answers[1]);
      // A batch keeps its answer under its key, whatever is in it.
      const { changes } = await changesSince(0);
      assert.deepEqual(
        changes.filter(({ table }) => table !== 'idempotency_key'),
        [],
      );
    });
  }

  test('an order empties no lines of another cart than its own', async () => {
    await world.putBack();
    const { otherShopper } = world.people;
    const sound = await soundRequest(world, endpoints.placeCheckout, {}, otherShopper.as);
    const body = { ...(sound.body as object), cartLineIds: [world.shoppers.lineId, world.guests.lineId] };
    const answer = await world.fetch(toRequest(endpoints.placeCheckout, { ...sound, body }));
    assert.equal(answer.status, 201, await answer.text());
    const { changes } = await changesSince(0);
    assert.deepEqual(
      changes.filter(({ table }) => table.startsWith('cart')),
      [],
    );
  });
});
