import { resolve } from 'node:path';
import { StartProblem } from '../start.problem.ts';

export interface ReplayOptions {
  /** where the record's files are */
  source: string;
  dataFolder: string;
  /** replay only the first so many orders, in order of time */
  limit: number | undefined;
  /** begin with an empty data folder */
  fresh: boolean;
}

const usage = 'npm run replay -- FOLDER [--data FOLDER] [--limit N] [--fresh]';

/** Reads the options from arguments and environment. Throws StartProblem, one sentence, for what is not understood. */
export function readReplayOptions(given: readonly string[], environment: NodeJS.ProcessEnv): ReplayOptions {
  // npm changes into the project's folder; a relative path is meant from where the person is.
  const from = environment.INIT_CWD ?? process.cwd();
  const home = environment.HAZUMI_DATA
    ? resolve(from, environment.HAZUMI_DATA)
    : resolve(import.meta.dirname, '../../../../.hazumi');
  const options: Omit<ReplayOptions, 'source'> & { source?: string } = {
    dataFolder: resolve(home, 'replay'),
    limit: undefined,
    fresh: false,
  };
  for (let at = 0; at < given.length; at += 1) {
    const argument = given[at] ?? '';
    if (argument === '--fresh') options.fresh = true;
    else if (argument === '--data' && given[at + 1]) {
      at += 1;
      options.dataFolder = resolve(from, given[at] ?? '');
    } else if (argument === '--limit' && /^[1-9]\d{0,8}$/.test(given[at + 1] ?? '')) {
      at += 1;
      options.limit = Number(given[at]);
    } else if (argument.startsWith('-') || options.source !== undefined) {
      throw new StartProblem(`replay does not understand ${argument}: ${usage}.`);
    } else options.source = resolve(from, argument);
  }
  if (options.source === undefined) throw new StartProblem(`Which folder? ${usage}.`);
  return { ...options, source: options.source };
}
