import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/**
 * The browser that tests of pages run in. `npm test` looks for it (or installs it) and sets `HAZUMI_CHROMIUM`; a test file that is
 * run by itself finds Debian's.
 */
const path = process.env.HAZUMI_CHROMIUM ?? '/usr/bin/chromium';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** false, or the sentence that says why tests of pages cannot run here: the `skip` option of a test. */
export const browserMissing: string | false =
  process.env.HAZUMI_CHROMIUM_MISSING ??
  (isExecutable(path)
    ? false
    : `There is no Chromium at ${path}: install it, or set HAZUMI_CHROMIUM to its path.`);

/** A browser without a window. The caller closes it. */
export function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox does not work for root, nor in containers without user namespaces; the pages are ours.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
