import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { checkArrows } from './check-arrows.mjs';

/** @type {string[]} */
const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * The refusals in a house of five rooms that holds these files.
 * @param {Record<string, string>} files text by path
 */
function refusals(files) {
  const root = mkdtempSync(join(tmpdir(), 'hazumi-arrows-'));
  folders.push(root);
  const all = {
    'package.json': '{ "devDependencies": { "fast-check": "1.0.0" } }',
    'packages/policy/package.json': '{ "name": "@hazumi/policy", "dependencies": { "zod": "1.0.0" } }',
    'packages/market/package.json': JSON.stringify({
      name: '@hazumi/market',
      dependencies: { '@hazumi/policy': '1.0.0', '@scope/part': '1.0.0' },
    }),
    'packages/contracts/package.json': '{ "name": "@hazumi/contracts" }',
    'packages/sandbox/package.json': '{ "name": "@hazumi/sandbox" }',
    'packages/hazumi/package.json': '{ "name": "hazumi" }',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkArrows(root);
}

describe('arrows that are refused', () => {
  const back = 'imports @hazumi/market: there is no arrow from policy to market';
  /** @type {[name: string, path: string, text: string, refusal: string][]} */
  const cases = [
    ['a static import', 'policy/src/a.ts', "import { x } from '@hazumi/market';", `:1 ${back}`],
    ['a type-only import', 'policy/src/a.ts', "\nimport type { X } from '@hazumi/market';", `:2 ${back}`],
    ['a dynamic import', 'policy/src/a.ts', "const x = await import('@hazumi/market');", `:1 ${back}`],
    ['a template as target', 'policy/src/a.ts', 'await import(`@hazumi/market`);', `:1 ${back}`],
    ['a re-export', 'policy/src/a.ts', "export * from '@hazumi/market';", `:1 ${back}`],
    ['a named re-export', 'policy/src/a.ts', "export { x } from '@hazumi/market';", `:1 ${back}`],
    ['an import for its effect', 'policy/src/a.ts', "import '@hazumi/market';", `:1 ${back}`],
    ['a type by import()', 'policy/src/a.ts', "let x: import('@hazumi/market').X;", `:1 ${back}`],
    ['an old require', 'policy/src/a.ts', "require('@hazumi/market');", `:1 ${back}`],
    ['a deep import', 'policy/src/a.ts', "import '@hazumi/market/src/b.ts';", `:1 ${back}`],
    ['a page', 'policy/src/a.tsx', "import '@hazumi/market';\nexport const b = <b />;", `:1 ${back}`],
    ['a test', 'policy/src/a.test.ts', "import '@hazumi/market';", `:1 ${back}`],
    [
      'the sandbox from the program',
      'hazumi/src/a.ts',
      "import '@hazumi/sandbox';",
      ':1 imports @hazumi/sandbox: there is no arrow from hazumi to sandbox',
    ],
    [
      'a way round through the folders',
      'policy/src/a.ts',
      "import '../../market/src/b.ts';",
      ':1 leaves its package with ../../market/src/b.ts',
    ],
    [
      'an absolute path',
      'policy/src/a.ts',
      "import '/elsewhere/b.ts';",
      ':1 leaves its package with /elsewhere/b.ts',
    ],
    [
      'a file address',
      'policy/src/a.ts',
      "import 'file:///elsewhere/b.ts';",
      ':1 leaves its package with file:///elsewhere/b.ts',
    ],
    [
      'a package that another one depends on',
      'market/src/a.ts',
      "import 'zod';",
      ':1 imports zod, which is not a dependency in packages/market/package.json',
    ],
    [
      'a room along an arrow, but not among its dependencies',
      'market/src/a.ts',
      "import '@hazumi/contracts';",
      ':1 imports @hazumi/contracts, which is not a dependency in packages/market/package.json',
    ],
    [
      'a neighbour in a scope',
      'market/src/a.ts',
      "import '@scope/other';",
      ':1 imports @scope/other, which is not a dependency in packages/market/package.json',
    ],
    [
      'a development dependency outside tests',
      'policy/src/a.ts',
      "import 'fast-check';",
      ':1 imports fast-check, which is not a dependency in packages/policy/package.json',
    ],
    [
      'its own package by name',
      'market/src/a.ts',
      "import '@hazumi/market';",
      ':1 imports its own package by name (@hazumi/market)',
    ],
    [
      'a target known only at run time',
      'market/src/a.ts',
      'export const load = (name: string) => import(name);',
      ':1 imports something that is only known when it runs',
    ],
  ];
  for (const [name, path, text, refusal] of cases) {
    test(name, () => {
      assert.deepEqual(refusals({ [`packages/${path}`]: text }), [`packages/${path}${refusal}`]);
    });
  }

  test('a room that is on no list', () => {
    assert.deepEqual(refusals({ 'packages/attic/package.json': '{ "name": "@hazumi/attic" }' }), [
      'packages/attic is not in the list of arrows (scripts/check-arrows.mjs)',
    ]);
  });

  test('each of several, in order', () => {
    const text = "import '@hazumi/market';\nimport 'zod';\nimport 'nowhere';\n";
    assert.deepEqual(refusals({ 'packages/policy/src/b.ts': text, 'packages/policy/src/a.ts': text }), [
      `packages/policy/src/a.ts:1 ${back}`,
      'packages/policy/src/a.ts:3 imports nowhere, which is not a dependency in packages/policy/package.json',
      `packages/policy/src/b.ts:1 ${back}`,
      'packages/policy/src/b.ts:3 imports nowhere, which is not a dependency in packages/policy/package.json',
    ]);
  });
});

describe('arrows that are allowed', () => {
  /** @type {[name: string, path: string, text: string][]} */
  const cases = [
    ['an arrow of the list', 'market/src/a.ts', "import '@hazumi/policy';"],
    ['a neighbour in the package', 'market/src/x/a.ts', "import '../b.ts'; import './c.ts';"],
    [
      'a dependency, also below its root',
      'market/src/a.ts',
      "import '@scope/part'; import '@scope/part/deep';",
    ],
    ['what Node brings', 'market/src/a.ts', "import 'node:fs'; import 'path';"],
    ['a development dependency in a test', 'policy/src/a.test.ts', "import 'fast-check';"],
    ['a development dependency in what tests use', 'policy/src/testing/a.ts', "import 'fast-check';"],
    ['anything in a test of the whole', 'hazumi/src/a.test.ts', "import '@hazumi/sandbox';"],
    [
      'names in comments and strings',
      'policy/src/a.ts',
      "// import '@hazumi/market'\nexport const a = 'import x';",
    ],
    ['what is built or installed', 'policy/dist/a.js', "import '@hazumi/market';"],
  ];
  for (const [name, path, text] of cases) {
    test(name, () => assert.deepEqual(refusals({ [`packages/${path}`]: text }), []));
  }
});
