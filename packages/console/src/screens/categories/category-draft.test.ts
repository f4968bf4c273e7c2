import assert from 'node:assert/strict';
import test from 'node:test';
import { issuesOf } from '../../api/schemas.ts';
import { withValueAt } from '../../forms/pointer.ts';
import { categories } from '../../testing/facts.stores.ts';
import type { Category } from '../../ui/categories.ts';
import { categoryPath } from '../../ui/categories.ts';
import {
  categoryDraft,
  createCategoryBody,
  editCategoryBody,
  newCategory,
  placeOf,
  possibleParents,
} from './category-draft.ts';

const all = categories as Category[];
const [home, kitchen, tableware] = all as [Category, Category, Category];

test('a category knows its place among its siblings, and where it may go', () => {
  assert.equal(placeOf(tableware, all), 1);
  assert.equal(placeOf(home, all), 0);
  assert.deepEqual(
    possibleParents(home, all).map(({ slug }) => slug),
    ['food', 'tea'],
    'nothing goes below itself or what lies below it',
  );
  assert.equal(possibleParents(undefined, all).length, all.length);
  assert.equal(
    categoryPath(all, kitchen.id, (names) => names.ja ?? ''),
    'ホーム › キッチン',
  );
  assert.equal(
    categoryPath(all, null, () => 'x'),
    '',
  );
});

test('an edit sends what differs', () => {
  const draft = categoryDraft(tableware, all);
  assert.equal(editCategoryBody(draft, tableware, all).ok, false);
  const renamed = editCategoryBody(withValueAt(draft, '/names/en', 'Pots'), tableware, all);
  assert.deepEqual(renamed.ok && renamed.body, { names: { ...tableware.names, en: 'Pots' } });
  const moved = editCategoryBody({ ...draft, parentId: '' }, tableware, all);
  assert.deepEqual(moved.ok && moved.body, { parentId: null });
  const up = editCategoryBody({ ...draft, position: '0' }, tableware, all);
  assert.deepEqual(up.ok && up.body, { position: 0 });
});

test('a new one has a name in each language', () => {
  const draft = { ...newCategory(home.id), slug: 'lamps', names: { 'zh-CN': '灯', ja: '灯り', en: '' } };
  const converted = createCategoryBody(draft);
  assert.ok(converted.ok);
  assert.equal(converted.body.parentId, home.id);
  assert.deepEqual(
    issuesOf('createCategory', converted.body).map(({ path }) => path.join('/')),
    ['names/en'],
  );
});
