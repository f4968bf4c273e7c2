/**
 * `npm run twin -- run SCENARIO.json [--against OTHER.json]`: runs a scenario in the digital twin and writes its report: a page, JSON,
 * and CSV and SVG of each chart. Ctrl-C stops it; nothing is left half written. The exit code is 130 then, and 1 for a file that
 * is no scenario.
 */
import { relative } from 'node:path';
import { formatWithUnit, writeReport } from '@hazumi/report';
import { runExperiment, scenarioReport } from '@hazumi/twin';
import { askedToStop } from '../signals.ts';
import { diskFullProblem, isDiskFull, StartProblem } from '../start.problem.ts';
import { outcomeLines } from './lines.ts';
import { readTwinCommand } from './options.ts';
import { progressLine } from './progress.ts';
import { readScenario } from './scenario.read.ts';

const stopping = new AbortController();
void askedToStop().then(() => stopping.abort());
const progress = progressLine(process.stderr);
const stages = { runs: 'Runs', gains: 'Gains of the loop', tornado: 'Sensitivities' };
let code = 1;
try {
  const command = readTwinCommand(process.argv.slice(2), process.env);
  const { seeds, tornadoSeeds, gainSeeds, workers, out } = command;
  const base = await readScenario(command.scenario);
  const other = command.against === undefined ? null : await readScenario(command.against);
  const begun = performance.now();
  // `--against` names what the scenario is compared with: the base of every difference.
  const experiment = await runExperiment(other ?? base, other && base, {
    seeds,
    tornadoSeeds,
    gainSeeds,
    workers,
    signal: stopping.signal,
    onProgress: ({ stage, done, of }) => progress.show(stages[stage], done, of),
  });
  progress.clear();
  const file = (path: string): string => relative(process.cwd(), path);
  const again = [
    `npm run twin -- run ${file(command.scenario)}`,
    ...(command.against === undefined ? [] : [`--against ${file(command.against)}`]),
    `--seeds ${seeds} --tornado-seeds ${tornadoSeeds} --gain-seeds ${gainSeeds}`,
  ].join(' ');
  try {
    const page = await writeReport(out, scenarioReport(experiment, again));
    console.log(outcomeLines(experiment));
    const seconds = formatWithUnit((performance.now() - begun) / 1000, { scale: 1, digits: 1 }, 'en');
    console.log(`After ${seconds} s. The report: ${page}`);
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(out) : error;
  }
  code = 0;
} catch (error) {
  progress.clear();
  if (stopping.signal.aborted) {
    code = 130;
    console.error('Stopped. No report was written.');
  } else console.error(error instanceof StartProblem ? error.message : error);
}
process.exit(code);
