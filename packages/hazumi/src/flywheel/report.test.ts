import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINKS } from '@hazumi/twin';
import type { DayTotals } from './days.ts';
import { isExposureCounted, type Story, storyJson, storyText } from './report.ts';

const day: DayTotals = {
  opened: 1,
  closed: 0,
  pages: 10,
  exposure: 80.5,
  clicks: 3,
  visits: 2,
  contactOrders: 4,
  publicOrders: 1,
  outsideOrders: 0,
  tools: 5,
};

/** Three links measured: one well, one with a weak nudge, one whose interval holds 0. */
const story: Story = {
  options: { days: 2, seed: 7, stores: 8, shoppers: 8, dataFolder: '/nowhere' },
  days: [day, day],
  northStar: [
    { day: '2026-01-05', opened: 4, effective: 0, weight: 0.25 },
    { day: '2026-01-06', opened: 5, effective: 2, weight: 1.75 },
  ],
  ordersByClass: { private: 8, public: 2 },
  exposureCounted: 161,
  refusals: { out_of_stock: 1 },
  measured: {
    merchants: 5,
    weeks: 12,
    level: 0.9,
    variables: [
      { name: 'effectiveStores', isNudged: false, isRecorded: true },
      { name: 'privateSales', isNudged: true, isRecorded: true },
      { name: 'exposure', isNudged: true, isRecorded: true },
      { name: 'investment', isNudged: true, isRecorded: true },
      { name: 'externalVisits', isNudged: true, isRecorded: true },
    ],
    links: [
      link('exposureToInvestment', { elasticity: 0.1, low: -0.2, high: 0.4 }),
      link('investmentToExternal', { elasticity: 0.55, low: 0.5, high: 0.59 }),
      link('externalToEffective', { elasticity: 1, low: null, high: null, firstStageF: 2, isWeak: true }),
    ],
    gain: null,
  },
  truth: {
    gain: 0.001,
    elasticities: {
      effectiveToPrivate: 0.2,
      privateToExposure: 0.1,
      exposureToInvestment: 0.3,
      investmentToExternal: 0.6,
      externalToEffective: 0.1,
    },
  },
};

function link(
  name: string,
  more: Partial<Story['measured']['links'][number]>,
): Story['measured']['links'][number] {
  return { name, elasticity: 0, low: 0, high: 0, firstStageF: 40, lagWeeks: 3, isWeak: false, ...more };
}

const line = (name: string): string =>
  storyText(story)
    .split('\n')
    .find((one) => one.startsWith(name)) ?? '';

test('each link stands beside the twin’s, with whether its interval holds it', () => {
  assert.match(line('effectiveToPrivate'), /not measurable +0\.200$/);
  assert.match(line('exposureToInvestment'), /0\.100 +-0\.200 to 0\.400 +40\.0 +0\.300 +yes$/);
  assert.match(line('investmentToExternal'), /0\.550 +0\.500 to 0\.590 +40\.0 +0\.600 +no$/);
  assert.match(line('externalToEffective'), /1\.000 +no end to no end +2\.0 +0\.100 +yes$/);
  assert.match(line('gain (merchant)'), /unknown +0\.0010$/);
});

test('what the data cannot tell has a reason, and what they tell has none', () => {
  assert.match(line('  effectiveToPrivate'), /nothing nudged effectiveStores/);
  assert.match(line('  privateToExposure'), /too few to tell/);
  assert.match(line('  exposureToInvestment'), /holds 0/);
  assert.match(line('  externalToEffective'), /the nudge is weak \(F 2\.0\)/);
  assert.equal(line('  investmentToExternal'), '');
});

test('exposure that was counted otherwise is said, and fails the run', () => {
  assert.equal(isExposureCounted(story), true);
  const off = { ...story, exposureCounted: 160 };
  assert.equal(isExposureCounted(off), false);
  assert.match(storyText(off), /pages showed 161, the market counted 160 \(they differ\)/);
});

test('the last line is JSON with every link', () => {
  const told = JSON.parse(storyJson(story));
  assert.deepEqual(Object.keys(told.links), [...LINKS]);
  assert.deepEqual(told.links.investmentToExternal, {
    elasticity: 0.55,
    low: 0.5,
    high: 0.59,
    firstStageF: 40,
    twin: 0.6,
  });
  assert.equal(told.orders, 10);
  assert.equal(told.effective, 2);
});
