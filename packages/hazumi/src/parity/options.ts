import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../start.problem.ts';
import { wholeNumber } from '../twin/numbers.ts';

export interface ParityOptions {
  /** one UTC day of the market's clock; else the newest ones */
  day: string | undefined;
  days: number;
  /** a file for every decision with its inputs */
  out: string | undefined;
  dataFolder: string;
  databaseUrl: string | undefined;
}

const usage = 'npm run parity [-- --day YYYY-MM-DD | --days N] [--out FILE] [--data FOLDER | --database URL]';

/** Reads the options. Throws StartProblem, one sentence, for what is not understood. */
export function readParityOptions(given: readonly string[], environment: NodeJS.ProcessEnv): ParityOptions {
  const values = parse(given);
  const from = environment.INIT_CWD ?? process.cwd();
  const folder = environment.HAZUMI_DATA ?? resolve(import.meta.dirname, '../../../../.hazumi');
  const { day } = values;
  if (day !== undefined && Number.isNaN(Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : ''))) {
    throw new StartProblem(`--day takes a day such as 2026-11-21, not ${day}.`);
  }
  return {
    day,
    days: wholeNumber('days', values.days, 1, 3_650),
    out: values.out === undefined ? undefined : resolve(from, values.out),
    dataFolder: resolve(from, values.data ?? folder),
    // A folder that is named is meant, whatever the environment says of a database.
    databaseUrl:
      values.data === undefined ? (values.database ?? (environment.DATABASE_URL || undefined)) : undefined,
  };
}

function parse(given: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        day: { type: 'string' },
        days: { type: 'string', default: '1' },
        out: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.split('\n')[0]} ${usage}`);
  }
}
