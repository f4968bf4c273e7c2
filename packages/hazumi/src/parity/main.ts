/**
 * `npm run parity [-- --day 2026-11-21] [--days N] [--out FILE] [--data FOLDER] [--database URL]`: records live days of a market from its own
 * rows and makes each decision again by the twin's way through the rules. The last line is JSON, `{"decisions":900,"equal":900}`; the
 * exit code is 1 where one differs, or there was none. `--out` writes every decision with its inputs, a line of JSON each.
 */
import { writeFile } from 'node:fs/promises';
import { openDatabase } from '@hazumi/market';
import { openExistingDatabase } from '../existing-market.ts';
import { StartProblem } from '../start.problem.ts';
import { readParityOptions } from './options.ts';
import { isEqual, parityReport, replayDays } from './parity.ts';
import { dayNamed, newestDays } from './records.ts';

try {
  const options = readParityOptions(process.argv.slice(2), process.env);
  const database = await openExistingDatabase(options.dataFolder, options.databaseUrl);
  try {
    const handle = openDatabase(database.url, { connections: 1 });
    try {
      const days =
        options.day === undefined ? await newestDays(handle.pool, options.days) : [dayNamed(options.day)];
      const parity = await replayDays(handle.pool, days);
      if (options.out !== undefined) {
        await writeFile(options.out, parity.replayed.map((one) => `${JSON.stringify(one)}\n`).join(''));
      }
      console.log(parityReport(parity, days));
      process.exitCode = isEqual(parity) ? 0 : 1;
    } finally {
      await handle.close();
    }
  } finally {
    await database.close();
  }
} catch (error) {
  const isNoMarket = (error as { code?: string }).code === '42P01';
  console.error(
    isNoMarket ? 'This database holds no market.' : error instanceof StartProblem ? error.message : error,
  );
  process.exitCode = 1;
}
