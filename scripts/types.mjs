/**
 * `npm run types`: TypeScript over every tsconfig of the house. Each package has its own, because what may be used
 * differs: policy sees neither Node nor the DOM, the console is React's and the pages are Hono's.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const projects = ['tsconfig.json', ...globSync('packages/*/tsconfig{,.test}.json', { cwd: root }).sort()];

const failed = projects.filter((project) => {
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // TS18003: a package that has no tests yet.
  if (status === 0 || stdout.startsWith('error TS18003')) return false;
  process.stdout.write(stdout);
  return true;
});
console.log(
  failed.length === 0 ? `Types hold in ${projects.length} projects.` : `Types fail: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
