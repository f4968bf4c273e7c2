import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, describe, test } from 'node:test';
import { isInstalled } from './installed.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hazumi-run-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs `text` as a program through the bootstrap; `onLine` hears what it prints.
 * @param {string} text @param {string[]} given @param {(line: string, bootstrap: number) => void} onLine
 * @returns {Promise<{ code: number | null, said: string }>}
 */
function run(text, given, onLine = () => undefined) {
  const entry = join(folder, 'entry.ts');
  writeFileSync(entry, text);
  const bootstrap = join(import.meta.dirname, 'run.mjs');
  const child = spawn(process.execPath, [bootstrap, relative(dirname(import.meta.dirname), entry), ...given]);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
    onLine(String(chunk).trim(), child.pid ?? 0);
  });
  return new Promise((settle) => child.on('close', (code) => settle({ code, said })));
}

describe('the bootstrap', () => {
  test('runs TypeScript on the pinned Node, with its arguments, and passes its exit code on', async () => {
    const { code, said } = await run(
      'const given: string[] = process.argv.slice(2); console.log(process.version, given); process.exit(7);',
      ['--one', 'two'],
    );
    assert.equal(code, 7);
    assert.match(said, /^v24\.\d+\.\d+ \[ '--one', 'two' \]\n$/);
  });

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    test(`hands ${signal} on and waits for the end`, async () => {
      const { code, said } = await run(
        `process.on('${signal}', () => { console.log('heard'); clearInterval(wait); });
         const wait = setInterval(() => undefined, 1000); console.log('ready');`,
        [],
        (line, bootstrap) => line === 'ready' && process.kill(bootstrap, signal),
      );
      assert.deepEqual({ code, said }, { code: 0, said: 'ready\nheard\n' });
    });
  }

  test('tells a program that the bootstrap was killed', async () => {
    const { said } = await run(
      `process.on('disconnect', () => console.log('alone')); console.log('ready');`,
      [],
      (line, bootstrap) => line === 'ready' && process.kill(bootstrap, 'SIGKILL'),
    );
    assert.equal(said, 'ready\nalone\n');
  });

  test('ends as a shell would when its program is killed', async () => {
    const { code } = await run("process.kill(process.pid, 'SIGKILL');", []);
    assert.equal(code, 137);
  });
});

describe('what is installed', () => {
  const part = { 'node_modules/part': { version: '1.0.0' } };
  const other = { 'node_modules/other': { version: '1.0.0', optional: true } };
  const room = { 'packages/room': { version: '0.1.0' }, 'node_modules/room': { link: true } };
  /** @type {[name: string, wanted: object, found: object | undefined, answer: boolean][]} */
  const cases = [
    ['nothing', part, undefined, false],
    ['what the lockfile names', { ...part, ...room }, { ...part, 'node_modules/room': { link: true } }, true],
    ['another version', part, { 'node_modules/part': { version: '1.0.1' } }, false],
    ['less', { ...part, 'node_modules/part/node_modules/sub': { version: '2.0.0' } }, part, false],
    ['all but what is for other platforms', { ...part, ...other }, part, true],
    ['a workspace that is not linked yet', { ...part, ...room }, part, false],
  ];
  for (const [name, wanted, found, answer] of cases) {
    test(`${name}: ${answer ? 'enough' : 'not enough'}`, () => {
      const root = mkdtempSync(join(folder, 'house-'));
      mkdirSync(join(root, 'node_modules'));
      writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
      if (found) {
        writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: found }));
      }
      assert.equal(isInstalled(root), answer);
    });
  }
});
