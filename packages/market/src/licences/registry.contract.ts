import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type IdentityRegistry,
  type RegistryAnswer,
  type RegistryReason,
  registryReasons,
} from './registry.ts';

/** Entities that this registry is known to judge so: a sandbox of a real one publishes such a list. */
export interface KnownEntities {
  passing: { registrationNumber: string; legalName: string; country: string };
  refused: { registrationNumber: string; legalName: string; country: string; reason: RegistryReason }[];
  /** one whose answer takes more than one asking, where the registry has such */
  slow?: { registrationNumber: string; legalName: string; country: string };
}

/** What every identity registry must do; each adapter runs it. `open` makes a registry that remembers nothing of other tests. */
export function registryContract(
  name: string,
  open: () => { registry: IdentityRegistry; unreachable?: IdentityRegistry },
  known: KnownEntities,
): void {
  const reference = (number: number): string => `019b8c1e-0000-7000-8000-${String(number).padStart(12, '0')}`;

  describe(`identity registry: ${name}`, () => {
    test('an entity in good standing passes', async () => {
      const { registry } = open();
      assert.deepEqual(await decide(registry, { reference: reference(1), ...known.passing }), {
        kind: 'passed',
      });
    });

    for (const { reason, ...entity } of known.refused) {
      test(`${entity.registrationNumber} is refused: ${reason}`, async () => {
        const { registry } = open();
        assert.ok((registryReasons as readonly string[]).includes(reason));
        const answer = await decide(registry, { reference: reference(2), ...entity });
        assert.deepEqual(answer, { kind: 'refused', reason });
      });
    }

    test('a question asked again is answered as before', async () => {
      const { registry } = open();
      for (const entity of [known.passing, ...known.refused.map(({ reason: _, ...entity }) => entity)]) {
        const question = { reference: reference(3), ...entity };
        const first = await decide(registry, question);
        assert.deepEqual(await registry.check(question), first);
        assert.deepEqual(await registry.check(question), first);
      }
    });

    test('ten who ask the same at once get the same answer', async () => {
      const { registry } = open();
      const question = { reference: reference(4), ...known.passing };
      const answers = await Promise.all(Array.from({ length: 10 }, () => registry.check(question)));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
    });

    test('a slow question comes to an answer, and does not hold up another', async () => {
      if (known.slow === undefined) return;
      const { registry } = open();
      const slow = { reference: reference(5), ...known.slow };
      assert.equal((await registry.check(slow)).kind, 'pending');
      assert.equal((await decide(registry, { reference: reference(6), ...known.passing })).kind, 'passed');
      assert.notEqual((await decide(registry, slow)).kind, 'pending');
    });

    test('a registry that cannot be reached says so and does not throw', async () => {
      const { unreachable } = open();
      if (unreachable === undefined) return;
      const answer = await unreachable.check({ reference: reference(7), ...known.passing });
      assert.equal(answer.kind, 'unavailable');
    });
  });
}

/** Asks until there is an answer, at most ten times. */
async function decide(
  registry: IdentityRegistry,
  question: Parameters<IdentityRegistry['check']>[0],
): Promise<RegistryAnswer> {
  for (let asked = 1; ; asked += 1) {
    const answer = await registry.check(question);
    if (answer.kind === 'passed' || answer.kind === 'refused' || asked === 10) return answer;
  }
}
