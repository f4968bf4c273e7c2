import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { locales } from '@hazumi/contracts';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { browserMissing, desktop, openBrowser, phone } from '../testing/chromium.ts';
import { password } from '../testing/fake.people.ts';
import { serve } from '../testing/serve.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';
import { everyPage, signIn } from '../testing/shoppers.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** What axe-core finds wrong with a page that has been given axe-core. */
async function check(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules,
  );
  return found.violations.map(
    (rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  );
}

describe('every page in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let shop: TestShop;
  let server: Awaited<ReturnType<typeof serve>>;
  let pages: Record<string, string>;
  let session: string;

  before(async () => {
    browser = await openBrowser();
    shop = createTestShop();
    server = await serve(shop);
    const { browser: plain, person } = signIn(shop);
    session = plain.cookies.get('session') ?? '';
    pages = everyPage(shop, person);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A window of a signed-in shopper; what the console complains of is collected. */
  async function open(
    locale: string,
  ): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
    const context = await browser.newContext({ locale });
    await context.addCookies([
      { name: 'session', value: session, url: server.url },
      { name: 'locale', value: locale, url: server.url },
    ]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A 404 page is a failed load to the console, and as it should be.
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4')) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return { context, page, complaints };
  }

  test('would be refused if it had a fault', async () => {
    const { context, page } = await open('en');
    await page.goto(server.url);
    await page.evaluate(axe);
    await page.evaluate(() => {
      const footer = document.querySelector<HTMLElement>('.foot-say');
      footer?.style.setProperty('color', '#ddd');
      for (const name of ['placeholder', 'id']) document.querySelector('#q')?.removeAttribute(name);
    });
    const found = await check(page);
    assert.deepEqual(found.map((fault) => fault.split(':')[0]).sort(), ['color-contrast', 'label']);
    await context.close();
  });

  for (const locale of locales) {
    test(`has nothing that axe-core finds, light and dark, phone and desktop (${locale})`, async () => {
      const { context, page, complaints } = await open(locale);
      for (const [name, path] of Object.entries(pages)) {
        await page.setViewportSize(desktop);
        await page.goto(server.url + path);
        await page.evaluate(axe);
        for (const [size, viewport] of Object.entries({ desktop, phone })) {
          await page.setViewportSize(viewport);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            assert.deepEqual(await check(page), [], `${name}, ${size}, ${colorScheme}`);
          }
        }
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }

  test('has nothing that axe-core finds in the states that only a form leads to', async () => {
    const { context, page } = await open('ja');
    const press = async (path: string, button: string, values: Record<string, string> = {}) => {
      await page.goto(server.url + path);
      for (const [name, value] of Object.entries(values)) await page.fill(`main [name=${name}]`, value);
      await page.click(button);
    };
    const states: Record<string, () => Promise<void>> = {
      'a search with a price that is none': () =>
        page.goto(`${server.url}/search?min=abc`).then(() => undefined),
      'a refused checkout': async () => {
        await page.goto(`${server.url}${pages['checkout of the cart']}`);
        await page.check('[data-new]');
        await page.evaluate(() => document.querySelector('.checkout')?.setAttribute('novalidate', ''));
        await page.click('.review button');
      },
      'a refused sign-in': () => press('/sign-in', '.door button', { email: 'a@example.com', password: 'x' }),
      'a second factor being set up': () =>
        press('/account/security', '[action="/account/second-factor"] button', { factorPassword: password }),
      'a paid checkout': async () => {
        await page.goto(`${server.url}${pages['payment to make']}`);
        await page.check('[value=balance]');
        await page.click('.panel .button.strong');
      },
      'an order just cancelled': async () => {
        await page.goto(`${server.url}${pages['unpaid order']}`);
        await page.click('.confirm summary');
        await page.click('.button.danger');
      },
    };
    for (const [name, reach] of Object.entries(states)) {
      await reach();
      await page.waitForLoadState();
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        assert.deepEqual(await check(page), [], `${name}, ${colorScheme}`);
      }
    }
    await context.close();
  });

  test('fits a window of 320 pixels, which is 400 % of a small screen, without scrolling sideways', async () => {
    for (const locale of locales) {
      const { context, page } = await open(locale);
      await page.setViewportSize({ width: 320, height: 256 });
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(server.url + path);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(excess <= 0, `${name} (${locale}) is ${excess} pixels too wide`);
        const fixed = await page.evaluate(
          () =>
            [...document.querySelectorAll('body *')].filter((element) =>
              ['fixed', 'sticky'].includes(getComputedStyle(element).position),
            ).length,
        );
        // The link that skips to the content is the one thing that may float, while it has the focus.
        assert.ok(
          fixed <= 1 || name.includes('product'),
          `${name}: ${fixed} parts stay while the page scrolls`,
        );
      }
      await context.close();
    }
  });

  test('does not move while it loads', async () => {
    const { context, page } = await open('ja');
    await page.setViewportSize(phone);
    await page.addInitScript(() => {
      const sums = globalThis as unknown as { shift: number };
      sums.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sums.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const name of ['home', 'product', 'search', 'cart', 'checkout of the cart']) {
      await page.goto(server.url + pages[name], { waitUntil: 'networkidle' });
      const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
      assert.ok(shift < 0.01, `${name}: ${shift}`);
    }
    await context.close();
  });

  test('does not move by itself for those who want it still', async () => {
    const { context, page } = await open('en');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of Object.values(pages)) {
      await page.goto(server.url + path);
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { animationName, transitionDuration } = getComputedStyle(element);
            return animationName !== 'none' || Number.parseFloat(transitionDuration) > 0;
          }).length,
      );
      assert.equal(moving, 0, path);
    }
    await context.close();
  });

  test('shows where the focus is, and never hides it behind a bar', async () => {
    const { context, page } = await open('en');
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      for (const name of ['home', 'product', 'cart', 'shipped order']) {
        await page.goto(server.url + pages[name]);
        for (let presses = 0; presses < 60; presses += 1) {
          await page.keyboard.press('Tab');
          const fault = await page.evaluate(() => {
            const focused = document.activeElement;
            if (focused === null || focused === document.body) return null;
            const { outlineStyle } = getComputedStyle(focused);
            const after = getComputedStyle(focused, '::after').outlineStyle;
            const around = [focused.closest('.find, .stepper, .option')].map((box) =>
              box === null ? 'none' : getComputedStyle(box).outlineStyle,
            );
            const isShown = [outlineStyle, after, ...around].some((style) => style !== 'none');
            const box = focused.getBoundingClientRect();
            const top = document.elementFromPoint(
              box.left + box.width / 2,
              box.top + Math.min(box.height / 2, 20),
            );
            const bar = top?.closest('.top, .dock');
            const isHidden = bar !== null && bar !== undefined && !bar.contains(focused);
            return isShown && !isHidden
              ? null
              : `${focused.outerHTML.slice(0, 120)} shown ${isShown} hidden ${isHidden}`;
          });
          assert.equal(fault, null, `${name} at ${viewport.width}`);
        }
      }
    }
    await context.close();
  });
});
