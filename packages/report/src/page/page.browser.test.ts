import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { writeReport } from '../report.ts';
import { faultsOf } from '../testing/axe.ts';
import { browserMissing, openBrowser } from '../testing/chromium.ts';
import { exampleReport } from '../testing/example.ts';
import { locales } from '../texts.ts';

const sizes = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 900 } } as const;

describe('the page of a report in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  before(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), 'hazumi-report-'));
    address = pathToFileURL(await writeReport(folder, exampleReport)).href;
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs `look` in a window of its own; the page may ask for no other file and complain of nothing. */
  async function visit(
    options: Parameters<Browser['newContext']>[0],
    look: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on(
        'request',
        (request) => request.url() !== address && complaints.push(`asked for ${request.url()}`),
      );
      await page.goto(address);
      await look(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  test('would be refused if it had a fault', async () => {
    await visit({ locale: 'en' }, async (page) => {
      await page.evaluate("document.querySelector('h1').style.color = '#ddd'");
      await page.evaluate("document.querySelector('[data-in=en] [role=img]').removeAttribute('aria-label')");
      const faults = (await faultsOf(page)).map((fault) => fault.split(':')[0]);
      assert.deepEqual(faults.sort(), ['color-contrast', 'role-img-alt']);
    });
  });

  for (const locale of locales) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        test(`has no fault in ${locale}, ${colorScheme}, on a ${size}`, async () => {
          await visit({ locale, colorScheme, viewport }, async (page) => {
            assert.equal(await page.title(), exampleReport.title[locale]);
            assert.equal(await page.getAttribute('html', 'lang'), locale);
            assert.equal(
              await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
              true,
              'nothing is wider than the window',
            );
            assert.deepEqual(await faultsOf(page), []);
          });
        });
      }
    }
  }

  test('speaks the reader’s language, and another at a press, one at a time', async () => {
    await visit({ locale: 'de-DE' }, async (page) => {
      assert.equal(await page.title(), exampleReport.title.en);
      await page.getByRole('button', { name: '日本語' }).click();
      assert.equal(await page.title(), exampleReport.title.ja);
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), exampleReport.title.ja);
      assert.equal(await page.getByRole('button', { name: '日本語' }).getAttribute('aria-pressed'), 'true');
      assert.equal(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed'), 'false');
      await page.reload();
      assert.equal(await page.title(), exampleReport.title.ja, 'the choice is remembered');
    });
  });

  test('is dark or light as the system is, or as the reader wants it', async () => {
    const paper = 'getComputedStyle(document.body).backgroundColor';
    await visit({ locale: 'en', colorScheme: 'dark' }, async (page) => {
      const dark = await page.evaluate(paper);
      await page.getByRole('button', { name: 'Light' }).click();
      const light = await page.evaluate(paper);
      assert.notEqual(light, dark);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.getByRole('button', { name: 'Dark' }).click();
      assert.equal(await page.evaluate(paper), dark);
    });
  });

  test('can be read where scripts do not run', async () => {
    await visit({ javaScriptEnabled: false, locale: 'ja' }, async (page) => {
      assert.equal(await page.locator('h1 [data-in="en"]').isVisible(), true);
      assert.equal(await page.locator('h1 [data-in="ja"]').isVisible(), false);
      assert.equal(await page.locator('[role=img]').first().isHidden(), true);
      assert.equal((await page.locator('[role=img] >> visible=true').count()) > 0, true);
    });
  });
});
