import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { locales } from '@hazumi/contracts';
import { createTranslator } from 'use-intl/core';
import { isTriple, messagesOf, type TextTree, textLocales, texts } from './texts.ts';

const all = [...flat(texts, [])];

function* flat(tree: TextTree, path: string[]): Generator<{ key: string; triple: readonly string[] }> {
  for (const [name, value] of Object.entries(tree)) {
    const key = [...path, name];
    if (isTriple(value)) yield { key: key.join('.'), triple: value };
    else yield* flat(value, key);
  }
}

/** The arguments of a text, once each. A brace after a plural's case opens a text, not an argument. */
function argumentsOf(text: string): string[] {
  const found = text.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+) )\{(\w+)(?:, \w+)?/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))].sort();
}

function keysOf(messages: object): string[] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'string' ? [name] : keysOf(value as object).map((key) => `${name}.${key}`),
  );
}

test('the languages are those of the market, and each has every text', () => {
  assert.deepEqual(textLocales, locales);
  assert.ok(all.length > 600, `only ${all.length} texts`);
  for (const locale of textLocales) {
    assert.deepEqual(
      keysOf(messagesOf(texts, locale)),
      all.map(({ key }) => key),
    );
  }
  for (const { key, triple } of all) {
    assert.equal(triple.length, 3, key);
    for (const text of triple) {
      assert.notEqual(text.trim(), '', key);
      // A space at an end is a slip, except after a colon or comma that something follows.
      assert.ok(text.trim() === text || /^[^ ].*[:,] $|^, $/.test(text), `${key}: "${text}"`);
    }
  }
});

test('a text takes the same arguments in each language', () => {
  for (const { key, triple } of all) {
    const [chinese, japanese, english] = triple.map((text) => argumentsOf(text).join(' '));
    assert.equal(japanese, chinese, key);
    assert.equal(english, chinese, key);
  }
});

test('every text is written without a fault', () => {
  for (const locale of textLocales) {
    const t = createTranslator({
      locale,
      messages: messagesOf(texts, locale),
      onError: (error) => {
        throw error;
      },
    }) as unknown as (key: string, values: Record<string, unknown>) => string;
    for (const { key, triple } of all) {
      const names = triple.flatMap(argumentsOf);
      // A number where the text counts, a word elsewhere: a plural of a word would be refused.
      const values = Object.fromEntries(
        names.map((name) => [name, triple.some((text) => new RegExp(`\\{${name}, `).test(text)) ? 2 : 'X']),
      );
      assert.notEqual(t(key, values), key);
    }
  }
});

test('Chinese and Japanese are not left in English', () => {
  const same = new Set(['Hazumi', '%', 'API キー', '、', ', ']);
  for (const { key, triple } of all) {
    const [chinese = '', japanese = ''] = triple;
    if (same.has(chinese)) continue;
    const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
    const plain = (text: string) => text.replaceAll(/\{[^{}]*\}/g, '').replaceAll(/[\s/:：()（）·→]/g, '');
    if (plain(chinese) !== '') assert.match(chinese, han, key);
    if (plain(japanese) !== '') assert.match(japanese, han, key);
  }
});

test('every text is used, and no text is asked for that is not there', () => {
  const root = join(import.meta.dirname, '..');
  const source = globSync('**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/^i18n[\\/]texts|\.test\.tsx?$|^testing[\\/]/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const literal = new Set([...source.matchAll(/'([a-zA-Z]\w*(?:\.\w+)+)'/g)].map((match) => match[1]));
  const patterns = [...source.matchAll(/`([a-zA-Z]\w*(?:\.[\w${}[\].?']+)+)`/g)].map(
    (match) => match[1] ?? '',
  );
  const made = patterns.map((pattern) => {
    // Only the place that is filled in is free: `state.order.${state}` is not `state.order.x.y`.
    const escaped = pattern
      .replaceAll(/\$\{[^}]*\}/g, '\u0000')
      .replaceAll('.', '\\.')
      .replaceAll('\u0000', '\\w+');
    return new RegExp(`^${escaped}$`);
  });
  const unused = all
    .map(({ key }) => key)
    // Events are told by the market: their words wait for whatever it sends.
    .filter((key) => !key.startsWith('event.'))
    .filter((key) => !literal.has(key) && !made.some((pattern) => pattern.test(key)));
  assert.deepEqual(unused, []);
});
