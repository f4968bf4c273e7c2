import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trueGain } from './gain.ts';
import { LINKS, scenario } from './scenario.ts';

const market = scenario({ seed: 3, days: 70, size: { principals: 150, keywords: 15, creators: 8 } });

test('with the loop cut at any link, the gain is 0 to the last bit, and only that link’s elasticity with it', async () => {
  const whole = await trueGain(market, { level: 'platform', share: 0.2, window: 28 });
  assert.ok(whole.elasticities.effectiveToPrivate > 0);
  assert.ok(whole.elasticities.exposureToInvestment > 0);
  assert.ok(whole.elasticities.investmentToExternal > 0);
  for (const link of LINKS) {
    const { gain, elasticities } = await trueGain(
      { ...market, cuts: [link] },
      { level: 'platform', share: 0.2, window: 28 },
    );
    assert.equal(gain, 0, link);
    assert.equal(elasticities[link], 0, link);
    for (const other of LINKS)
      if (other !== link) assert.equal(elasticities[other], whole.elasticities[other]);
  }
});

test('external visits follow investment with the elasticity of their law', async () => {
  const { elasticities } = await trueGain(market, { level: 'platform', share: 0.1, window: 28 });
  assert.ok(Math.abs(elasticities.investmentToExternal - market.parameters.visitExponent) < 1e-9);
});

test('of a fixed supply the merchant gains by selling more, and the platform does not', async () => {
  const fixed = { ...market, days: 120, parameters: { ...market.parameters, supplyIsFixed: 1 } };
  const options = { share: 0.5, treatedShare: 0.2, window: 56 };
  const merchant = await trueGain(fixed, { ...options, level: 'merchant' });
  const platform = await trueGain(fixed, { ...options, level: 'platform' });
  assert.ok(merchant.elasticities.privateToExposure > 0.001, `${merchant.elasticities.privateToExposure}`);
  assert.ok(
    Math.abs(platform.elasticities.privateToExposure) < merchant.elasticities.privateToExposure / 4,
    `${platform.elasticities.privateToExposure}`,
  );
});
