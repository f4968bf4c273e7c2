import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fieldId, pathOfPointer, pointerOf, valueAt, withValueAt } from './pointer.ts';

test('a path and its pointer are one and the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => assert.deepEqual(pathOfPointer(pointerOf(path)), path)),
  );
  assert.equal(pointerOf(['fees', 'a/b', 'c~d', 0]), '/fees/a~1b/c~0d/0');
});

test('what is put at a pointer is found there, and nothing else has changed', () => {
  const draft = { texts: { en: { name: 'A' } }, skus: [{ code: '1' }, { code: '2' }] };
  const after = withValueAt(draft, '/skus/1/code', '3');
  assert.deepEqual(after, { texts: { en: { name: 'A' } }, skus: [{ code: '1' }, { code: '3' }] });
  assert.equal(after.texts, draft.texts);
  assert.equal(draft.skus[1]?.code, '2');
  assert.equal(valueAt(after, '/skus/1/code'), '3');
  assert.equal(valueAt(after, '/skus/9/code'), undefined);
  assert.ok(Array.isArray(after.skus));
});

test('undefined takes a value away; missing ways are made', () => {
  assert.deepEqual(withValueAt({ a: 1, b: 2 } as object, '/a', undefined), { b: 2 });
  assert.deepEqual(withValueAt({} as object, '/texts/ja/name', '青'), { texts: { ja: { name: '青' } } });
  assert.deepEqual(withValueAt({ list: ['x'] }, '/list/1', 'y'), { list: ['x', 'y'] });
});

test('the id of a field has no character that a selector would trip over', () => {
  assert.match(fieldId('r1', '/texts/zh-CN/name'), /^[\w-]+$/);
});
