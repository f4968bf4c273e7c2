/**
 * `npm run flywheel -- [--days N] [--seed N] [--stores N] [--shoppers N] [--data FOLDER]`: drives a live market over HTTP with the
 * twin's people, then estimates the loop from the market's own records beside the twin's truth. The last line is JSON. The exit code is
 * 0 where the market counted all exposure that its pages showed, 1 where not, 130 where it was stopped.
 */
import { systemClock } from '@hazumi/market';
import { askedToStop } from '../signals.ts';
import { diskFullProblem, isDiskFull, StartProblem } from '../start.problem.ts';
import { runFlywheel } from './flywheel.ts';
import { readFlywheelOptions } from './options.ts';
import { isExposureCounted, storyJson, storyText } from './report.ts';

const stopping = new AbortController();
void askedToStop().then(() => stopping.abort());
let code = 1;
try {
  const options = readFlywheelOptions(process.argv.slice(2), process.env);
  try {
    const story = await runFlywheel({
      options,
      terminal: process.stderr,
      stopping: stopping.signal,
      machine: systemClock,
    });
    console.log(storyText(story));
    console.log(storyJson(story));
    code = isExposureCounted(story) ? 0 : 1;
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(options.dataFolder) : error;
  }
} catch (error) {
  if (stopping.signal.aborted) {
    code = 130;
    console.error('Stopped.');
  } else console.error(error instanceof StartProblem ? error.message : error);
}
process.exit(code);
