/** What operators do in the console, by hand: they try a change of the policy, agree on it, and look whether the market thrives. */
import assert from 'node:assert/strict';
import type { Locale } from '@hazumi/contracts';
import { numberIn } from './numbers.ts';
import { figure, type Phone, settled } from './phone.ts';

/** What each of the three drafts is called, and why it is made. */
export const draftWords: Record<Locale, { name: string; reason: string; note: string }> = {
  'zh-CN': { name: '贡献保留更久', reason: '让贡献多留一天。', note: '同意。' },
  ja: { name: '貢献を長く残す', reason: '貢献を一日長く残します。', note: '賛成です。' },
  en: { name: 'Merit lasts longer', reason: 'Let merit last a day longer.', note: 'I agree.' },
};

/** Drafts a policy in which merit fades a day later, tries it in the twin, reads the report, and proposes it. */
export async function proposeDraft(phone: Phone): Promise<void> {
  const { page, t, locale } = phone;
  const { name, reason } = draftWords[locale];
  await phone.open(t('nav.lab'));
  await phone.look('lab');
  await phone.tap(page.getByRole('link', { name: t('lab.new') }).first());
  await phone.field('/name').fill(name);
  await phone.field('/reason').fill(reason);
  await page.getByRole('combobox', { name: t('policy.contents') }).selectOption('allotment');
  const field = page.locator('input[id$="meritHalfLifeDays"]');
  await field.fill(String(Number(await field.inputValue()) + 1));
  await page.getByRole('heading', { name: t('lab.checked') }).waitFor();
  await phone.look('draft-form');
  await phone.tap(page.getByRole('button', { name: t('lab.save', { count: 1 }) }));
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await page.getByText(t('lab.hindrance.untried')).waitFor();
  await phone.look('draft');

  await page.getByRole('combobox', { name: t('lab.size') }).selectOption('quick');
  await phone.tap(page.getByRole('button', { name: t('lab.start'), exact: true }));
  const run = page
    .getByRole('table', { name: t('lab.runs') })
    .getByRole('row')
    .nth(1);
  await page.getByRole('progressbar').waitFor();
  await run.getByText(t('lab.run.done'), { exact: true }).waitFor();
  await phone.look('draft-tried');
  await phone.tap(run.getByRole('link', { name: t('lab.report') }));
  await page.getByRole('table', { name: t('lab.outcomes') }).waitFor();
  const report = page.frameLocator('iframe');
  await report.locator('h1').first().waitFor();
  assert.equal(await report.locator('html').getAttribute('lang'), locale);
  assert.ok((await report.locator('table').count()) > 0, 'the whole report is there');
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await phone.look('report');
  await phone.tap(page.getByRole('link', { name }));
  await phone.tap(page.getByRole('button', { name: t('lab.propose'), exact: true }));
  await phone.look('propose');
  await phone.tap(page.getByRole('dialog').getByRole('button', { name: t('lab.propose'), exact: true }));
  await page.getByText(t('lab.anotherApproves')).waitFor();
  await phone.look('proposed');
}

/** Somebody else reads what is proposed and agrees to it: it is a version now. Answers its number. */
export async function approveDraft(phone: Phone): Promise<number> {
  const { page, t, locale } = phone;
  const { name, note } = draftWords[locale];
  await phone.open(t('nav.lab'));
  await phone.tap(page.getByRole('link', { name, exact: true }));
  await page.getByText(t('lab.agreedOf', { count: 1, needed: 2 })).waitFor();
  await phone.tap(page.getByRole('button', { name: t('lab.approve'), exact: true }));
  await phone.field('/note').fill(note);
  await phone.look('approve');
  await phone.tap(page.getByRole('dialog').getByRole('button', { name: t('lab.approve'), exact: true }));
  await phone.told(t('lab.madeVersion'));
  await page.getByText(t('lab.agreedOf', { count: 2, needed: 2 })).waitFor();
  await phone.look('approved');
  const version = page.locator('a[href*="/operator/policy/versions/"]').first();
  const number = numberIn(await version.innerText());
  await phone.tap(version);
  await page.getByText(t('state.policy.inForce'), { exact: true }).first().waitFor();
  await phone.look('version');
  return number;
}

