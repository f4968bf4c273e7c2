import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPairs } from './ensemble.ts';
import { runScenario } from './run.ts';
import { scenario, withParameters } from './scenario.ts';
import { traitsOf } from './traits.ts';

const base = scenario({ seed: 5, days: 60, size: { principals: 400, keywords: 30, creators: 0 } });

test('a principal is the same in every scenario, however many others there are', () => {
  const more = withParameters(base, { addedShare: 0.5, splitShare: 0.4, splitStores: 5 });
  for (const principal of [0, 17, 399])
    assert.deepEqual(traitsOf(more, principal), traitsOf(base, principal));
});

test('merchants that open later change nothing for anybody before that day', async () => {
  const more = withParameters(base, { addedShare: 0.2, addedOnDay: 30 });
  const [before, after] = [await runScenario(base), await runScenario(more)];
  for (const name of ['privateGmv', 'publicGmv', 'entries', 'exits', 'fees'] as const) {
    assert.deepEqual(after.series[name].slice(0, 30), before.series[name].slice(0, 30), name);
  }
  assert.equal(
    (after.series.entries[30] as number) - (before.series.entries[30] as number),
    80,
    'a fifth of 400 open on day 30',
  );
});

test('a merchant’s private sales do not depend on whether somebody else enters', async () => {
  // Without public traffic nothing joins the merchants; what each sells privately must then be the same to the yuan.
  const alone = withParameters(base, { impressionsPerUser: 0, leakShare: 0, routeIsFree: 0 });
  const more = withParameters(alone, { addedShare: 0.5, addedOnDay: 0 });
  const [before, after] = [await runScenario(alone), await runScenario(more)];
  // Who opens later looks at the profits of others, and may; who was there from the start sells the same.
  let compared = 0;
  for (let principal = 0; principal < 400; principal++) {
    if ((before.stores.openedDay[principal] as number) >= -1) continue;
    assert.equal(after.principals.privateGmv[principal], before.principals.privateGmv[principal]);
    compared += 1;
  }
  assert.ok(compared > 100);
  assert.ok(after.principals.privateGmv.slice(400).some((value) => value > 0));
});

test('pairs share their chance, and an ensemble gives what single runs give', async () => {
  const other = withParameters(base, { clickRate: base.parameters.clickRate * 1.5 });
  const pairs = await runPairs({ ...base, days: 20 }, { ...other, days: 20 }, [3, 4], { workers: 2 });
  assert.deepEqual(
    pairs.map(({ seed }) => seed),
    [3, 4],
  );
  for (const { seed, base: one, other: two } of pairs) {
    assert.equal(one.digest, (await runScenario({ ...base, days: 20, seed })).digest);
    assert.deepEqual(one.principals.ability, two.principals.ability);
    const orders = (run: typeof one): number =>
      run.series.publicOrders.reduce((sum, value) => sum + value, 0);
    assert.ok(orders(two) > orders(one));
  }
});
