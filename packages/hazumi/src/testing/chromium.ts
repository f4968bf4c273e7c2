/** Finds the browser that the tests of pages run in, or gets it where that is ours to do. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';

/** Path of the browser, or why there is none, as one sentence. */
export type Chromium = { path: string } | { missing: string };

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * HAZUMI_CHROMIUM if set, else an installed Chromium, else on Debian and as root Debian's, installed now, with a font
 * for Chinese and Japanese, without which pages would be measured with empty boxes for text.
 */
export function findChromium(environment: NodeJS.ProcessEnv): Chromium {
  const given = environment.HAZUMI_CHROMIUM;
  if (given) {
    return isExecutable(given) ? { path: given } : { missing: `HAZUMI_CHROMIUM=${given} cannot be run.` };
  }
  const found = usualPaths.find(isExecutable);
  if (found) return { path: found };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { missing: 'There is no Chromium here: install it, or set HAZUMI_CHROMIUM to its path.' };
  }
  console.log('Installing Chromium and Noto CJK for the tests of pages (once, about a minute) ...');
  const failure =
    runApt('update', '-q') ??
    runApt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  if (failure) return { missing: `Chromium could not be installed with apt-get (${failure}).` };
  return usualPaths.some(isExecutable)
    ? { path: usualPaths.find(isExecutable) as string }
    : { missing: 'apt-get installed Chromium where it is not looked for: set HAZUMI_CHROMIUM to its path.' };
}

/** Runs apt-get without questions; the last line it said if it failed. */
function runApt(...given: string[]): string | undefined {
  const { status, stderr, error } = spawnSync('apt-get', given, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 300_000,
  });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `code ${status}`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
