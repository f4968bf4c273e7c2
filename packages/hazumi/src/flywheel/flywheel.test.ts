import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDatabase, systemClock } from '@hazumi/market';
import { auditMarket, testDatabase } from '@hazumi/market/testing';
import { temporaryFolder } from '../testing/program.ts';
import { runFlywheel } from './flywheel.ts';
import { isExposureCounted, type Story, storyJson, storyText, sumOf } from './report.ts';

/** A week, and the Monday on which its credits are reckoned and booked. */
const options = { days: 8, seed: 7, stores: 8, shoppers: 6 };

describe('a small flywheel', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let handle: ReturnType<typeof openDatabase>;
  let story: Story;
  before(async () => {
    folder = temporaryFolder();
    database = await testDatabase();
    story = await runFlywheel({
      options: { ...options, dataFolder: join(folder.path, 'data') },
      databaseUrl: database.url,
      terminal: createWriteStream('/dev/null'),
      stopping: new AbortController().signal,
      machine: systemClock,
      truthPrincipals: 40,
    });
    handle = openDatabase(database.url);
  });
  after(async () => {
    await handle?.close();
    await database?.drop();
    folder?.remove();
  });

  it('trades by all ways, and the market sorts the orders by them', () => {
    assert.equal(story.days.length, options.days);
    assert.ok((story.ordersByClass.private ?? 0) > 0);
    for (const what of ['pages', 'clicks', 'contactOrders', 'tools'] as const)
      assert.ok(sumOf(story.days, what) > 0, what);
    assert.deepEqual(story.refusals, {});
  });

  it('counts each day and all exposure that its pages showed', () => {
    assert.equal(story.northStar.length, options.days);
    assert.ok(story.exposureCounted > 0);
    assert.ok(
      isExposureCounted(story),
      `${story.exposureCounted} counted, ${sumOf(story.days, 'exposure')} shown`,
    );
  });

  it('logs what was drawn, and books credits of the week that is over in a sum that the draws do not change', async () => {
    const { rows } = await handle.pool.query<{
      experiment: string;
      difference: bigint;
      unbooked: number;
    }>(`
      select experiment, sum(amount_minor - plain_minor)::bigint as difference,
        count(*) filter (where amount_minor > 0 and transaction_id is null)::int as unbooked
      from experiment_credit group by experiment`);
    // How far a credit moves is chance: the market's secret is drawn anew. That it moves at all is held in the market's own tests.
    assert.ok(rows.some(({ experiment }) => experiment === 'toolCredit'));
    const { rows: logged } = await handle.pool.query<{ drawn: number }>(
      `select count(*) filter (where draw <> 0)::int as drawn from experiment_draw where experiment = 'toolCredit'`,
    );
    assert.ok((logged[0]?.drawn ?? 0) > 0);
    for (const { difference, unbooked } of rows) assert.deepEqual([difference, unbooked], [0n, 0]);
  });

  it('leaves books in which nothing is amiss', async () => {
    assert.deepEqual(await auditMarket(handle.db), []);
  });

  it('says what a week of so few cannot tell', () => {
    const text = storyText(story);
    assert.match(text, /What the data cannot tell:/);
    assert.match(text, /gain: a product of all links, and one of them is unknown\./);
    const last = JSON.parse(storyJson(story));
    assert.equal(last.gain, null);
    assert.equal(last.days, options.days);
    assert.equal(typeof last.links.investmentToExternal.twin, 'number');
  });
});
