import { resolve } from 'node:path';
import { StartProblem } from '../start.problem.ts';

export interface FlywheelOptions {
  days: number;
  seed: number;
  /** merchants and prospects */
  stores: number;
  /** people with an account who buy */
  shoppers: number;
  dataFolder: string;
}

const usage = 'npm run flywheel -- [--days 180] [--seed 7] [--stores 30] [--shoppers 60] [--data FOLDER]';

/** Fewer days hold no week that was lived through from its Monday to the reckoning of its credits. */
const leastDays = 14;

/** Reads the options from arguments and environment. Throws StartProblem, one sentence, for what is not understood. */
export function readFlywheelOptions(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): FlywheelOptions {
  // npm changes into the project's folder; a relative path is meant from where the person is.
  const from = environment.INIT_CWD ?? process.cwd();
  const home = environment.HAZUMI_DATA
    ? resolve(from, environment.HAZUMI_DATA)
    : resolve(import.meta.dirname, '../../../../.hazumi');
  const options: FlywheelOptions = {
    days: 180,
    seed: 7,
    stores: 30,
    shoppers: 60,
    dataFolder: resolve(home, 'flywheel'),
  };
  const limits = {
    days: [leastDays, 730],
    seed: [0, 0xffff_ffff],
    stores: [4, 2_000],
    shoppers: [4, 20_000],
  } as const;
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]?.replace(/^--/, '') ?? '';
    const value = given[at + 1] ?? '';
    if (name === 'data' && value !== '') {
      options.dataFolder = resolve(from, value);
      continue;
    }
    const limit = Object.hasOwn(limits, name) ? limits[name as keyof typeof limits] : undefined;
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    if (limit === undefined || !given[at]?.startsWith('--'))
      throw new StartProblem(`flywheel does not understand ${given[at]}: ${usage}.`);
    if (!(number >= limit[0] && number <= limit[1]))
      throw new StartProblem(`--${name} is a whole number from ${limit[0]} to ${limit[1]}: ${usage}.`);
    options[name as keyof typeof limits] = number;
  }
  return options;
}
