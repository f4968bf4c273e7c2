import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { type LinkedParty, type LinkKind, principals } from './principals.ts';

const party = (id: string, ...links: [LinkKind, string][]): LinkedParty => ({
  id,
  links: links.map(([kind, value]) => ({ kind, value })),
});

test('a chain of strong links makes one principal, named after its smallest id', () => {
  const found = principals(
    [
      party('d', ['licence', 'L1']),
      party('c', ['licence', 'L1'], ['payoutAccount', 'P1']),
      party('b', ['payoutAccount', 'P1'], ['paymentInstrument', 'C1']),
      party('a', ['paymentInstrument', 'C2']),
    ],
    policy,
  );
  assert.deepEqual(
    [...found.principalOf],
    [
      ['d', 'b'],
      ['c', 'b'],
      ['b', 'b'],
      ['a', 'a'],
    ],
  );
  assert.deepEqual(found.merges, [
    { kind: 'licence', value: 'L1', parties: ['c', 'd'] },
    { kind: 'payoutAccount', value: 'P1', parties: ['b', 'c'] },
  ]);
});

test('a weak link merges nobody, and is told only between different principals', () => {
  const found = principals(
    [
      party('a', ['device', 'D1'], ['licence', 'L1'], ['returnAddress', 'R1']),
      party('b', ['device', 'D1'], ['licence', 'L1']),
      party('c', ['returnAddress', 'R1']),
    ],
    policy,
  );
  assert.deepEqual(found.principalOf.get('c'), 'c');
  assert.deepEqual(found.weakLinks, [{ kind: 'returnAddress', value: 'R1', parties: ['a', 'c'] }]);
});

test('the same value of another kind links nothing, and the policy says what is strong', () => {
  const parties = [
    party('a', ['licence', 'X']),
    party('b', ['payoutAccount', 'X']),
    party('c', ['licence', 'X']),
  ];
  assert.deepEqual(principals(parties, policy).principalOf.get('b'), 'b');
  const weakLicence = {
    fraud: { ...policy.fraud, strongLinks: ['payoutAccount'] as const, weakLinks: ['licence'] as const },
  };
  const found = principals(parties, weakLicence);
  assert.equal(found.principalOf.get('c'), 'c');
  assert.deepEqual(found.weakLinks, [{ kind: 'licence', value: 'X', parties: ['a', 'c'] }]);
});

test('a party twice is refused', () => {
  assert.throws(() => principals([party('a'), party('a')], policy), RangeError);
});

const kinds = fc.constantFrom<LinkKind>(
  'licence',
  'payoutAccount',
  'paymentInstrument',
  'device',
  'returnAddress',
);
const parties = fc
  .array(fc.array(fc.tuple(kinds, fc.constantFrom('1', '2', '3', '4', '5', '6')), { maxLength: 3 }), {
    maxLength: 14,
  })
  .map((rows) => rows.map((links, index) => party(String.fromCharCode(97 + index), ...links)));

/** The same answer by looking again and again until nothing changes. */
function slowly(list: readonly LinkedParty[]): Map<string, string> {
  const of = new Map(list.map(({ id }) => [id, id]));
  const strong = (a: LinkedParty, b: LinkedParty) =>
    a.links.some(
      (x) =>
        policy.fraud.strongLinks.includes(x.kind) &&
        b.links.some((y) => x.kind === y.kind && x.value === y.value),
    );
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of list)
      for (const b of list) {
        const mine = of.get(a.id) ?? a.id;
        const theirs = of.get(b.id) ?? b.id;
        if (strong(a, b) && theirs < mine) {
          of.set(a.id, theirs);
          changed = true;
        }
      }
  }
  return of;
}

test('it finds what a slow search finds, whatever the order of the input', () => {
  fc.assert(
    fc.property(parties, (list) => {
      const found = principals(list, policy);
      const sorted = (map: ReadonlyMap<string, string>) => [...map].sort();
      assert.deepEqual(sorted(found.principalOf), sorted(slowly(list)));
      const reversed = principals([...list].reverse(), policy);
      assert.deepEqual(sorted(reversed.principalOf), sorted(found.principalOf));
      assert.deepEqual([reversed.merges, reversed.weakLinks], [found.merges, found.weakLinks]);
    }),
    { numRuns: 300 },
  );
});

test('a long chain is one principal, without a deep stack', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) =>
    party(
      String(index).padStart(5, '0'),
      ['licence', `${index}`],
      ['payoutAccount', `${(index + 1) >> 1}`],
      ['paymentInstrument', `${index >> 1}`],
    ),
  );
  assert.deepEqual(new Set(principals(chain, policy).principalOf.values()), new Set(['00000']));
});
