/**
 * `npm run allotment -- verify FILE [--prices FILE]`: recomputes a merchant's statement from the public prices and its own facts.
 * `npm run allotment -- example FOLDER [--seed N]`: writes such files from a small made-up market.
 *
 * The last line is JSON. The exit code is 1 where something differs or a file cannot be read.
 */
import { StartProblem } from '../start.problem.ts';
import { writeExample } from './example.ts';
import { readAllotmentOptions } from './options.ts';
import { verificationReport, verifyFiles } from './verify.ts';

try {
  const options = readAllotmentOptions(process.argv.slice(2), process.env);
  if (options.command === 'example') console.log(await writeExample(options.folder, options.seed));
  else {
    const verified = await verifyFiles(options.file, options.prices);
    console.log(verificationReport(verified));
    process.exitCode = verified.differences.length === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exitCode = 1;
}
