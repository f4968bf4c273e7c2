/**
 * `npm run ledger:check`: prints the trial balance of a market and what its audit finds. The last line is JSON,
 * `{"trial_balance":0,"faults":[]}`; the exit code is 1 where the books do not balance or something must not be as it is.
 */
import { resolve } from 'node:path';
import { auditMarket, openDatabase, trialBalance } from '@hazumi/market';
import { toDecimal } from '@hazumi/policy';
import { openExistingDatabase } from './existing-market.ts';
import { StartProblem } from './start.problem.ts';

export type LedgerCheck = {
  accounts: Awaited<ReturnType<typeof trialBalance>>;
  /** by currency: debits less credits; all are 0 where the books balance */
  differences: { currency: string; differenceMinor: bigint }[];
  faults: string[];
};

/** Asks the database itself: sums of the entries, not of rolled-up balances. Throws StartProblem where it holds no market. */
export async function checkLedger(databaseUrl: string): Promise<LedgerCheck> {
  const handle = openDatabase(databaseUrl, { connections: 1 });
  try {
    const accounts = await trialBalance(handle.db);
    const faults = await auditMarket(handle.db);
    const sums = new Map<string, bigint>();
    for (const { currency, debitMinor, creditMinor } of accounts) {
      sums.set(currency, (sums.get(currency) ?? 0n) + debitMinor - creditMinor);
    }
    const differences = [...sums].map(([currency, differenceMinor]) => ({ currency, differenceMinor }));
    return { accounts, differences, faults };
  } catch (error) {
    const isNoMarket = (error as { code?: string }).code === '42P01';
    throw isNoMarket ? new StartProblem('This database holds no market.', { cause: error }) : error;
  } finally {
    await handle.close();
  }
}

export const isSound = ({ differences, faults }: LedgerCheck): boolean =>
  faults.length === 0 && differences.every(({ differenceMinor }) => differenceMinor === 0n);

/** What the command prints, its last line of JSON included. */
export function ledgerReport({ accounts, differences, faults }: LedgerCheck): string {
  const rows = accounts.map(({ currency, account, debitMinor, creditMinor }) => [
    currency,
    account,
    toDecimal(debitMinor, currency),
    toDecimal(creditMinor, currency),
    toDecimal(debitMinor - creditMinor, currency),
  ]);
  const totals = differences.map(({ currency, differenceMinor }) => [
    currency,
    'debits less credits',
    '',
    '',
    toDecimal(differenceMinor, currency),
  ]);
  const table = [['', 'account', 'debit', 'credit', 'balance'], ...rows, ...totals];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const findings =
    faults.length === 0 ? ['The audit finds no fault.'] : faults.map((fault) => `Fault: ${fault}`);
  const off = differences.reduce((sum, { differenceMinor: by }) => sum + (by < 0n ? -by : by), 0n);
  return [...lines, '', ...findings, JSON.stringify({ trial_balance: Number(off), faults })].join('\n');
}

export type LedgerCheckOptions = { dataFolder: string; databaseUrl: string | undefined };

/** Reads `[--database URL] [--data FOLDER]`. Throws StartProblem for what is not understood. */
export function readLedgerCheckOptions(given: string[], environment: NodeJS.ProcessEnv): LedgerCheckOptions {
  const from = environment.INIT_CWD ?? process.cwd();
  const folder = environment.HAZUMI_DATA ?? resolve(import.meta.dirname, '../../../.hazumi');
  const options: LedgerCheckOptions = {
    dataFolder: resolve(from, folder),
    databaseUrl: environment.DATABASE_URL || undefined,
  };
  for (let at = 0; at < given.length; at += 2) {
    const value = given[at + 1];
    if (given[at] === '--database' && value) options.databaseUrl = value;
    // A folder that is named is meant, whatever the environment says of a database.
    else if (given[at] === '--data' && value)
      Object.assign(options, { dataFolder: resolve(from, value), databaseUrl: undefined });
    else throw new StartProblem('npm run ledger:check knows -- --database URL and -- --data FOLDER.');
  }
  return options;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const options = readLedgerCheckOptions(process.argv.slice(2), process.env);
    const database = await openExistingDatabase(options.dataFolder, options.databaseUrl);
    try {
      const check = await checkLedger(database.url);
      console.log(ledgerReport(check));
      process.exitCode = isSound(check) ? 0 : 1;
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(error instanceof StartProblem ? error.message : error);
    process.exitCode = 1;
  }
}
