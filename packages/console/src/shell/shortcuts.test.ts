import assert from 'node:assert/strict';
import test from 'node:test';
import { matching } from './commands.ts';
import { readSingleKeys, shortcutOf, writeSingleKeys } from './shortcuts.ts';

const key = (name: string, more: object = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});
const idle = { isTyping: false, singleKeys: true };

test('keys do what the list of shortcuts says', () => {
  assert.equal(shortcutOf(key('k', { ctrlKey: true }), idle), 'palette');
  assert.equal(shortcutOf(key('K', { metaKey: true }), { isTyping: true, singleKeys: false }), 'palette');
  assert.equal(shortcutOf(key('/'), idle), 'search');
  assert.equal(shortcutOf(key('?'), idle), 'help');
});

test('single keys keep still while somebody types, composes, or has turned them off', () => {
  assert.equal(shortcutOf(key('/'), { ...idle, isTyping: true }), undefined);
  assert.equal(shortcutOf(key('?'), { ...idle, singleKeys: false }), undefined);
  assert.equal(shortcutOf(key('/', { isComposing: true }), idle), undefined);
  assert.equal(shortcutOf(key('/', { ctrlKey: true }), idle), undefined);
  assert.equal(shortcutOf(key('k', { altKey: true, ctrlKey: true }), idle), undefined);
});

test('turning single keys off is remembered', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  assert.equal(readSingleKeys(storage), true);
  writeSingleKeys(storage, false);
  assert.equal(readSingleKeys(storage), false);
});

test('commands are found by any of their words, in any width of letters', () => {
  const command = (id: string, label: string, keywords: string[] = []) => ({
    id,
    group: '',
    label,
    keywords,
    run: () => undefined,
  });
  const all = [command('1', 'All orders'), command('2', '青葉茶舗', ['aoba-tea']), command('3', 'Orders')];
  assert.deepEqual(
    matching(all, '').map(({ id }) => id),
    ['1', '2', '3'],
  );
  assert.deepEqual(
    matching(all, 'ＯＲＤＥＲ').map(({ id }) => id),
    ['3', '1'],
    'those that begin with it first',
  );
  assert.deepEqual(
    matching(all, 'tea aoba').map(({ id }) => id),
    ['2'],
  );
  assert.deepEqual(
    matching(all, '茶').map(({ id }) => id),
    ['2'],
  );
  assert.deepEqual(matching(all, 'xyz'), []);
});
