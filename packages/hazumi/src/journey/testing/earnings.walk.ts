/** Where a merchant reads what private sales earn, and why its store is shown as often as it is; each figure is held against its parts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { verifyFiles } from '../../allotment/verify.ts';
import { minorIn, numberIn, numbersIn } from './numbers.ts';
import { figure, type Phone } from './phone.ts';

/** In its return window an order has earned nothing yet: it is told what it would, and when that is decided. */
export async function seePending(phone: Phone, orderNumber: string): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.incentive'));
  await page.getByRole('link', { name: orderNumber }).waitFor();
  await phone.look('incentive-pending');
  const cells = await phone.cells(t('incentive.orders'), orderNumber);
  assert.equal(cells[t('common.state')], t('incentive.state.pending'));
  assert.equal(cells[t('policy.version')], '1');
  const rebateMinor = minorIn(cells[t('incentive.rebate')]);
  assert.equal(minorIn(await figure(phone, t('incentive.pending'))), rebateMinor);
  // The fee is 5 % of what was paid for goods; of that, 1 % stays.
  assert.equal(rebateMinor, Math.round(minorIn(cells[t('incentive.base')]) * 0.04));
}

/** Once granted, a rebate vests in thirds; the fee is what comes back and what stays. Answers the rebate. */
export async function seeVesting(phone: Phone, orderNumber: string, vested: number): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.incentive'));
  await page.getByRole('link', { name: orderNumber }).waitFor();
  await phone.look(`incentive-${vested}-thirds`);
  const cells = await phone.cells(t('incentive.orders'), orderNumber);
  assert.equal(cells[t('common.state')], t(`incentive.state.${vested === 3 ? 'vested' : 'cleared'}`));
  const rebateMinor = minorIn(cells[t('incentive.rebate')]);
  const row = page
    .getByRole('table', { name: t('incentive.orders') })
    .getByRole('row')
    .filter({ hasText: orderNumber });
  const parts = await row.getByRole('listitem').allInnerTexts();
  assert.equal(parts.length, 3);
  // Days have no decimals, amounts have two.
  const amounts = parts.map((part) => minorIn(/\d[\d,]*\.\d{2}/.exec(part)?.[0]));
  assert.equal(
    amounts.reduce((sum, amount) => sum + amount, 0),
    rebateMinor,
    'the thirds are the rebate',
  );
  assert.ok(Math.max(...amounts) - Math.min(...amounts) <= 1, 'the thirds are alike');
  const done = t('incentive.vestedPart', { day: '', amount: '' }).trim();
  assert.equal(parts.filter((part) => wordsOf(part) === wordsOf(done)).length, vested);
  const [, fee = 0] = numbersIn(cells[t('incentive.base')] ?? '');
  const [, merit = 0] = numbersIn(cells[t('incentive.rebate')] ?? '');
  const staysMinor = Math.round(fee * 100) - rebateMinor;
  const meritMinor = Math.round(merit * 100);
  assert.ok(meritMinor > 0 && meritMinor <= staysMinor, `${meritMinor} of ${staysMinor} that stay count`);
}

/** A sentence without its day and amount. */
const wordsOf = (text: string): string =>
  text.replaceAll(/[A-Z]*¥|元|[\d.,/]+|[年月日]|\b[A-Z][a-z]{2}\b|\s/g, '');

/** The rebate stands in the statement of the store's money, and what has vested is in what is owed. */
export async function seeLedger(phone: Phone): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.money'));
  await page.getByRole('table', { name: t('money.statement') }).waitFor();
  await phone.look('money');
  const kinds = page.getByRole('table', { name: t('money.statement') });
  assert.ok((await kinds.getByText(t('money.kind.incentiveVested')).count()) > 0);
  assert.ok(minorIn(await figure(phone, t('money.rebates'))) > 0);
}