/** The North Star: what it is, what it was made of, where the policy changed, and the guardrails beside it. */
export async function seeNorthStar(phone: Phone, version: number, effective: number): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.northStar'));
  await page.getByRole('table', { name: t('guardrail.title') }).waitFor();
  await phone.look('north-star');
  const marks = await page.locator('main svg text').allTextContents();
  const sign = (t('northStar.policyMark', { version }).split(' ')[0] ?? '').slice(0, 4);
  const labels = marks.filter((text) => text.startsWith(sign)).map(numbersOf);
  assert.ok(
    labels.some(([from = 0, to = from]) => from <= version && version <= to),
    `policy ${version} is marked: ${marks.join(', ')}`,
  );
  await phone.tap(page.getByText(t('northStar.table')));
  const rows = page.getByRole('table', { name: t('northStar.chart') }).locator('tbody tr');
  await rows.first().waitFor();
  const days = await rows.evaluateAll((all) =>
    all.map((row) =>
      Object.fromEntries(
        [...row.querySelectorAll<HTMLElement>('td')].map((cell) => [
          cell.dataset.label ?? '',
          cell.innerText,
        ]),
      ),
    ),
  );
  const told = (day: (typeof days)[number] | undefined, name: 'effective' | 'new' | 'policy') =>
    numberIn(day?.[t(`northStar.${name}`)]);
  assert.equal(numberIn(await figure(phone, t('northStar.effective'))), effective);
  assert.equal(told(days[0], 'effective'), effective, 'the figure is the newest day’s');
  const added = days.reduce((sum, day) => sum + told(day, 'new'), 0);
  assert.equal(numberIn(await figure(phone, t('northStar.ever'))), added, 'new ones of each day add up');
  assert.ok(days.some((day) => told(day, 'policy') === version));
  await phone.tap(page.getByRole('button', { name: t('northStar.definition') }));
  await page.getByRole('dialog', { name: t('northStar.definition') }).waitFor();
  await phone.look('definition');
  await page.keyboard.press('Escape');
}

const numbersOf = (text: string): number[] => [...text.matchAll(/\d+/g)].map(Number);

/** The flywheel: measured now, it says what the data cannot tell, names each assumption, and its table says the same as its picture. */
export async function seeFlywheel(phone: Phone): Promise<void> {
  const { page, t } = phone;
  await phone.open(t('nav.flywheel'));
  await phone.tap(page.getByRole('button', { name: t('flywheel.measure') }));
  await phone.told(t('flywheel.asked'));
  const past = page.getByRole('table', { name: t('flywheel.history') });
  await past.getByRole('row').nth(1).getByText(t('flywheel.states.done')).waitFor();
  await page.getByRole('button', { name: t('flywheel.measure') }).waitFor();
  await page.getByText(t('flywheel.cannotTell')).waitFor();
  const links = page.getByRole('table', { name: t('flywheel.table') }).locator('tbody tr');
  assert.ok((await links.count()) >= 6);
  for (const row of await links.all()) {
    const text = await row.innerText();
    const kind = (['clear', 'unclear', 'assumed', 'balancing'] as const).find((one) =>
      text.includes(t(`flywheel.kinds.${one}`)),
    );
    assert.ok(kind !== undefined, `${text} is measured or assumed`);
    const sources = (['market', 'twin', 'definition', 'theory'] as const).map((one) =>
      t(`flywheel.sources.${one}`),
    );
    assert.ok(
      sources.some((source) => text.includes(source)),
      `${text} names where it comes from`,
    );
  }
  await settled(page);
  await phone.look('flywheel');
}
