import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { claims } from '@hazumi/twin';
import { StartProblem } from '../../start.problem.ts';
import { wholeNumber } from '../numbers.ts';

export interface ClaimsCommand {
  seeds: number;
  sensitivitySeeds: number;
  workers: number;
  /** ids of the claims to run; all where empty */
  only: readonly string[];
  /** where the report goes */
  out: string;
  /** forgets what an earlier run that broke off has kept */
  fresh: boolean;
}

const usage =
  'npm run claims -- [--seeds N] [--sensitivity-seeds N] [--workers N] [--only ID,ID] [--out FOLDER] [--fresh]';

/** Reads the options. Throws StartProblem, one sentence, for what is not understood. */
export function readClaimsCommand(given: readonly string[], environment: NodeJS.ProcessEnv): ClaimsCommand {
  const { values } = parse(given);
  const only = values.only?.split(',') ?? [];
  const unknown = only.find((id) => !claims.some((claim) => claim.id === id));
  if (unknown !== undefined) {
    throw new StartProblem(
      `There is no claim ${unknown}; there are ${claims.map(({ id }) => id).join(', ')}.`,
    );
  }
  return {
    seeds: wholeNumber('seeds', values.seeds, 2, 100_000),
    sensitivitySeeds: wholeNumber('sensitivity-seeds', values['sensitivity-seeds'], 2, 100_000),
    workers: wholeNumber('workers', values.workers, 1, 256),
    only,
    out: values.out
      ? resolve(environment.INIT_CWD ?? process.cwd(), values.out)
      : resolve(import.meta.dirname, '../../../../../.hazumi/reports'),
    fresh: values.fresh,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        seeds: { type: 'string', default: '100' },
        'sensitivity-seeds': { type: 'string', default: '20' },
        workers: { type: 'string', default: String(availableParallelism()) },
        only: { type: 'string' },
        out: { type: 'string' },
        fresh: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.split('\n')[0]} ${usage}`);
  }
}
