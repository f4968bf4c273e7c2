/**
 * `npm run replay -- FOLDER [--data FOLDER] [--limit N] [--fresh]`: takes the real orders in a folder through the market's public API.
 * Ctrl-C stops it between two steps; the same command goes on. The exit code is 0 where all that differs has a name, 1 where
 * something differs without, 130 where it was stopped.
 */
import { systemClock } from '@hazumi/market';
import { askedToStop } from '../signals.ts';
import { diskFullProblem, isDiskFull, StartProblem } from '../start.problem.ts';
import { readReplayOptions } from './options.ts';
import { replay } from './replay.ts';

const stopping = new AbortController();
void askedToStop().then(() => stopping.abort());
let code = 1;
try {
  const options = readReplayOptions(process.argv.slice(2), process.env);
  try {
    const isSound = await replay({
      options,
      say: (line) => console.log(line),
      terminal: process.stderr,
      stopping: stopping.signal,
      machine: systemClock,
    });
    code = isSound ? 0 : 1;
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(options.dataFolder) : error;
  }
} catch (error) {
  if (stopping.signal.aborted) {
    code = 130;
    console.error('Stopped. The same command goes on from here.');
  } else console.error(error instanceof StartProblem ? error.message : error);
}
process.exit(code);
