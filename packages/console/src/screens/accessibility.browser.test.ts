import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { locales } from '@hazumi/contracts';
import type { Browser } from 'playwright-core';
import { testMarket } from '../testing/answers.ts';
import { browserMissing, openBrowser } from '../testing/chromium.ts';
import { serveConsole } from '../testing/serve.ts';
import {
  axeFaults,
  complaintsOf,
  type Look,
  mainScreens,
  openPage,
  otherScreens,
  settled,
} from '../testing/visit.ts';

const looks: Look[] = locales.flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['desktop', 'phone'] as const).map((size) => ({ locale, theme, size })),
  ),
);

describe('screens', { skip: browserMissing }, () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveConsole>>;
  before(async () => {
    served = await serveConsole(testMarket());
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await served.close();
  });

  for (const [index, look] of looks.entries()) {
    // The screens of every day in each look; the others in two looks, such that each language, theme and size has its turn.
    const screens = [...mainScreens, ...otherScreens.filter((_, at) => at % 6 === index % 6)];
    test(`axe finds nothing, nothing overflows: ${look.locale}, ${look.theme}, ${look.size}`, async () => {
      const people = new Set(screens.map(({ who }) => who));
      for (const who of people) {
        const page = await openPage(browser, served.url, { look, ...(who === undefined ? {} : { who }) });
        const complaints = complaintsOf(page);
        for (const screen of screens.filter((each) => each.who === who)) {
          await page.goto(`${served.url}/console${screen.path}`);
          await settled(page);
          assert.deepEqual(await axeFaults(page), [], screen.name);
          assert.equal(await page.evaluate(() => document.documentElement.lang), look.locale, screen.name);
          const [wide = 0, room = 0] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            innerWidth,
          ]);
          assert.ok(wide <= room, `${screen.name} is ${wide} wide in ${room}`);
          assert.deepEqual(complaints, [], screen.name);
        }
        await page.context().close();
      }
    });
  }

  test('at 400 % zoom nothing is cut off', async () => {
    for (const screen of mainScreens) {
      const page = await openPage(browser, served.url, screen.who === undefined ? {} : { who: screen.who });
      // 1280 pixels at 400 % are 320.
      await page.setViewportSize({ width: 320, height: 256 });
      await page.goto(`${served.url}/console${screen.path}`);
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${screen.name} is ${wide} wide`);
      await page.context().close();
    }
  });
});
