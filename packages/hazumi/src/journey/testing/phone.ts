/** A phone with a browser: somebody walks over pages with it, and each page that they look at is examined. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { translatorIn } from '@hazumi/console/testing';
import type { Locale } from '@hazumi/contracts';
import { translator } from '@hazumi/storefront/testing';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { foreignIn } from './foreign.ts';

/** Screenshots of every page that was looked at go here, if somebody wants them. */
const album = process.env.HAZUMI_SCREENSHOTS;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const phoneSize = { width: 390, height: 844 };
/** Busy machines are slow; what does not come at all is a fault. */
const patienceMs = 30_000;

export interface Phone {
  page: Page;
  locale: Locale;
  /** the console's words in this language */
  t: ReturnType<typeof translatorIn>;
  /** the shop's words in this language */
  s: ReturnType<typeof translator>;
  /** what people wrote themselves, in whatever language */
  given: string[];
  /** Examines the page as it is: its language, its width, its accessibility, that it complains of nothing. */
  look(name: string): Promise<void>;
  /** A finger on a thing. */
  tap(target: Locator): Promise<void>;
  /** An input of the console by its pointer in the form. */
  field(pointer: string): Locator;
  /** Goes to a screen of the console by its menu. */
  open(screen: string): Promise<void>;
  /** Waits until the console has told that something was done, and puts that away. */
  told(text: string): Promise<void>;
  /** The cells of a card or row of the console's table that has this text, by the names of their columns. */
  cells(table: string, row: string | RegExp): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export async function openPhone(
  browser: Browser,
  url: string,
  options: { locale: Locale; who: string; given: string[]; now: () => number },
): Promise<Phone> {
  const { locale, who, given, now } = options;
  const context = await browser.newContext({
    viewport: phoneSize,
    locale,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    isMobile: true,
    hasTouch: true,
    acceptDownloads: true,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser notes every answer that is a refusal; those are the market's to give.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  const t = translatorIn(locale);
  let shots = 0;

  const phone: Phone = {
    page,
    locale,
    t,
    s: translator(locale),
    given,
    async look(name) {
      await settled(page);
      if (album !== undefined) {
        const folder = join(album, locale);
        mkdirSync(folder, { recursive: true });
        const number = String(++shots).padStart(2, '0');
        await page.screenshot({ path: join(folder, `${who}-${number}-${name}.png`), fullPage: true });
      }
      const seen = await page.evaluate(readPage);
      assert.equal(seen.lang, locale, `${name}: its language`);
      assert.deepEqual(foreignIn(locale, seen.texts, given), [], `${name}: what its reader cannot read`);
      assert.deepEqual(seen.wide, [], `${name}: wider than the phone`);
      assert.deepEqual(await axeFaults(page), [], `${name}: axe`);
      assert.deepEqual(complaints, [], `${name}: the browser complains`);
    },
    tap: (target) => target.tap(),
    field: (pointer) => page.locator(`[id$="${pointer.replaceAll('/', '-')}"]:is(input,select,textarea)`),
    async open(screen) {
      await page.clock.setFixedTime(now());
      await page.getByRole('button', { name: t('shell.menu'), exact: true }).tap();
      const menu = page.getByRole('dialog', { name: t('shell.menu') });
      await menu.getByRole('link', { name: screen, exact: true }).tap();
      await menu.waitFor({ state: 'hidden' });
      await settled(page);
    },
    async told(text) {
      const toast = page.getByRole('status').locator('> *').filter({ hasText: text });
      await toast.getByText(text, { exact: true }).waitFor();
      await toast.getByRole('button').tap();
      await toast.waitFor({ state: 'detached' });
    },
    async cells(table, row) {
      const found = page
        .getByRole('table', { name: table })
        .getByRole('row')
        .filter({ hasText: row })
        .first();
      await found.waitFor();
      return found.evaluate((element) =>
        Object.fromEntries(
          [...element.querySelectorAll<HTMLElement>('td')].map((cell) => [
            cell.dataset.label ?? '',
            cell.innerText.trim(),
          ]),
        ),
      );
    },
    close: () => context.close(),
  };
  await page.clock.setFixedTime(now());
  return phone;
}

/** What is written under a big figure's name. */
export async function figure(phone: Phone, name: string): Promise<string> {
  const found = phone.page.locator('dl > div').filter({
    has: phone.page.locator('dt').getByText(name, { exact: true }),
  });
  return found.locator('dd').innerText();
}

/** Waits until a page has its heading and loads nothing any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('h1') !== null &&
      document.querySelector('[data-loading]') === null &&
      // What is read beside a list stands as dots until it is there.
      document.evaluate(
        "//body//text()[. = '…' and not(ancestor::code)]",
        document,
        null,
        XPathResult.BOOLEAN_TYPE,
      ).booleanValue === false,
  );
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    }),
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

/** Runs in the page: what it says to its reader, and what does not fit into the window. */
function readPage(): { lang: string; texts: string[]; wide: string[] } {
  const { documentElement: root } = document;
  const isOfAnotherLanguage = (element: Element): boolean => {
    const named = element.closest('[lang]')?.getAttribute('lang') ?? root.lang;
    return named.split('-')[0] !== root.lang.split('-')[0];
  };
  const isShown = (element: Element): boolean =>
    element.closest('script, style, noscript, code, kbd, template') === null && element.checkVisibility();
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text !== '' && parent !== null && isShown(parent) && !isOfAnotherLanguage(parent)) texts.push(text);
  }
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], img[alt]'))
    if (isShown(element) && !isOfAnotherLanguage(element))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const text = element.getAttribute(name)?.trim() ?? '';
        if (text !== '') texts.push(text);
      }
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => {
      const style = getComputedStyle(element);
      return (
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0 &&
        ['auto', 'scroll'].includes(style.overflowX) &&
        // A strip of links that is pushed aside with a finger is meant to be; so is a text that is being written.
        !['UL', 'OL', 'NAV', 'TEXTAREA'].includes(element.tagName)
      );
    })
    .map(
      (element) => `${element.tagName}.${element.className} ${element.scrollWidth} in ${element.clientWidth}`,
    );
  if (root.scrollWidth > innerWidth || innerWidth > 390) wide.unshift(`the page: ${root.scrollWidth} in 390`);
  return { lang: root.lang, texts, wide };
}
