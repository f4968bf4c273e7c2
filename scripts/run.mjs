/**
 * `node scripts/run.mjs <entry> [arguments]` runs one of Hazumi's programs.
 *
 * This file is what npm starts, so it must run on the machine's own Node (20 or newer) before anything is
 * installed. It installs what the lockfile names when that is not what node_modules holds, and hands over to
 * the Node that the lockfile pins, which runs TypeScript as it stands.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInstalled } from './installed.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [entry, ...given] = process.argv.slice(2);
if (!entry) fail('Usage: node scripts/run.mjs <entry> [arguments]');

if (!isReady()) await alone(() => isReady() || install());

const child = spawn(
  node,
  [
    '--enable-source-maps',
    '--import',
    pathToFileURL(join(root, 'scripts', 'tsx.mjs')).href,
    join(root, entry),
    ...given,
  ],
  {
    cwd: root,
    // The channel is for its closing: a program that outlives this one, however it ended, stops by itself.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Pictures are worked on in threads, and glibc gives each an arena that it hardly ever gives back: a server that had made 2,000 pictures
    // held 1.3 GB for a heap of 120 MB.
    env: { MALLOC_ARENA_MAX: '2', ...process.env },
  },
);

// The terminal sends Ctrl-C to every process of the group; `kill` reaches only this one. Programs take the second
// signal for the same wish as the first.
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => child.kill(signal));
process.on('disconnect', () => child.kill('SIGTERM')); // where this process was started with a channel itself
child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
child.on('exit', (code, signal) =>
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)),
);

function isReady() {
  return existsSync(node) && isInstalled(root);
}

/**
 * Does the work when no other process does it in this checkout: `npm start` and `npm test` in two terminals of a
 * fresh clone would otherwise install into each other. The lock of a process that is gone does not count.
 * @param {() => unknown} work
 */
async function alone(work) {
  const lock = join(root, '.installing');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (isGone(lock)) rmSync(lock, { force: true });
      await delay(200);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function isGone(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    // EPERM: it runs as somebody else. ENOENT: the lock itself is gone.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

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
