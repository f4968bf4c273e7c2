/**
 * A replay, from the files to the reconciliation:
 *
 *   plan        the files are read; every step of every order gets its instant (pure)
 *   set up      an operator, the sellers with licences and stores, their goods
 *   trade       step after step in order of time, both clocks set to each step's instant first
 *   compare     the market is read back through its API and compared with the files
 *
 * It may be killed anywhere. The next run plans the same, passes over what the journal says is done, and asks the market about
 * the rest.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@hazumi/market';
import { defaultDocument } from '@hazumi/policy';
import { clearDataFolder, prepareDataFolder } from '../data.ts';
import { InUseProblem, StartProblem } from '../start.problem.ts';
import type { ProgressOutput } from '../start.progress.ts';
import { csvLine } from './csv.ts';
import { type Journal, openJournal } from './journal.ts';
import { openReplayMarket, type ReplayMarket } from './market.ts';
import type { ReplayOptions } from './options.ts';
import { planReplay } from './plan.ts';
import { readRecord } from './record.read.ts';
import type { RefusedRow, TradeRecord } from './record.ts';
import { runReplay } from './replay.run.ts';
import { differencesFromFile, type ExpectedSums, reportJson, reportText } from './report.ts';

const dayMs = 86_400_000;
const waitMs = 1_000;

/**
 * Runs a replay and says its results; the last line is JSON. Returns whether all that differs has a name.
 *
 * @throws StartProblem for what the person at the terminal can change; the signal's reason when it was stopped
 */
export async function replay(run: {
  options: ReplayOptions;
  /** where results are said, a line each */
  say(line: string): void;
  /** progress, and what goes wrong */
  terminal: NodeJS.WritableStream & ProgressOutput;
  stopping: AbortSignal;
  machine: Clock;
}): Promise<boolean> {
  const { options, say, terminal, stopping, machine } = run;
  const record = readRecord(options.source);
  const plan = planReplay(record, defaultDocument);
  if (options.fresh) await clearDataFolder(options.dataFolder);
  prepareDataFolder(options.dataFolder);
  const refusedFile = join(options.dataFolder, 'refused.csv');
  const first = plan.orders[0];
  if (first === undefined) {
    writeRefused(refusedFile, record.refused);
    throw new StartProblem(`No order of ${options.source} can be replayed: see ${refusedFile}.`);
  }
  const startsAt = new Date(first.timeline.placedAt - dayMs);
  const market = await openInTurn({ dataFolder: options.dataFolder, startsAt, terminal }, stopping);
  try {
    // Read only now: the folder is ours alone from here on.
    const journal = openJournal(join(options.dataFolder, 'replay.jsonl'));
    try {
      claimFolder(journal, record, options);
      writeRefused(refusedFile, record.refused);
      const orders = plan.orders.slice(
        0,
        Math.max(options.limit ?? plan.orders.length, begunBefore(journal)),
      );
      const result = await runReplay({ market, journal, record, plan, orders, terminal, stopping, machine });
      const { refused, found, reconciliation } = result;
      const refusedRows = [...record.refused, ...refused.values()];
      writeRefused(refusedFile, refusedRows);
      say(reportText(reconciliation, refusedRows.length, refusedFile));
      const isAll = orders.length === plan.orders.length;
      const stated = compareWithFile(options.source, isAll, (sums) =>
        differencesFromFile(sums, reconciliation),
      );
      say(`\n${stated.said}\n`);
      const off = found.trialBalance.reduce((sum, { differenceMinor: by }) => sum + (by < 0n ? -by : by), 0n);
      say(reportJson(reconciliation, off, refusedRows.length));
      // A refused row is a reason for other sums than the file states.
      return reconciliation.unexplained.length === 0 && (stated.agrees || record.refused.length > 0);
    } finally {
      journal.close();
    }
  } finally {
    await market.close();
  }
}

/** Opens the market; waits for a run that still has the folder, such as one whose terminal was closed and that comes to its end alone. */
async function openInTurn(
  options: Parameters<typeof openReplayMarket>[0],
  stopping: AbortSignal,
): Promise<ReplayMarket> {
  for (let isSaid = false; ; isSaid = true) {
    try {
      return await openReplayMarket(options);
    } catch (error) {
      if (!(error instanceof InUseProblem)) throw error;
      if (!isSaid) options.terminal.write(`${options.dataFolder} is in use: waiting until it is free ...\n`);
      await delay(waitMs, undefined, { signal: stopping });
    }
  }
}

/** Notes which record this folder replays, at its first run. */
function claimFolder(journal: Journal, record: TradeRecord, options: ReplayOptions): void {
  const claim = journal.earlier.find((entry) => entry.kind === 'record');
  if (claim === undefined) journal.write({ kind: 'record', digest: record.digest });
  else if (claim.digest !== record.digest) {
    throw new StartProblem(
      `${options.dataFolder} holds the replay of other files: use --data with a folder of its own, or --fresh.`,
    );
  }
}

/** How many orders earlier runs have begun: they are compared too, also where a smaller limit is asked for now. */
const begunBefore = (journal: Journal): number =>
  new Set(
    journal.earlier.flatMap((entry) =>
      entry.kind === 'placed' || entry.kind === 'refused' ? [entry.orderId] : [],
    ),
  ).size;

function writeRefused(file: string, rows: readonly RefusedRow[]): void {
  const lines = rows.map(({ file: name, line, reason }) => csvLine([name, line, reason]));
  writeFileSync(file, csvLine(['file', 'row', 'reason']) + lines.join(''));
}

/** Compares with what the folder itself says of its sums, where it says something. */
function compareWithFile(
  source: string,
  isAll: boolean,
  differences: (sums: ExpectedSums) => string[],
): { agrees: boolean; said: string } {
  const file = join(source, 'expected.json');
  if (!existsSync(file)) return { agrees: true, said: 'The folder has no expected.json to compare with.' };
  if (!isAll) return { agrees: true, said: 'expected.json is of all orders and was not compared.' };
  let sums: ExpectedSums;
  try {
    sums = JSON.parse(readFileSync(file, 'utf8')) as ExpectedSums;
  } catch (error) {
    return { agrees: false, said: `expected.json cannot be read: ${(error as Error).message}.` };
  }
  const found = differences(sums);
  return found.length === 0
    ? { agrees: true, said: 'expected.json agrees.' }
    : { agrees: false, said: `expected.json differs: ${found.join('; ')}.` };
}
