/**
 * `npm run claims -- [--seeds N] [--workers N]`: every claim of the article as paired scenarios in the twin. Prints claim, effect, 95 %
 * interval, P(expected sign) and verdict, writes the report, and ends with one line of JSON. Ctrl-C stops it; the same command
 * goes on with the claims that are not finished. The exit code is 0 when all were judged, whatever the verdicts, 130 when stopped.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReport } from '@hazumi/report';
import { claims, claimsData, claimsReport, runClaims } from '@hazumi/twin';
import { askedToStop } from '../../signals.ts';
import { StartProblem } from '../../start.problem.ts';
import { progressLine } from '../progress.ts';
import { claimLines } from './lines.ts';
import { readClaimsCommand } from './options.ts';

const stopping = new AbortController();
void askedToStop().then(() => stopping.abort());
const progress = progressLine(process.stderr);
let code = 1;
try {
  const command = readClaimsCommand(process.argv.slice(2), process.env);
  const { seeds, sensitivitySeeds, workers, only, out } = command;
  const chosen = only.length === 0 ? claims : claims.filter(({ id }) => only.includes(id));
  const folder = join(out, 'claims.unfinished');
  if (command.fresh) await rm(folder, { recursive: true, force: true });
  console.log(
    `${chosen.length} claims, ${seeds} seeds each, common random numbers, on ${workers} threads.\n`,
  );
  const begun = performance.now();
  const results = await runClaims(chosen, {
    seeds,
    sensitivitySeeds,
    workers,
    folder,
    signal: stopping.signal,
    onProgress: ({ claim, index, done, of }) =>
      progress.show(`${index + 1}/${chosen.length} ${claim.claim.en}`, done, of),
    onClaim: (result) => {
      progress.clear();
      console.log(`${claimLines(result)}\n`);
    },
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  const count = (verdict: string): number => results.filter((result) => result.verdict === verdict).length;
  const page = await writeReport(out, claimsReport(results, { seeds, sensitivitySeeds }));
  console.log(`After ${seconds} s. The report: ${page}`);
  console.log(
    JSON.stringify({
      supported: count('supported'),
      contradicted: count('contradicted'),
      undecided: count('undecided'),
      seconds,
      ...claimsData(results, { seeds, sensitivitySeeds }),
    }),
  );
  code = 0;
} catch (error) {
  progress.clear();
  if (stopping.signal.aborted) {
    code = 130;
    console.error('Stopped. The same command goes on with the claims that are not finished.');
  } else console.error(error instanceof StartProblem ? error.message : error);
}
process.exit(code);
