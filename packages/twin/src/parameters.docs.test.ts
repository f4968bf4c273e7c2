import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PARAMETERS, parameterNames } from './parameters.ts';

test('docs/twin.md lists every parameter with its default, unit and basis', () => {
  const page = readFileSync(new URL('../../../docs/twin.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `') && line.split('|').length === 8);
  assert.deepEqual(
    rows.map((line) =>
      line
        .split('|')
        .slice(1, 5)
        .map((cell) => cell.trim()),
    ),
    parameterNames.map((name) => {
      const { default: value, unit, basis } = PARAMETERS[name];
      return [`\`${name}\``, String(value), unit, basis];
    }),
  );
});
