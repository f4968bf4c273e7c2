import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPanel } from '@hazumi/flywheel';
import { PANEL_VARIABLES, runPanel } from './panel.ts';
import { scenario } from './scenario.ts';
import { nudgeDraw } from './taps.ts';

const market = scenario({
  seed: 8,
  days: 75,
  size: { principals: 120, keywords: 12, creators: 6 },
  parameters: { nudgeAmplitude: 0.2 },
});

test('the panel has the weeks, the merchants open from the start, and the nudges that were drawn', async () => {
  const { panel, loop, principals } = await runPanel(market, { discardWeeks: 2 });
  checkPanel(panel, loop);
  assert.equal(panel.weeks, 8, '10 whole weeks less two');
  assert.equal(panel.merchants, principals.length);
  assert.ok(panel.merchants > 20);
  assert.deepEqual(
    panel.variables.map(({ name }) => name),
    PANEL_VARIABLES,
  );
  const [first] = principals;
  assert.equal(panel.variables[2]?.nudges[3], nudgeDraw(8, 'exposureToInvestment', first as number, 5));
});

test('what was passed on moves with the nudge, and the panel is the same on two threads', async () => {
  const { panel } = await runPanel(market, {});
  const { series, nudges } = panel.variables[2] as (typeof panel.variables)[number];
  // Within a merchant, exposure is steady but for the nudge: their weekly changes must go together.
  let together = 0;
  let count = 0;
  for (let at = 1; at < series.length; at++) {
    if (at % panel.weeks < 2 || Number.isNaN(series[at] as number)) continue;
    const change = (series[at] as number) - (series[at - 1] as number);
    const drawn = (nudges[at] as number) - (nudges[at - 1] as number);
    if (Math.abs(drawn) < 0.5) continue;
    together += Math.sign(change) === Math.sign(drawn) ? 1 : 0;
    count += 1;
  }
  assert.ok(count > 100);
  assert.ok(together / count > 0.9, `${together} of ${count}`);
  assert.deepEqual((await runPanel(market, { workers: 2 })).panel, panel);
});
