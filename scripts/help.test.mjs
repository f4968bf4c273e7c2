import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('every script has one line of help, and every line a script', () => {
  const { scripts, scriptsHelp } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  const own = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name));
  assert.deepEqual(Object.keys(scriptsHelp).sort(), own.sort());
  for (const [name, help] of Object.entries(scriptsHelp)) {
    assert.match(help, /^[^\n]{10,110}\.$/, `help of ${name} is one sentence`);
  }
});
