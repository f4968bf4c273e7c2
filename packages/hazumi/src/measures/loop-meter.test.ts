import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordinarySettings, synthesize } from '@hazumi/flywheel';
import { type LoopPanel, loopLinks } from '@hazumi/market';
import { codeVersion } from './code-version.ts';
import { createLoopMeter } from './loop-meter.ts';

const names = ['effectiveStores', 'privateSales', 'exposure', 'investment', 'externalVisits'] as const;
const rules = { level: 0.9, draws: 199, weakBelow: 10 };
const quiet = (): void => undefined;

/** A synthetic panel with five links, the third of which does nothing, in the market's dress. */
function panelOf(merchants: number, weeks = 52): LoopPanel {
  const effects = [0.4, 0.4, 0, 0.4, 0.4];
  const laterEffects = effects.map(() => 0);
  const { panel } = synthesize(
    { ...ordinarySettings, merchants, weeks, effects, laterEffects, nudge: 0.3 },
    4,
  );
  return {
    from: '2026-01-05',
    weeks: panel.weeks,
    merchants: Array.from({ length: panel.merchants }, (_, at) => `merchant ${at}`),
    variables: panel.variables.map((variable, at) => ({
      ...variable,
      name: names[at] as (typeof names)[number],
      isRecorded: true,
      isNudged: true,
    })),
  };
}
const estimate = (panel: LoopPanel, links: readonly string[]) =>
  createLoopMeter().estimate(panel, links, rules, quiet, new AbortController().signal);

test('a panel is measured on another thread: every link, and the gain where all are there', async () => {
  const heard: number[] = [];
  const panel = panelOf(300);
  const {
    links,
    merchant,
    platform,
    codeVersion: version,
  } = await createLoopMeter().estimate(
    panel,
    loopLinks,
    rules,
    (progress) => heard.push(progress),
    new AbortController().signal,
  );
  assert.deepEqual(heard, [0.1]);
  assert.equal(version, await codeVersion());
  assert.match(version, /^flywheel [0-9a-f]{12}$/);
  assert.deepEqual(
    links.map(({ name }) => name),
    [...loopLinks],
  );
  const holdsZero = links.map(({ low, high }) => (low as number) <= 0 && (high as number) >= 0);
  assert.deepEqual(holdsZero, [false, false, true, false, false]);
  assert.ok(links.every(({ firstStageF, isWeak }) => firstStageF > 10 && !isWeak));
  assert.ok(merchant !== null && (merchant.low as number) <= 0 && (merchant.high as number) < 0.5);
  assert.ok(merchant.reading['zh-CN'] !== merchant.reading.ja);
  // What private sales bring of exposure is shared out among merchants: what the platform keeps was measured by nobody.
  assert.equal(platform, null);
  // The same panel gives the same figures.
  assert.deepEqual((await estimate(panel, loopLinks)).links, links);
});

test('where some links cannot be measured the others are told, and no gain', async () => {
  const { links, merchant } = await estimate(panelOf(300), ['privateToExposure', 'investmentToExternal']);
  assert.deepEqual(
    links.map(({ name }) => name),
    ['privateToExposure', 'investmentToExternal'],
  );
  assert.equal(merchant, null);
});

test('a panel too short for the horizon tells nothing, and says so by leaving links out', async () => {
  const panel = panelOf(4, 4);
  for (const { nudges } of panel.variables) nudges.fill(0);
  assert.deepEqual((await estimate(panel, loopLinks)).links, []);
});

test('an estimate that is no longer wanted ends with the reason', async () => {
  const stop = new AbortController();
  const running = createLoopMeter().estimate(panelOf(300), loopLinks, rules, quiet, stop.signal);
  stop.abort(new Error('not wanted'));
  await assert.rejects(running, /not wanted/);
});
