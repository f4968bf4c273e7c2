import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  attribute,
  attributedClass,
  attributionRules,
  privateSessionEndsAt,
  SOURCE_CLASSES,
  sourceClass,
  type Touch,
} from './attribution.ts';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import { addDays, addMinutes } from './instants.ts';

const orderedAt = new Date(Date.UTC(2026, 5, 15));
let next = 0;
const touch = (daysBefore: number, source: string, change: Partial<Touch> = {}): Touch => {
  next += 1;
  return {
    id: `t${String(next).padStart(4, '0')}`,
    at: addDays(orderedAt, -daysBefore),
    surface: 'store',
    source,
    isPaid: false,
    ...change,
  };
};

test('the last touch that is not direct decides, within 14 days', () => {
  const touches = [touch(10, 'search'), touch(2, 'clerkLink'), touch(1, 'direct')];
  const found = attribute(touches, orderedAt, policy);
  assert.equal(found.sourceClass, 'private');
  assert.equal(found.touch, touches[1]);
  assert.equal(found.firstTouch, touches[0]);
  assert.deepEqual(found.path, touches);
  assert.deepEqual(found.fields, ['/attribution/windowDays', '/attribution/sourceClasses/clerkLink']);
  assert.equal(attribute([touch(14, 'search')], orderedAt, policy).sourceClass, 'public');
  assert.equal(attribute([touch(14.001, 'search')], orderedAt, policy).sourceClass, 'direct');
});

test('what comes after the order, or nothing at all, is direct', () => {
  const nothing = { sourceClass: 'direct', touch: null, firstTouch: null, creatorTouch: null, path: [] };
  const fields = ['/attribution/windowDays'];
  assert.deepEqual(attribute([touch(-0.001, 'search')], orderedAt, policy), { ...nothing, fields });
  assert.deepEqual(attribute([], orderedAt, policy), { ...nothing, fields });
});

test('a paid placement never counts as private, whatever the table says', () => {
  for (const [source, listed] of Object.entries(policy.attribution.sourceClasses)) {
    assert.equal(sourceClass(source, false, policy), listed);
    assert.equal(sourceClass(source, true, policy), listed === 'private' ? 'public' : listed);
  }
  assert.equal(attribute([touch(1, 'group', { isPaid: true })], orderedAt, policy).sourceClass, 'public');
});

test('a source that nobody listed is external, even one that every object inherits', () => {
  for (const source of ['somewhere', 'constructor']) {
    const found = attribute([touch(1, source)], orderedAt, policy);
    assert.equal(found.sourceClass, 'external');
    assert.deepEqual(found.fields.at(-1), '/attribution/sourceClasses');
  }
});

test('the claim of a hidden coupon is private', () => {
  assert.equal(sourceClass('hiddenCoupon', false, policy), 'private');
});

test('the commission goes to the creator of its own last touch, whatever the class', () => {
  const creator = touch(5, 'live', { creatorId: 'lin' });
  const found = attribute([creator, touch(1, 'contactMessage')], orderedAt, policy);
  assert.deepEqual([found.sourceClass, found.creatorTouch], ['private', creator]);
});

test('a long path keeps its end, and the first touch all the same', () => {
  const touches = Array.from({ length: 60 }, (_, index) => touch(12 - index / 10, 'search'));
  const found = attribute(touches, orderedAt, policy);
  assert.deepEqual(found.path, touches.slice(10));
  assert.equal(found.firstTouch, touches[0]);
});

test('of two touches at the same instant the private one does not win', () => {
  for (const other of ['search', 'web'])
    assert.notEqual(
      attribute([touch(1, 'group'), touch(1, other)], orderedAt, policy).sourceClass,
      'private',
    );
});

test('a private session lasts half an hour', () => {
  assert.deepEqual(privateSessionEndsAt(orderedAt, policy), addMinutes(orderedAt, 30));
});

const touches = fc.array(
  fc
    .record({
      daysBefore: fc.integer({ min: -3, max: 18 }),
      source: fc.constantFrom('direct', 'search', 'group', 'jd', 'unheardOf'),
      isPaid: fc.boolean(),
      creatorId: fc.option(fc.constantFrom('lin', 'mo'), { nil: undefined }),
    })
    .map(({ daysBefore, source, isPaid, creatorId }) =>
      touch(daysBefore, source, { isPaid, ...(creatorId === undefined ? {} : { creatorId }) }),
    ),
  { maxLength: 12 },
);

test('the order of the input does not matter, and what decided is on the path', () => {
  fc.assert(
    fc.property(touches, (list) => {
      const found = attribute(list, orderedAt, policy);
      assert.deepEqual(attribute([...list].reverse(), orderedAt, policy), found);
      if (found.touch !== null) {
        assert.ok(found.path.includes(found.touch));
        assert.equal(sourceClass(found.touch.source, found.touch.isPaid, policy), found.sourceClass);
      }
      if (found.sourceClass === 'private') assert.equal(found.touch?.isPaid, false);
      for (const field of found.fields) assert.notEqual(explain(field), null);
    }),
  );
});

test('the plain form finds the same class', () => {
  const rules = attributionRules(policy);
  fc.assert(
    fc.property(touches, (list) => {
      const last = (name: string) =>
        Math.min(
          ...list
            .filter(
              ({ source, isPaid, at }) => sourceClass(source, isPaid, policy) === name && at <= orderedAt,
            )
            .map(({ at }) => (orderedAt.getTime() - at.getTime()) / 86_400_000),
        );
      const code = attributedClass(last('public'), last('external'), last('private'), rules);
      assert.equal(SOURCE_CLASSES[code], attribute(list, orderedAt, policy).sourceClass);
    }),
  );
});
