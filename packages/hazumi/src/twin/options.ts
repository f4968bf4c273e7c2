import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../start.problem.ts';
import { wholeNumber } from './numbers.ts';

export interface TwinCommand {
  /** the scenario's file */
  scenario: string;
  against: string | undefined;
  seeds: number;
  tornadoSeeds: number;
  gainSeeds: number;
  workers: number;
  out: string;
}

const usage =
  'npm run twin -- run SCENARIO.json [--against OTHER.json] [--seeds N] [--tornado-seeds N] [--gain-seeds N] [--workers N] [--out FOLDER]';

/** Reads the options; paths are meant from where the person is. Throws StartProblem, one sentence, for what is not understood. */
export function readTwinCommand(given: readonly string[], environment: NodeJS.ProcessEnv): TwinCommand {
  const { values, positionals } = parse(given);
  const [command, scenario, ...rest] = positionals;
  if (command !== 'run' || scenario === undefined || rest.length > 0) throw new StartProblem(usage);
  const from = environment.INIT_CWD ?? process.cwd();
  return {
    scenario: resolve(from, scenario),
    against: values.against === undefined ? undefined : resolve(from, values.against),
    seeds: wholeNumber('seeds', values.seeds, 2, 100_000),
    tornadoSeeds: wholeNumber('tornado-seeds', values['tornado-seeds'], 0, 1_000),
    gainSeeds: wholeNumber('gain-seeds', values['gain-seeds'], 0, 1_000),
    workers: wholeNumber('workers', values.workers, 1, 256),
    out: values.out ? resolve(from, values.out) : resolve(import.meta.dirname, '../../../../.hazumi/reports'),
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        against: { type: 'string' },
        seeds: { type: 'string', default: '40' },
        'tornado-seeds': { type: 'string', default: '1' },
        'gain-seeds': { type: 'string', default: '4' },
        workers: { type: 'string', default: String(availableParallelism()) },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.split('\n')[0]} ${usage}`);
  }
}
