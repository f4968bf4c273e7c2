import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testMarket } from '../testing/answers.ts';
import { browserMissing, openBrowser } from '../testing/chromium.ts';
import { loopEstimateFacts } from '../testing/facts.measures.ts';
import { FakeMarket } from '../testing/fake.market.ts';
import { serveConsole } from '../testing/serve.ts';
import { axeFaults, openPage, pathTo, settled, type Who } from '../testing/visit.ts';

describe('measures', { skip: browserMissing }, () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveConsole>>;
  const market = new FakeMarket({});
  before(async () => {
    served = await serveConsole(market);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await served.close();
  });
  beforeEach(() => {
    market.begin(testMarket().answers);
  });
  async function visit(who: Who, name: string, act: (page: Page) => Promise<void>): Promise<void> {
    const page = await openPage(browser, served.url, { who });
    await page.goto(served.url + pathTo(name));
    await settled(page);
    await act(page);
    await page.context().close();
  }
  const sent = (id: string) => market.seen.filter((request) => request.id === id);

  test('the North Star: the definition in numbers one click away, the chart’s table, the span in the address', async () => {
    await visit('operator', 'north star', async (page) => {
      await page.getByRole('img', { name: /effective stores went from 0 to 17/ }).waitFor();
      await page.getByText('Policy 2', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'What is an effective store' }).click();
      const dialog = page.getByRole('dialog', { name: 'What is an effective store' });
      await dialog.getByText('at least 3, not linked to the merchant').waitFor();
      await dialog.getByText('above CN¥5.00').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.keyboard.press('Escape');
      await page.getByText('See the figures of each day').click();
      const table = page.getByRole('table', { name: 'Day by day' });
      assert.equal(await table.getByRole('row').count(), 91);
      assert.equal(await table.getByRole('row').nth(1).getByRole('cell').nth(1).textContent(), '17');
      const answered = page.waitForResponse(/north-star\?days=28/);
      await page.getByLabel('Span').selectOption('28');
      await page.waitForURL(/days=28/);
      await answered;
      assert.match(sent('getNorthStar').at(-1)?.path ?? '', /days=28/);
    });
  });

  test('a guardrail that is broken comes first, and one without a measure says why', async () => {
    await visit('operator', 'north star', async (page) => {
      const rows = page.getByRole('table', { name: 'Guardrails' }).getByRole('row');
      assert.match((await rows.nth(1).textContent()) ?? '', /Refunds.*Broken.*12\.8%.*at most 10%/);
      assert.match((await rows.filter({ hasText: 'Disputes' }).textContent()) ?? '', /not recorded here yet/);
    });
  });

  test('the flywheel: the picture and its table say the same, what is assumed is named, and one may measure', async () => {
    await visit('operator', 'flywheel', async (page) => {
      const table = page.getByRole('table', { name: 'The same as a table' });
      const row = (name: string) => table.getByRole('row').filter({ hasText: name });
      assert.match(
        (await row('Investment → External visits').textContent()) ?? '',
        /Measured\+0\.580\.49 … 0\.680 to 3 weeks22\.7This market's records/,
      );
      assert.match(
        (await row('Public exposure → Visitors').textContent()) ?? '',
        /Assumed\+1.*By definition/,
      );
      assert.match(
        (await row('Private sales → Public exposure').first().textContent()) ?? '',
        /no end.*weak/,
      );
      await page.getByText('More principals: 212 now').waitFor();
      const platform = page.getByRole('heading', { name: 'The platform’s gain' });
      await platform.or(page.getByRole('heading', { name: "The platform's gain" })).waitFor();
      await page.getByText(/takes a saturation trial/).waitFor();
      market.answers.getFlywheel = () => ({
        latest: loopEstimateFacts,
        open: { ...loopEstimateFacts, state: 'running', finishedAt: null, progress: 0.1, result: null },
      });
      await page.getByRole('button', { name: 'Measure now' }).click();
      await page.getByRole('button', { name: 'Measuring …' }).waitFor();
      assert.equal(sent('askLoopEstimate').length, 1);
    });
  });

  test('a market that was never measured shows assumptions alone, and says so', async () => {
    market.answers.getFlywheel = () => ({ latest: null, open: null });
    market.answers.listLoopEstimates = () => ({ data: [], nextCursor: null });
    await visit('operator', 'flywheel', async (page) => {
      await page.getByText('Not measured yet').waitFor();
      const kinds = page
        .getByRole('table', { name: 'The same as a table' })
        .getByText('Assumed', { exact: true });
      assert.equal(await kinds.count(), 6);
      assert.deepEqual(await axeFaults(page), []);
    });
  });

  test('a merchant reads what each store lacks, and every criterion in numbers', async () => {
    await visit('owner', 'matrix', async (page) => {
      await page.getByText('2 more orders from 1 more buyer').waitFor();
      await page.getByText('50% shipped in time, 90% needed').waitFor();
      await page
        .getByRole('button', { name: /^See the criteria/ })
        .nth(1)
        .click();
      const dialog = page.getByRole('dialog');
      const row = dialog.getByRole('row').filter({ hasText: 'Cleared orders' });
      assert.equal(await row.textContent(), 'Cleared ordersMissing35');
      await dialog.getByText('Not measured here yet').first().waitFor();
    });
  });
});
