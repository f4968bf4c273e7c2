import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { digest } from './canonical-json.ts';
import { defaultDocument, type PolicyDocument } from './document.ts';
import {
  type Change,
  currentAt,
  firstVersion,
  loadVersion,
  nextVersion,
  type PolicyVersion,
  rollback,
  type StoredVersion,
  scheduledAfter,
  type VersionResult,
} from './versions.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const change = (day: number, startsOn = day): Change => ({
  author: 'person:mei',
  reason: 'Shorter wait for payment',
  createdAt: at(day),
  startsAt: at(startsOn),
});
const withExpiry = (unpaidExpiryMinutes: number): PolicyDocument => ({
  ...defaultDocument,
  orders: { ...defaultDocument.orders, unpaidExpiryMinutes },
});
function made(result: VersionResult): PolicyVersion {
  assert.ok(result.ok, JSON.stringify(result));
  return result.version;
}
const faultPaths = (result: VersionResult) => (result.ok ? [] : result.faults.map(({ path }) => path));

test('a market starts with version 1, the defaults', () => {
  assert.deepEqual(made(firstVersion(change(1))), {
    number: 1,
    document: defaultDocument,
    digest: digest(defaultDocument),
    author: 'person:mei',
    reason: 'Shorter wait for payment',
    createdAt: at(1),
    startsAt: at(1),
  });
});

test('a scheduled version is in force from its start on, and until then the one before it', () => {
  const first = made(firstVersion(change(1)));
  const second = made(nextVersion([first], withExpiry(30), change(2, 10)));
  const versions = [second, first];
  assert.equal(currentAt(versions, new Date(at(1).getTime() - 1)), null);
  assert.equal(currentAt(versions, at(1)), first);
  assert.equal(currentAt(versions, new Date(at(10).getTime() - 1)), first);
  assert.equal(currentAt(versions, at(10)), second);
  assert.deepEqual(scheduledAfter(versions, at(5)), [second]);
  assert.deepEqual(scheduledAfter(versions, at(10)), []);
});

test('a scheduled change is withdrawn by a newer version with the same start', () => {
  const first = made(firstVersion(change(1)));
  const second = made(nextVersion([first], withExpiry(30), change(2, 10)));
  const third = made(rollback([first, second], 1, change(3, 10)));
  assert.equal(currentAt([first, second, third], at(10))?.number, 3);
  assert.deepEqual(
    scheduledAfter([first, second, third], at(5)).map(({ number }) => number),
    [3],
  );
});

test('the version in force is the last to start, by number where starts are equal, in whatever order they come', () => {
  const history = fc
    .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
    .map((starts) =>
      starts.map(
        (day, index): PolicyVersion => ({ ...made(firstVersion(change(1, day))), number: index + 1 }),
      ),
    );
  fc.assert(
    fc.property(
      history,
      fc.integer({ min: 0, max: 13 }),
      fc.infiniteStream(fc.nat()),
      (versions, day, order) => {
        const shuffled = versions
          .map((version) => ({ version, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ version }) => version);
        const started = versions.filter(({ startsAt }) => startsAt <= at(day));
        const expected =
          started.toSorted((a, b) => +a.startsAt - +b.startsAt || a.number - b.number).at(-1) ?? null;
        assert.equal(currentAt(shuffled, at(day)), expected);
        const later = [...new Set(versions.map(({ startsAt }) => +startsAt))].filter(
          (start) => start > +at(day),
        );
        assert.deepEqual(
          scheduledAfter(shuffled, at(day)),
          later.toSorted((a, b) => a - b).map((start) => currentAt(versions, new Date(start))),
        );
      },
    ),
  );
});

test('a rollback is a new version with the old document, and leaves every version as it was', () => {
  const first = made(firstVersion(change(1)));
  const second = made(nextVersion([first], withExpiry(30), change(2)));
  const before = structuredClone([first, second]);
  const third = made(rollback([first, second], 1, change(3)));
  assert.equal(third.number, 3);
  assert.equal(third.rollbackOf, 1);
  assert.equal(third.digest, first.digest);
  assert.deepEqual(third.document, first.document);
  assert.deepEqual([first, second], before);
  assert.equal(currentAt([first, second, third], at(3))?.document.orders.unpaidExpiryMinutes, 15);
});

test('a rollback to a version that never was is refused', () => {
  assert.deepEqual(faultPaths(rollback([made(firstVersion(change(1)))], 7, change(3))), ['/rollbackOf']);
});

test('a change needs author, reason and a start that is not before its creation; a bad document comes with all faults', () => {
  const wrong = { ...change(5, 4), author: ' ', reason: '' };
  const bad = {
    ...defaultDocument,
    orders: { ...defaultDocument.orders, unpaidExpiryMinutes: 0, linesPerOrder: 'x' },
  };
  assert.deepEqual(faultPaths(nextVersion([], bad, wrong)), [
    '/author',
    '/reason',
    '/startsAt',
    '/orders/unpaidExpiryMinutes',
    '/orders/linesPerOrder',
  ]);
  assert.deepEqual(faultPaths(nextVersion([], {}, { ...change(1), startsAt: new Date(Number.NaN) })), [
    '/startsAt',
  ]);
});

test('a version made from a partial document holds the whole one, and tells what was filled in', () => {
  const result = nextVersion([], { ...defaultDocument, dither: { enabled: false } }, change(1));
  assert.ok(result.ok);
  assert.deepEqual(result.filled, ['/dither/amplitudePpm', '/dither/periodDays']);
  assert.equal(result.version.digest, digest(result.version.document));
});

test('a stored version reads back from JSON, with its digest', () => {
  const version = made(nextVersion([], withExpiry(30), change(1)));
  const stored: StoredVersion = { ...version, document: JSON.parse(JSON.stringify(version.document)) };
  assert.deepEqual(made(loadVersion(stored)), version);
});

test('an older document is completed and keeps the digest under which it was stored', () => {
  const { dither: _, ...old } = withExpiry(30);
  const stored: StoredVersion = { ...made(firstVersion(change(1))), document: old, digest: digest(old) };
  const result = loadVersion(stored);
  assert.ok(result.ok);
  assert.equal(result.version.digest, digest(old));
  assert.deepEqual(result.version.document, withExpiry(30));
  assert.deepEqual(result.filled, ['/dither/enabled', '/dither/amplitudePpm', '/dither/periodDays']);
});

test('a stored document with a field that was retired since is read without it, and keeps its digest', () => {
  const old = { ...defaultDocument, signIn: { ...defaultDocument.signIn, operatorSecondFactor: true } };
  const version = made(firstVersion(change(1)));
  const read = made(loadVersion({ ...version, document: old, digest: digest(old) }));
  assert.deepEqual(read.document, defaultDocument);
  assert.equal(read.digest, digest(old));
  assert.equal(old.signIn.operatorSecondFactor, true);
  assert.deepEqual(faultPaths(nextVersion([], old, change(1))), ['/signIn/operatorSecondFactor']);
});

test('a stored document that was altered, or that a newer program wrote, is refused', () => {
  const version = made(firstVersion(change(1)));
  const altered = loadVersion({ ...version, document: withExpiry(16) });
  assert.deepEqual(altered.ok || altered.faults.map(({ reason }) => reason.en), [
    'The document does not match its digest; it may have been altered.',
  ]);
  const newer = { ...defaultDocument, orders: { ...defaultDocument.orders, giftWrap: true } };
  assert.deepEqual(faultPaths(loadVersion({ ...version, document: newer, digest: digest(newer) })), [
    '/orders/giftWrap',
  ]);
});
