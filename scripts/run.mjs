/**
 * `node scripts/run.mjs <entry> [arguments]` runs one of Hazumi's programs.
 *
 * This file is what npm starts, so it must run on the machine's own Node (20 or newer) before anything is
 * installed. It installs what the lockfile names when that is not what node_modules holds, and hands over to
 * the Node that the lockfile pins, which runs TypeScript as it stands.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInstalled } from './installed.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [entry, ...given] = process.argv.slice(2);
if (!entry) fail('Usage: node scripts/run.mjs <entry> [arguments]');

if (!existsSync(node) || !isInstalled(root)) install();

const child = spawn(
  node,
  [
    '--enable-source-maps',
    '--import',
    pathToFileURL(join(root, 'scripts', 'tsx.mjs')).href,
    join(root, entry),
    ...given,
  ],
  // The channel is for its closing: a program that outlives this one, however it ended, stops by itself.
  { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
);

// The terminal sends Ctrl-C to every process of the group; `kill` reaches only this one. Programs take the second
// signal for the same wish as the first.
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
child.on('exit', (code, signal) =>
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)),
);

function install() {
  console.log(
    'Installing the exact dependencies of package-lock.json (the first time takes about a minute) ...',
  );
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0)
    fail(`npm ci did not succeed${error ? ` (${error.message})` : ''}: see its message above.`);
  if (!existsSync(node)) {
    fail(
      'npm ci left no Node in node_modules/node: install scripts seem to be switched off (ignore-scripts).',
    );
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
