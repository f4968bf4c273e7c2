/**
 * `npm run loop -- validate [--runs N] [--workers N] [--only TEXT] [--out FOLDER]`: tries the loop estimator on panels of known truth.
 * The last line is JSON; the exit code is 1 where a gate failed or the run was stopped.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { writeReport } from '@hazumi/report';
import { askedToStop } from '../signals.ts';
import { ordinaryRuns } from './gates.ts';
import { validationReport } from './validate.report.ts';
import { tableHead, tableRow } from './validate.table.ts';
import { validate } from './validate.ts';

const USAGE = 'npm run loop -- validate [--runs N] [--workers N] [--only TEXT] [--out FOLDER]';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        runs: { type: 'string', default: String(ordinaryRuns) },
        workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
        only: { type: 'string', default: '' },
        out: { type: 'string', default: '.hazumi/reports' },
      },
    });
    const [runs, workers] = [Number(values.runs), Number(values.workers)];
    const isWhole = (value: number, most: number) =>
      Number.isSafeInteger(value) && value >= 1 && value <= most;
    if (positionals.join() !== 'validate' || !isWhole(runs, 10_000) || !isWhole(workers, 64)) return null;
    return { runs, workers, only: values.only, out: values.out };
  } catch {
    return null; // parseArgs throws for an option that it does not know
  }
}

const given = readArguments();
if (given === null) {
  console.error(USAGE);
  process.exit(1);
}
const { runs, workers, only, out } = given;
const begun = performance.now();
const showsProgress = process.stderr.isTTY;
console.log(tableHead);
let isStopped = false;
const stop = askedToStop().then(() => {
  isStopped = true;
});
let tenth = 0;
const results = await validate({
  runs,
  workers,
  only,
  stop,
  onProgress: (done, all) => {
    if (showsProgress) process.stderr.write(`\r${done} of ${all} panels `);
    else if (Math.floor((10 * done) / all) > tenth) {
      tenth = Math.floor((10 * done) / all);
      process.stderr.write(`${done} of ${all} panels\n`);
    }
  },
  onGate: (result) => {
    if (showsProgress) process.stderr.write('\r\x1b[K');
    console.log(tableRow(result));
  },
});
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
const page = await writeReport(out, validationReport(results, runs));
console.log(
  `${results.length - failed.length} of ${results.length} gates passed; ${runs} panels each. Report: ${page}`,
);
const seconds = Math.round((performance.now() - begun) / 1_000);
console.log(
  JSON.stringify({
    gates: results.length,
    failed: failed.length,
    failures: failed,
    runs,
    stopped: isStopped,
    seconds,
    results,
  }),
);
process.exit(failed.length === 0 && !isStopped && results.length > 0 ? 0 : 1);
