import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Report, reportFiles } from '@hazumi/report';
import { runScenario } from '../run.ts';
import { type ScenarioFile, scenario } from '../scenario.ts';
import { runExperiment } from './experiment.ts';
import { guardrailLimits } from './limits.ts';
import { permalink } from './permalink.ts';
import { scenarioReport } from './scenario.report.ts';
import { quantityNames, summarise } from './summary.ts';

const small: ScenarioFile = { days: 63, size: { principals: 60, keywords: 8, creators: 4 } };
const base = scenario({ ...small, name: 'Base' });
const other = scenario({ ...small, name: 'Credit', parameters: { toolCreditShare: 0.5, clickRate: 0.5 } });

/** The page without its script, in which the word undefined has a meaning. */
function pageOf(report: Report): string {
  return (reportFiles(report)[0]?.text ?? '').replace(/<script>[\s\S]*<\/script>/, '');
}

describe('an experiment', () => {
  test('becomes a report with everything in it, and says that it leaves the calibrated range', async () => {
    const experiment = await runExperiment(base, other, {
      seeds: 3,
      tornadoSeeds: 0,
      gainSeeds: 1,
      workers: 2,
    });
    assert.deepEqual(
      experiment.base.runs.map(({ seed }) => seed),
      [1, 2, 3],
    );
    assert.deepEqual(
      experiment.base.runs.map(({ seed }) => seed),
      experiment.other?.runs.map(({ seed }) => seed),
      'pairs are under the same chance',
    );
    const report = scenarioReport(experiment, 'npm run twin');
    assert.deepEqual(
      report.sections.map(({ id }) => id),
      ['summary', 'comparison', 'course', 'gains', 'guardrails', 'origin'],
    );
    const page = pageOf(report);
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
    assert.match(page, /Credit leaves the calibrated range; .*Clicks an impression 0\.5/);
    assert.doesNotMatch(page, /Base leaves the calibrated range/);
    assert.match(page, /The merchant&#39;s gain|The merchant's gain/);
    assert.match(page, /The platform&#39;s gain|The platform's gain/);
    assert.ok(page.includes(permalink(base, 3).replaceAll('&', '&amp;')));
  });

  test('of one scenario has no difference to show', async () => {
    const experiment = await runExperiment(base, null, {
      seeds: 2,
      tornadoSeeds: 0,
      gainSeeds: 0,
      workers: 1,
    });
    const report = scenarioReport(experiment, 'npm run twin');
    assert.deepEqual(
      report.sections.map(({ id }) => id),
      ['summary', 'course', 'guardrails', 'origin'],
    );
    assert.doesNotMatch(pageOf(report), /NaN|undefined|Infinity/);
  });

  test('ends at once when it is stopped, with the reason', async () => {
    const stopping = new AbortController();
    const running = runExperiment(base, other, {
      seeds: 50,
      tornadoSeeds: 1,
      gainSeeds: 1,
      workers: 1,
      signal: stopping.signal,
      onProgress: ({ done }) => {
        if (done === 1) stopping.abort(new Error('enough'));
      },
    });
    await assert.rejects(running, new Error('enough'));
  });
});

describe('a summary', () => {
  test('is of the run that it summarises', async () => {
    const result = await runScenario(base);
    const summary = summarise(result);
    assert.equal(summary.digest, result.digest);
    assert.equal(summary.weekly.openStores.length, 9);
    const first = result.series.openStores.subarray(0, 7);
    assert.ok(Math.abs((summary.weekly.openStores[0] ?? 0) - first.reduce((a, b) => a + b, 0) / 7) < 1e-9);
    const { fees, rebatesPaid, subsidies } = result.series;
    const last = fees.map((fee, day) => fee - (rebatesPaid[day] ?? 0) - (subsidies[day] ?? 0)).subarray(-28);
    assert.ok(Math.abs(summary.late.platformIncome - last.reduce((a, b) => a + b, 0) / 28) < 1e-6);
    for (const name of quantityNames) assert.ok(Number.isFinite(summary.late[name]), name);
  });

  test("puts principals into tenths by ability, and a tenth's mean is of its members", async () => {
    const result = await runScenario(base);
    const { decileProfits } = summarise(result);
    assert.equal(decileProfits.length, 10);
    const all = result.principals.profit.reduce((a, b) => a + b, 0) / 60;
    const mean = decileProfits.reduce((a, b) => a + b, 0) / 10;
    assert.ok(
      Math.abs(mean - all) <= Math.abs(all) * 1e-9,
      'tenths of sixty are of one size: their mean is the mean',
    );
  });
});

describe('a permalink', () => {
  test('names what differs from the defaults, and nothing else', () => {
    const link = new URL(permalink(other, 3));
    assert.equal(link.protocol, 'hazumi-twin:');
    assert.deepEqual(
      [...link.searchParams.keys()],
      [
        'policy',
        'scenario',
        'seeds',
        'days',
        'principals',
        'stores',
        'keywords',
        'creators',
        'clickRate',
        'toolCreditShare',
      ],
    );
    assert.equal(link.searchParams.get('seeds'), '1-3');
  });

  test('differs where policy or parameters differ', () => {
    const policy = scenario({ ...small, policy: { allotment: { kappaPpm: 700_000 } } });
    const links = [base, other, policy].map((one) => permalink(one, 3));
    assert.equal(new Set(links).size, 3);
  });
});

describe('the limits of guardrails', () => {
  test('are those that the policy document registers', () => {
    const strict = scenario({ ...small, policy: { guardrails: { washShareMaxPpm: 10_000 } } });
    const limit = guardrailLimits(strict.policy).find(({ guardrail }) => guardrail === 'washShare');
    assert.deepEqual(limit, { guardrail: 'washShare', limit: 0.01, breach: 'above' });
  });
});
