/**
 * `npm run chaos [-- --minutes N --seed S]`: a market that trades while its server, its payment provider and its database are killed
 * again and again. The last line is JSON; the exit code is 1 where anything was lost, doubled or is otherwise not as it must be.
 */
import { parseArgs } from 'node:util';
import { askedToStop } from '../signals.ts';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0 && minutes <= 24 * 60) || !Number.isSafeInteger(seed)) {
  console.error('npm run chaos knows: -- --minutes N (up to a day) and --seed S (a whole number).');
  process.exit(1);
}
const begun = performance.now();
const report = await runChaos({
  minutes,
  seed,
  stop: askedToStop(),
  say: (line) =>
    console.log(`${String(Math.round((performance.now() - begun) / 1_000)).padStart(5)} s  ${line}`),
});
console.log(JSON.stringify(report));
const isSound =
  report.lost === 0 && report.doubled === 0 && report.faults.length === 0 && report.trial_balance === 0;
process.exit(isSound ? 0 : 1);
