import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../start.problem.ts';

export type AllotmentOptions =
  | { command: 'verify'; file: string; prices: string | undefined }
  | { command: 'example'; folder: string; seed: number };

const USAGE = 'npm run allotment -- verify FILE [--prices FILE] | example FOLDER [--seed N]';

/** Reads the options. Throws StartProblem, one sentence, for what is not understood. */
export function readAllotmentOptions(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): AllotmentOptions {
  // npm changes into the project's folder; a relative path is meant from where the person is.
  const from = environment.INIT_CWD ?? process.cwd();
  const { positionals, values } = parsed(given);
  const [command, path, ...others] = positionals;
  if (path === undefined || path === '' || others.length > 0) throw new StartProblem(USAGE);
  if (command === 'verify' && values.seed === undefined) {
    const prices = values.prices === undefined ? undefined : resolve(from, values.prices);
    return { command, file: resolve(from, path), prices };
  }
  const seed = values.seed ?? '1';
  if (command === 'example' && values.prices === undefined && /^\d{1,9}$/.test(seed))
    return { command, folder: resolve(from, path), seed: Number(seed) };
  throw new StartProblem(USAGE);
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { prices: { type: 'string' }, seed: { type: 'string' } },
    });
  } catch {
    throw new StartProblem(USAGE); // parseArgs throws for an option that it does not know
  }
}
