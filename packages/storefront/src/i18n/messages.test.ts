import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { locales } from '@hazumi/contracts';
import { messages, translator } from './translate.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Texts by their full key: `cart.title`. */
function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Names of a message's arguments, and their formats, without its plural branches: `{pieces, plural, ...}` -> `pieces`. */
function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))]
    .filter((name) => !/^\d+$/.test(name))
    .sort();
}

const english = flatten(messages.en as Tree);
const branchWords = /\b(?:one|other|zero|two|few|many|=\d+) \{([^{}]*)\}/g;

describe('texts', () => {
  for (const locale of locales) {
    const texts = flatten(messages[locale] as Tree);

    test(`${locale} has each key once, none empty`, () => {
      assert.deepEqual([...texts.keys()].sort(), [...english.keys()].sort());
      for (const [key, text] of texts) assert.notEqual(text.trim(), '', key);
    });

    test(`${locale} takes the arguments that English takes`, () => {
      for (const [key, text] of texts) {
        // Words within a plural's branch are text, not arguments.
        const plain = (from: string) => argumentsOf(from.replaceAll(branchWords, ''));
        assert.deepEqual(plain(text), plain(english.get(key) ?? ''), key);
      }
    });

    test(`${locale} can be written: every message parses and takes its arguments`, () => {
      const t = translator(locale) as unknown as (key: string, values?: Record<string, unknown>) => string;
      for (const [key, text] of texts) {
        const values = Object.fromEntries(
          argumentsOf(text.replaceAll(branchWords, '')).map((name) => [name, 2]),
        );
        const written = t(key, values);
        assert.notEqual(written, key, `${key} could not be written`);
        assert.doesNotMatch(written, /[{}]/, key);
      }
    });
  }

  test('every key is used, and every key that is used exists', () => {
    const folder = join(import.meta.dirname, '..');
    const sources = globSync('**/*.{ts,tsx}', {
      cwd: folder,
      exclude: ['i18n/**', 'testing/**', '**/*.test.*'],
    });
    const exact = new Set<string>();
    const patterns: RegExp[] = [];
    for (const file of sources) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, quoted, template] of text.matchAll(/\bt\(\s*(?:'([\w.]+)'|`([^`]+)`)/g)) {
        if (quoted !== undefined) exact.add(quoted);
        else {
          // `order.state.${state}`: any key of that form.
          const form = (template ?? '')
            .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
            .map((part) => part.replaceAll('.', '\\.'));
          patterns.push(new RegExp(`^${form.join('[\\w.-]+')}$`));
        }
      }
      // Keys that are chosen first and written later: `? 'store.closed' : 'store.paused'`.
      for (const [, key = ''] of text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g))
        if (english.has(key)) exact.add(key);
    }
    const unknown = [...exact].filter((key) => !english.has(key));
    assert.deepEqual(unknown, [], 'keys that are used and do not exist');
    const unused = [...english.keys()].filter(
      (key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    assert.deepEqual(unused, [], 'keys that are never used');
  });
});
