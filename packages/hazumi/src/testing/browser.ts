/**
 * Chromium for the tests of pages. The runner sets the environment that is read here; a test file says
 *
 *     describe('checkout', { skip: browserMissing }, () => { ... const browser = await openBrowser(); ... })
 */
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';

const missing = process.env.HAZUMI_CHROMIUM_MISSING;
const found = missing ? { missing } : findChromium(process.env);

/** false, or the sentence that says why tests of pages cannot run here: the `skip` option of a test. */
export const browserMissing: string | false = 'missing' in found ? found.missing : false;

/** A browser without a window. The caller closes it. */
export function openBrowser(): Promise<Browser> {
  if ('missing' in found) throw new Error(found.missing);
  // Chromium's own sandbox does not work for root, nor in containers without user namespaces; the pages are ours.
  return chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
