import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// `npm test` names the browser that it found, or says why there is none; a single file run by hand looks where Debian puts it.
const path = process.env.HAZUMI_CHROMIUM ?? '/usr/bin/chromium';

/** False, or the sentence that says why there is no browser to run in: the `skip` option of a test. */
export const browserMissing: string | false =
  process.env.HAZUMI_CHROMIUM_MISSING ??
  (existsSync(path) ? false : `There is no Chromium at ${path}: set HAZUMI_CHROMIUM to its path.`);

/** A browser without a window. The caller closes it. */
export function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox does not work for root, nor in containers without user namespaces; the script is ours.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
