import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locale } from '@hazumi/contracts';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { licenceId, type people } from './facts.people.ts';
import { testId } from './ids.ts';

export type Who = keyof typeof people;
export interface Look {
  locale: Locale;
  theme: 'light' | 'dark';
  size: 'phone' | 'desktop';
}

const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** A page for somebody who is signed in (or not), with the tastes of a look. Faults of the page itself are thrown at its end. */
export async function openPage(
  browser: Browser,
  url: string,
  options: { who?: Who; look?: Look },
): Promise<Page> {
  const look = options.look ?? { locale: 'en', theme: 'light', size: 'desktop' };
  const context = await browser.newContext({
    viewport: viewports[look.size],
    locale: look.locale,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    isMobile: look.size === 'phone',
    hasTouch: look.size === 'phone',
  });
  await context.addCookies([
    { name: 'locale', value: look.locale, url },
    { name: 'theme', value: look.theme, url },
    ...(options.who === undefined ? [] : [{ name: 'session', value: options.who, url }]),
  ]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** Whatever the page complained of: errors, refused scripts and styles, warnings of React. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser notes every answer that is a refusal; those are the market's to give.
    if (
      ['error', 'warning'].includes(message.type()) &&
      !message.text().includes('Failed to load resource')
    ) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

/** Waits until the screen has its title and nothing is being loaded any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.querySelector('[data-loading]') === null,
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page, a line each: the rule, and the first elements that break it. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.html} (${node.failureSummary})`)
        .join(' | ')}`,
  );
}

const licence = `/licences/${licenceId}`;
const store = `${licence}/stores/${testId('store', 1)}`;
const operator = '/operator';

export interface Screen {
  name: string;
  who?: Who;
  path: string;
}

/** The screens that are worked on every day. */
export const mainScreens: Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'matrix', who: 'owner', path: `${licence}/stores` },
  { name: 'goods', who: 'owner', path: `${store}/goods` },
  { name: 'product', who: 'owner', path: `${store}/goods/${testId('product', 1)}` },
  { name: 'orders', who: 'owner', path: `${licence}/orders` },
  { name: 'order', who: 'owner', path: `${store}/orders/${testId('order', 1)}` },
  { name: 'market licence', who: 'operator', path: `${operator}/licences/${testId('licence', 2)}` },
  { name: 'policy', who: 'operator', path: `${operator}/policy` },
];
export const otherScreens: Screen[] = [
  { name: 'sign-up', path: '/sign-up' },
  { name: 'forgot password', path: '/forgot-password' },
  { name: 'register', who: 'newcomer', path: '/licences/new' },
  { name: 'licence', who: 'owner', path: `${licence}/papers` },
  { name: 'open a store', who: 'owner', path: `${licence}/stores/new` },
  { name: 'staff', who: 'owner', path: `${licence}/staff` },
  { name: 'new product', who: 'owner', path: `${store}/goods/new` },
  { name: 'imports', who: 'owner', path: `${store}/imports` },
  { name: 'import', who: 'owner', path: `${store}/imports/${testId('import', 1)}` },
  { name: 'traffic', who: 'owner', path: `${store}/traffic` },
  { name: 'links', who: 'owner', path: `${store}/links` },
  { name: 'coupons', who: 'owner', path: `${store}/coupons` },
  { name: 'incentive', who: 'owner', path: `${store}/incentive` },
  { name: 'experiments', who: 'owner', path: `${store}/experiments` },
  { name: 'store orders', who: 'clerk', path: `${store}/orders` },
  { name: 'money', who: 'owner', path: `${store}/money` },
  { name: 'settings', who: 'owner', path: `${store}/settings` },
  { name: 'account', who: 'owner', path: '/account' },
  { name: 'security', who: 'operator', path: '/account/security' },
  { name: 'API keys', who: 'owner', path: '/account/api-keys' },
  { name: 'nowhere', who: 'owner', path: '/nowhere' },
  { name: 'door', who: 'newOperator', path: `${operator}/stores` },
  { name: 'licences', who: 'operator', path: `${operator}/licences` },
  { name: 'stores', who: 'operator', path: `${operator}/stores` },
  { name: 'store', who: 'operator', path: `${operator}/stores/${testId('store', 4)}` },
  { name: 'market orders', who: 'operator', path: `${operator}/orders` },
  { name: 'market order', who: 'operator', path: `${operator}/orders/${testId('order', 1)}` },
  { name: 'exclusions', who: 'operator', path: `${operator}/exclusions` },
  { name: 'principals', who: 'operator', path: `${operator}/principals` },
  { name: 'north star', who: 'operator', path: `${operator}/north-star` },
  { name: 'flywheel', who: 'operator', path: `${operator}/flywheel` },
  { name: 'trial balance', who: 'operator', path: `${operator}/ledger` },
  { name: 'lab', who: 'operator', path: `${operator}/lab` },
  { name: 'new draft', who: 'operator', path: `${operator}/lab/new` },
  { name: 'draft', who: 'operator', path: `${operator}/lab/${testId('policyDraft', 1)}` },
  { name: 'edit draft', who: 'operator', path: `${operator}/lab/${testId('policyDraft', 1)}/edit` },
  { name: 'proposal', who: 'operator', path: `${operator}/lab/${testId('policyDraft', 2)}` },
  { name: 'lab run', who: 'operator', path: `${operator}/lab/runs/${testId('labRun', 1)}` },
  { name: 'versions', who: 'operator', path: `${operator}/policy/versions` },
  { name: 'version', who: 'operator', path: `${operator}/policy/versions/2` },
  { name: 'categories', who: 'operator', path: `${operator}/categories` },
];

export const pathTo = (name: string): string => {
  const found = [...mainScreens, ...otherScreens].find((screen) => screen.name === name);
  if (found === undefined) throw new TypeError(`no screen is called ${name}`);
  return `/console${found.path}`;
};