/** What a store is judged by, each criterion with what there is and what is needed: its orders and buyers count by now. */
export async function seeStanding(phone: Phone, storeName: string): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.stores'));
  await phone.look('stores-judged');
  await phone.tap(page.getByRole('button', { name: t('standing.whyNamed', { name: storeName }) }));
  const dialog = page.getByRole('dialog', { name: storeName });
  await dialog.getByRole('table', { name: t('standing.title') }).waitFor();
  await phone.look('standing');
  for (const criterion of ['clearedOrders', 'buyers'] as const) {
    const cells = await phone.cells(t('standing.title'), t(`criterion.${criterion}`));
    assert.equal(cells[t('common.state')], t('standing.met'), criterion);
    assert.ok(numberIn(cells[t('standing.have')]) >= numberIn(cells[t('standing.need')]), criterion);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** "Why did I get this": the sentence, the waterfall, the evidence, a question of what if, and the check of the day's row. */
export async function seeTraffic(phone: Phone, folder: string): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.traffic'));
  await page.getByRole('table', { name: t('traffic.evidence') }).waitFor();
  await phone.look('traffic');
  const { before, after } = await readWaterfall(phone);
  assert.ok(after > before, `shown ${after} this week, ${before} last week`);
  const merit = numbersIn((await phone.cells(t('traffic.waterfall'), t('traffic.pools.merit')))[''] ?? '');
  assert.ok((merit[1] ?? 0) > (merit[0] ?? 0), `of merit ${merit.join(' then ')}`);
  await readEvidence(phone);

  const whatIf = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: t('traffic.whatIf') }) });
  await phone.tap(whatIf.getByRole('button').first());
  const answer = whatIf.locator('[aria-live] li').first();
  await answer.waitFor();
  assert.ok(numberIn(await answer.locator('.number').innerText()) > 0, 'more private sales, more exposure');
  await page.getByRole('heading', { name: t('traffic.notShown') }).waitFor();
  await phone.look('traffic-what-if');
  await verifyRow(phone, folder);
}

/** The waterfall's steps lead from one total to the other, to the rounding of each. */
async function readWaterfall(phone: Phone): Promise<{ before: number; after: number }> {
  const { page, t } = phone;
  const rows = page.getByRole('table', { name: t('traffic.waterfall') }).locator('tbody tr');
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll<HTMLElement>('td')].map((cell) => cell.innerText)),
  );
  const numbers = texts.map(([name = '', , change = '']) => ({ name, change, pair: numbersIn(name) }));
  const before = numberIn(numbers[0]?.change);
  const after = numberIn(numbers.at(-1)?.change);
  const pools = numbers.slice(1, -1);
  const sum = (of: (pool: (typeof pools)[number]) => number) =>
    pools.reduce((total, pool) => total + of(pool), 0);
  const rounding = 0.5 * (pools.length + 1);
  for (const [total, parts] of [
    [before, sum(({ pair }) => pair[0] ?? 0)],
    [after, sum(({ pair }) => pair[1] ?? 0)],
    [after - before, sum(({ change }) => numberIn(change))],
  ] as const)
    assert.ok(Math.abs(total - parts) <= rounding + 0.5, `${parts} add up to ${total}`);
  assert.equal(numberIn(await figure(phone, t('traffic.shown'))), after);
  return { before, after };
}

/** What a keyword gave is the sum of its pools. */
async function readEvidence(phone: Phone): Promise<void> {
  const { page, t } = phone;
  const rows = await page
    .getByRole('table', { name: t('traffic.evidence') })
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll<HTMLElement>('td')].map((cell) => [
            cell.dataset.label ?? '',
            cell.innerText,
          ]),
        ),
      ),
    );
  assert.ok(rows.length > 0);
  for (const row of rows) {
    const first = (name: string) => numberIn(row[name]);
    const parts =
      first(t('traffic.pools.organic')) + first(t('traffic.pools.merit')) + first(t('traffic.otherPools'));
    const due = first(t('traffic.due'));
    assert.ok(Math.abs(due - parts) <= 2, `${parts} add up to ${due} (${row['']})`);
  }
}

/** Both files of the day, as a merchant downloads them, and the command that the page names. */
async function verifyRow({ page, t, tap }: Phone, folder: string): Promise<void> {
  let statement = '';
  for (const name of [t('traffic.statement'), t('traffic.prices')]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      tap(page.getByRole('button', { name, exact: true })),
    ]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    if (name === t('traffic.statement')) statement = file;
  }
  assert.match(await page.locator('code').first().innerText(), /^npm run allotment -- verify statement-/);
  const verified = await verifyFiles(statement);
  assert.deepEqual(verified.differences, []);
  assert.ok(verified.rows > 0);
}
