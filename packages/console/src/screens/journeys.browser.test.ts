import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testMarket } from '../testing/answers.ts';
import { browserMissing, openBrowser } from '../testing/chromium.ts';
import { orders } from '../testing/facts.orders.ts';
import { FakeMarket, FakeProblem } from '../testing/fake.market.ts';
import { testId } from '../testing/ids.ts';
import { serveConsole } from '../testing/serve.ts';
import { axeFaults, openPage, pathTo, settled, type Who } from '../testing/visit.ts';

describe('journeys', { skip: browserMissing }, () => {
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

  /** Opens a screen, does something there, and closes it. */
  async function visit(
    who: Who | undefined,
    path: string,
    act: (page: Page) => Promise<void>,
  ): Promise<void> {
    const page = await openPage(browser, served.url, who === undefined ? {} : { who });
    await page.goto(served.url + path);
    await settled(page);
    await act(page);
    await page.context().close();
  }
  const sent = (id: string) => market.seen.filter((request) => request.id === id);
  const addressOf = (page: Page): string => {
    const { pathname, search } = new URL(page.url());
    return pathname + search;
  };

  test('who is not signed in is led to the sign-in, and back to where they wanted to go', async () => {
    await visit(undefined, pathTo('orders'), async (page) => {
      assert.match(addressOf(page), /^\/console\/sign-in\?next=/);
      await page.getByLabel('E-mail address').fill('sakura@aoba.example');
      await page.getByLabel(/^Password/).fill('wrong');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').getByText('E-mail address or password is not right').waitFor();
      await page.getByLabel(/^Password/).fill('correct horse');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'All orders' }).waitFor();
      assert.equal(addressOf(page), pathTo('orders'));
    });
  });

  test('a field that is missing is named, and the list of faults takes the focus', async () => {
    await visit(undefined, '/console/sign-in', async (page) => {
      await page.getByLabel('E-mail address').fill('no address');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByText('2 things need your attention').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'email');
      assert.equal(sent('signIn').length, 0, 'nothing was sent');
    });
  });

  test('an operator signs in with a code, and sets a second factor up where there is none', async () => {
    await visit(undefined, '/console/sign-in', async (page) => {
      await page.getByLabel('E-mail address').fill('ops@hazumi.example');
      await page.getByLabel(/^Password/).fill('correct horse');
      await page.keyboard.press('Enter');
      await page.getByLabel('Code').fill('000000');
      await page.keyboard.press('Enter');
      await page.getByText('The code is not right').waitFor();
      await page.getByLabel('Code').fill('123 456');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Licences' }).waitFor();
    });
    await visit('newOperator', '/console/operator/ledger', async (page) => {
      await page.getByLabel(/^Password/).fill('correct horse');
      await page.getByRole('button', { name: 'Set it up' }).click();
      await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
      assert.equal(await page.getByText('JBSW Y3DP EHPK 3PXP').count(), 1);
      assert.deepEqual(await axeFaults(page), []);
      await page.getByRole('textbox', { name: 'Code' }).fill('123456');
      await page.getByRole('button', { name: 'Turn on the second factor' }).click();
      await page.getByText('Balanced').waitFor();
      assert.equal(addressOf(page), '/console/operator/ledger');
    });
  });

  test('a session that ends leads back to the sign-in', async () => {
    await visit('owner', pathTo('goods'), async (page) => {
      market.failing.set('listStoreProducts', new FakeProblem('unauthenticated'));
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.waitForURL(/sign-in\?next=/);
    });
  });

  test('what was chosen in a list stands in the address, and Back leads back', async () => {
    await visit('owner', pathTo('orders'), async (page) => {
      await page.getByLabel('State').selectOption('shipped');
      await page.waitForURL(/state=shipped/);
      await page.getByRole('link', { name: '20260504-004812' }).waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('row').count(), 3, 'the headings and two orders');
      await page.getByLabel('State').blur();
      await page.keyboard.press('/');
      await page.keyboard.type('004886');
      await page.keyboard.press('Enter');
      await page.waitForURL(/number=/);
      await page.getByRole('link', { name: '20260504-004886' }).click();
      await page.getByRole('heading', { name: /^Order/ }).waitFor();
      await page.goBack();
      await page.waitForURL(/state=shipped/);
      assert.equal(await page.getByLabel('State').inputValue(), 'shipped');
      assert.equal(await page.getByLabel('Order number').inputValue(), '004886');
      await page.getByLabel('Order number').fill('nothing like it');
      await page.keyboard.press('Enter');
      await page.getByText('Nothing matches').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.getByRole('link', { name: 'Clear the filters' }).click();
      await page.waitForURL((url) => url.search === '');
    });
  });

  test('pages of a list go forward by cursor and back by the way that one came', async () => {
    market.answers.listMarketOrders = ({ query }) => {
      const at = Number(query.cursor ?? 0);
      return { data: orders.slice(at, at + 2), nextCursor: at + 2 < 6 ? String(at + 2) : null };
    };
    await visit('operator', '/console/operator/orders', async (page) => {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.waitForURL(/cursor=2/);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.waitForURL(/cursor=4/);
      // The page before stands, with its Next, until the last one has arrived.
      await page.getByRole('button', { name: 'Next' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Previous' }).click();
      await page.waitForURL(/cursor=2/);
      await page.reload();
      await page.getByRole('button', { name: 'Previous' }).click();
      await page.waitForURL((url) => !url.search.includes('cursor'));
    });
  });

  test('a failure says what happened, names the request, and tries again', async () => {
    market.failing.set('listLicenceStores', new FakeProblem('forbidden', { detail: 'Ask the owner.' }));
    await visit('owner', pathTo('matrix'), async (page) => {
      const alert = page.getByRole('alert');
      await alert.getByText('You may not do this').waitFor();
      await alert.getByText('Ask the owner.').waitFor();
      await alert.getByText('019805d0-0000-7000-8000-00000000beef').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      market.failing.clear();
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('link', { name: 'Aoba Pots' }).waitFor();
    });
  });

  test('data that cannot be read again stay, and say how old they are', async () => {
    await visit('owner', pathTo('goods'), async (page) => {
      market.failing.set('listStoreProducts', new FakeProblem('forbidden'));
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText(/Could not refresh: these are the data of/).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Celadon tea cup' }).count(), 1);
    });
  });

  test('a store is opened on one page; a try without an answer is repeated under the same key', async () => {
    await visit('owner', pathTo('open a store'), async (page) => {
      await page.getByText('24 of 30 places are left').waitFor();
      await page.getByLabel('Name (English)').fill('Café Aoba');
      await page.getByText('/stores/cafe-aoba').waitFor();
      await page.getByLabel('Freight of an order').fill('12.345');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('link', { name: /Freight of an order: Must be an amount/ }).waitFor();
      assert.equal(sent('openStore').length, 0);
      await page.getByLabel('Freight of an order').fill('12.50');

      market.failing.set('openStore', 'network');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByText(/Trying again is safe/).waitFor();
      market.failing.clear();
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('heading', { name: 'Goods' }).waitFor();
      const requests = sent('openStore');
      // A browser repeats by itself what got no answer, which is one more reason for keys.
      assert.ok(requests.length >= 2);
      assert.equal(new Set(requests.map(({ key }) => key)).size, 1);
      assert.deepEqual(requests.at(-1)?.body, {
        texts: { en: { name: 'Café Aoba', description: '' } },
        currency: 'CNY',
        categoryId: null,
        freight: { amountMinor: 1250, freeFromMinor: null },
      });
    });
  });

  test("what the market finds wrong is shown at the field, in the reader's language", async () => {
    market.failing.set('openStore', new FakeProblem('slug_taken', { pointer: '/body/slug' }));
    await visit('owner', pathTo('open a store'), async (page) => {
      await page.getByLabel('Name (English)').fill('Aoba');
      await page.getByLabel('Slug').fill('aoba');
      await page.getByRole('button', { name: 'Open the store' }).click();
      await page.getByRole('link', { name: 'Slug: This store address is taken' }).click();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')), 'true');
    });
  });

  test('a change that somebody else was faster with is told, and either version can be kept', async () => {
    await visit('owner', pathTo('product'), async (page) => {
      await page.getByLabel('Price of variant 1', { exact: true }).fill('299');
      await page.getByText('Unsaved changes').waitFor();
      market.failing.set('editProduct', new FakeProblem('version_conflict'));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this meanwhile').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      assert.equal(sent('editProduct')[0]?.ifMatch, '"v9"');
      market.failing.clear();
      const product = testMarket().answers.getStoreProduct;
      market.answers.getStoreProduct = (input) => ({ ...(product?.(input) as object), version: 12 }) as never;
      await page.getByRole('button', { name: 'Keep mine' }).click();
      await page.getByText('Somebody else changed this meanwhile').waitFor({ state: 'detached' });
      assert.equal(await page.getByLabel('Price of variant 1', { exact: true }).inputValue(), '299');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved', { exact: true }).waitFor();
      const last = sent('editProduct').at(-1);
      assert.equal(last?.ifMatch, '"v12"');
      assert.deepEqual(last?.body, { changeSkus: [{ id: testId('sku', 1), priceMinor: 29_900 }] });
    });
  });

  test('a batch that fails in part says which and why, and tries those again', async () => {
    await visit('owner', pathTo('goods'), async (page) => {
      await page.getByLabel('Select this page').check();
      await page.getByText('6 selected').waitFor();
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.getByText('5 done, 1 failed').waitFor();
      await page.getByText('The goods lack something that going on sale needs (还没有图片。)').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.getByText('1 selected').waitFor();
      market.answers.listProduct = (input) => testMarket().answers.getStoreProduct?.(input as never) as never;
      await page.getByRole('button', { name: 'Try the failed again' }).click();
      await page.getByText('1 listed').waitFor();
      assert.equal(sent('listProduct').length, 7);
    });
  });

  test('part of an order is shipped, and what is too much is refused at its line', async () => {
    await visit('owner', pathTo('order'), async (page) => {
      await page.getByRole('button', { name: 'Ship', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Ship' });
      await dialog.getByLabel('Carrier').fill('Yamato');
      await dialog.getByLabel('Tracking number').fill('4801');
      await dialog.getByLabel('Pieces of Celadon tea cup').fill('5');
      await dialog.getByRole('button', { name: 'Ship', exact: true }).click();
      await dialog.getByRole('link', { name: /At most 3/ }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await dialog.getByLabel('Pieces of Celadon tea cup').fill('2');
      await dialog.getByRole('button', { name: 'Ship', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.deepEqual(sent('shipOrder')[0]?.body, {
        carrier: 'Yamato',
        trackingNumber: '4801',
        lines: [{ lineNo: 2, quantity: 2 }],
      });
      await page.getByRole('button', { name: 'Refund', exact: true }).click();
      await page.getByRole('button', { name: 'All of it' }).click();
      await page.getByRole('button', { name: 'Refund CN¥537.00' }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(
        await page.evaluate(() => document.activeElement?.textContent),
        'Refund',
        'the focus comes back',
      );
    });
  });

  test("a draft of the policy says what it changes, and shows the market's faults at the field", async () => {
    await visit('operator', pathTo('new draft'), async (page) => {
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lower fees');
      await page.getByLabel('Reason').fill('More stores');
      await page.getByRole('textbox', { name: 'Standard rate' }).fill('9');
      await page.getByText('One thing is not sound').waitFor();
      await page.getByRole('button', { name: 'Save draft (one change)' }).click();
      await page.getByRole('link', { name: 'Standard rate: 不能高于 8%。' }).waitFor();
      await page.getByRole('textbox', { name: 'Standard rate' }).fill('4.5');
      await page.getByText('What the policy says of it').waitFor();
      await page.getByRole('button', { name: /^Save draft/ }).click();
      await page.waitForURL(/operator\/lab\/pdr_/);
      assert.deepEqual(sent('createPolicyDraft').at(-1)?.body, {
        name: 'Lower fees',
        reason: 'More stores',
        changes: [{ path: '/fees/standardPpm', value: 45_000 }],
        from: { version: 2 },
      });
    });
  });

  test('a draft comes back into its form, and a save that came second can be laid over the first', async () => {
    await visit('operator', pathTo('edit draft'), async (page) => {
      const rate = page.getByRole('textbox', { name: 'Standard rate' });
      assert.equal(await rate.inputValue(), '4.5');
      await rate.fill('4');
      market.failing.set('editPolicyDraft', new FakeProblem('version_conflict'));
      await page.getByRole('button', { name: /^Save draft/ }).click();
      await page.getByText('Somebody saved this draft meanwhile').waitFor();
      market.failing.clear();
      await page.getByRole('button', { name: 'Let me save over it' }).click();
      await page.getByRole('button', { name: /^Save draft/ }).click();
      await page.waitForURL(/operator\/lab\/pdr_\w+$/);
      const { body, ifMatch } = sent('editPolicyDraft').at(-1) ?? {};
      assert.equal(ifMatch, '"v3"');
      assert.deepEqual((body as { base: number; changes: unknown }).changes, [
        { path: '/fees/standardPpm', value: 40_000 },
      ]);
      assert.equal((body as { base: number }).base, 2);
    });
  });

  test('a draft is tried in the twin, its report opened, and it is proposed from a day on', async () => {
    await visit('operator', pathTo('draft'), async (page) => {
      await page.getByLabel('Size').selectOption('quick');
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.waitForFunction(() => document.querySelector('[data-loading]') === null);
      assert.deepEqual(sent('startLabRun')[0]?.body, { size: 'quick' });
      await page.getByRole('link', { name: 'Report' }).click();
      await page.getByRole('heading', { name: /^Report of/ }).waitFor();
      await page.frameLocator('iframe').getByRole('heading', { name: 'Report' }).waitFor();
      await page.getByText('Broken by the change').waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Propose' }).click();
      const dialog = page.getByRole('dialog', { name: 'Propose' });
      await dialog.getByLabel('In force from').fill('2026-06-01T09:00');
      await dialog.getByRole('button', { name: 'Propose' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.deepEqual(sent('proposePolicyDraft')[0]?.body, { startsAt: '2026-06-01T01:00:00.000Z' });
      assert.equal(sent('proposePolicyDraft')[0]?.ifMatch, '"v3"');
    });
  });

  test('a run under way can be stopped, and a proposal that breaks a guardrail is sent back, not approved', async () => {
    await visit('operator', pathTo('proposal'), async (page) => {
      await page.getByRole('progressbar', { name: 'Runs, 40%' }).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.waitForFunction(() => document.querySelector('[data-loading]') === null);
      assert.equal(sent('cancelLabRun').length, 1);
      assert.equal(await page.getByRole('button', { name: 'Approve' }).isDisabled(), true);
      await page.getByRole('button', { name: 'Send back' }).click();
      const dialog = page.getByRole('dialog', { name: 'Send back' });
      await dialog.getByLabel('Note').fill('Too much');
      await dialog.getByRole('button', { name: 'Send back' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.deepEqual(sent('returnPolicyDraft')[0]?.body, { note: 'Too much' });
    });
  });

  test('a licence is refused with its reason', async () => {
    await visit('operator', pathTo('market licence'), async (page) => {
      await page.getByRole('button', { name: 'Decide' }).click();
      await page.getByRole('radio', { name: 'Refuse' }).check();
      await page.getByRole('button', { name: 'Refuse' }).click();
      await page.getByRole('link', { name: 'Reason: Required' }).waitFor();
      await page
        .getByRole('dialog')
        .getByLabel(/^Reason/)
        .selectOption('documentUnreadable');
      await page.getByRole('button', { name: 'Refuse' }).click();
      await page.getByText('Decided about').waitFor();
      assert.deepEqual(sent('decideLicence')[0]?.body, {
        decision: 'refused',
        reason: 'documentUnreadable',
        note: '',
      });
    });
  });

  test('the keyboard leads everywhere: palette, shortcuts, focus after following a link', async () => {
    await visit('owner', pathTo('matrix'), async (page) => {
      await page.keyboard.press('Control+k');
      const field = page.getByRole('combobox', { name: 'A page, a store' });
      await field.fill('tea');
      await page.getByRole('option', { name: /Aoba Tea/ }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Goods' }).waitFor();
      assert.ok(addressOf(page).includes(testId('store', 2)));
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      assert.equal(await page.title(), 'Goods · Hazumi');

      await page.keyboard.press('?');
      const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await shortcuts.waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await shortcuts.getByLabel('Single-key shortcuts').uncheck();
      await page.keyboard.press('Escape');
      await shortcuts.waitFor({ state: 'hidden' });
      await page.keyboard.press('/');
      assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    });
  });

  test('the first thing that Tab reaches leads past the navigation', async () => {
    await visit('owner', pathTo('matrix'), async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true);
    });
  });

  test('language and theme change at once, and are kept for the shop too', async () => {
    await visit('owner', pathTo('matrix'), async (page) => {
      await page.getByRole('button', { name: /^Account/ }).click();
      await page.getByRole('menuitemradio', { name: '日本語' }).click();
      await page.getByRole('heading', { name: '店舗マトリックス' }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
      await page.getByRole('button', { name: /^アカウント/ }).click();
      assert.deepEqual(await axeFaults(page), []);
      await page.getByRole('menuitemradio', { name: 'ダーク' }).click();
      assert.equal(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme), 'dark');
      const cookies = await page.context().cookies();
      const kept = Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
      assert.equal(kept.locale, 'ja');
      assert.equal(kept.theme, 'dark');
      await page.reload();
      await page.getByRole('heading', { name: '店舗マトリックス' }).waitFor();
    });
  });

  test('on a phone the navigation is a drawer that closes behind one', async () => {
    const page = await openPage(browser, served.url, {
      who: 'owner',
      look: { locale: 'zh-CN', theme: 'dark', size: 'phone' },
    });
    await page.goto(served.url + pathTo('goods'));
    await settled(page);
    await page.getByRole('button', { name: '菜单' }).click();
    const drawer = page.getByRole('dialog', { name: '菜单' });
    await drawer.waitFor();
    assert.deepEqual(await axeFaults(page), []);
    await drawer.getByRole('link', { name: '资金' }).click();
    await page.getByRole('heading', { name: '资金' }).waitFor();
    await drawer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /当前范围/ }).click();
    await page.getByRole('menuitem', { name: '青叶茶铺' }).waitFor();
    assert.deepEqual(await axeFaults(page), []);
    await page.context().close();
  });

  test('leaving a form with changes asks first', async () => {
    await visit('owner', pathTo('settings'), async (page) => {
      await page.getByLabel('Name (English)').fill('Other');
      const asked: string[] = [];
      page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void dialog.dismiss();
      });
      await page.getByRole('link', { name: 'Money' }).click();
      assert.deepEqual(asked, ['Your changes are not saved. Leave anyway?']);
      assert.equal(await page.getByLabel('Name (English)').inputValue(), 'Other');
    });
  });

  test('staff sees only what its role allows', async () => {
    await visit('clerk', pathTo('goods'), async (page) => {
      const links = await page
        .getByRole('navigation', { name: 'Main navigation' })
        .getByRole('link')
        .allTextContents();
      assert.deepEqual(links, [
        'Store matrix',
        'All orders',
        'Goods',
        'Import',
        'Orders',
        'Public traffic',
        'Links and QR codes',
        'Coupons',
        'Experiments',
        'Store settings',
      ]);
    });
    await visit('clerk', '/console/operator/licences', async (page) => {
      await page.getByRole('heading', { name: 'Not found' }).waitFor();
      assert.equal(sent('listLicences').length, 0, 'nothing was even asked for');
    });
  });
});
