/** `npm run check`: runs every check, also after one has failed, so that one run shows all there is to repair. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
/** @type {[name: string, ...command: string[]][]} */
const checks = [
  ['types', 'scripts/types.mjs'],
  ['lint and format', biome, 'ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  ['arrows', 'scripts/check-arrows.mjs'],
];

const failed = checks.filter(([, ...command]) => {
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? 'All checks hold.' : `Failed: ${failed.map(([name]) => name).join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
