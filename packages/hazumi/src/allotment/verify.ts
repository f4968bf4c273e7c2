import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  AllotmentFileProblem,
  type Difference,
  type PublicPrices,
  parsePrices,
  parseStatement,
  pricesFaults,
  type Statement,
  verifyStatement,
} from '@hazumi/policy';
import { StartProblem } from '../start.problem.ts';

export interface VerifiedFiles {
  readonly statement: Statement;
  readonly prices: PublicPrices;
  readonly differences: readonly Difference[];
  readonly rows: number;
  /** Days before this one that were found beside it and follow one another. */
  readonly daysOfChain: number;
}

/**
 * Verifies a statement against the prices beside it (`prices-YYYY-MM-DD.json`) or those named, and follows the chain of
 * hashes back as far as the files in that folder go.
 *
 * @throws StartProblem for a file that cannot be read or is not what it should be.
 */
export async function verifyFiles(file: string, pricesFile?: string): Promise<VerifiedFiles> {
  const statement = await readAs(file, parseStatement);
  const path = pricesFile ?? join(dirname(file), pricesName(statement.day));
  const prices = await readAs(path, parsePrices);
  const { differences, rows } = verifyStatement(statement, prices);
  const chain = await followChain(prices, path);
  return {
    statement,
    prices,
    differences: [...differences, ...chain.faults.map((what) => ({ where: 'prices', what }))],
    rows,
    daysOfChain: chain.days,
  };
}

export const pricesName = (day: string): string => `prices-${day}.json`;

async function followChain(prices: PublicPrices, path: string): Promise<{ days: number; faults: string[] }> {
  const folder = dirname(path);
  const days = (await readdir(folder))
    .filter((name) => /^prices-\d{4}-\d\d-\d\d\.json$/.test(name) && name < basename(path))
    .sort()
    .reverse();
  const faults: string[] = [];
  let later = prices;
  let followed = 0;
  for (const name of days) {
    if (later.previousHash === null) break;
    const earlier = await readAs(join(folder, name), parsePrices);
    faults.push(
      ...pricesFaults(earlier),
      ...pricesFaults(later, earlier).filter((fault) => fault.includes('follow')),
    );
    later = earlier;
    followed++;
  }
  return { days: followed, faults };
}

async function readAs<Value>(path: string, parse: (value: unknown) => Value): Promise<Value> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new StartProblem(`${path} cannot be read.`, { cause: error });
  }
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof AllotmentFileProblem) throw new StartProblem(`${path}: ${error.message}`);
    if (error instanceof SyntaxError) throw new StartProblem(`${path} is not JSON.`, { cause: error });
    throw error;
  }
}

/** Differences shown; the last line of JSON counts all. */
const SHOWN = 20;

export function verificationReport({
  statement,
  prices,
  differences,
  rows,
  daysOfChain,
}: VerifiedFiles): string {
  const lines = [
    `${statement.principal}, ${statement.day}: ${statement.stores.length} stores, ${rows} rows, policy ${prices.policyDigest.slice(0, 12)}.`,
    ...statement.stores.map(({ store, got }) => `  ${store}: ${impressions(got.total)} impressions`),
    daysOfChain === 0
      ? 'No earlier day lies beside it.'
      : `${daysOfChain} earlier days lie beside it and were followed.`,
    ...differences.slice(0, SHOWN).map(({ where, what }) => `Differs: ${where}: ${what}`),
    ...(differences.length > SHOWN ? [`... and ${differences.length - SHOWN} more.`] : []),
    differences.length === 0
      ? 'Equal: every figure follows from the public prices and these facts.'
      : 'Not equal.',
    JSON.stringify({
      equal: differences.length === 0,
      differences: differences.length,
      rows,
      stores: statement.stores.length,
      days_of_chain: daysOfChain,
    }),
  ];
  return lines.join('\n');
}

const impressions = (micro: number): string =>
  (micro / 1_000_000).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
