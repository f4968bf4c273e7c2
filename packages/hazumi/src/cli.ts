/** The command-line program `hazumi`. */
import { setTimeout as delay } from 'node:timers/promises';
import { readOperatorWish, runOperatorCommand } from './operators.command.ts';
import { askedToStop } from './signals.ts';
import { diskFullProblem, isDiskFull, StartProblem } from './start.problem.ts';
import { startTable } from './start.table.ts';
import { readOptions, startMarket } from './start.ts';

const commands: Record<string, (given: string[]) => Promise<void>> = {
  start: runStart,
  operator: runOperator,
};
/** How long a start that is no longer wanted may take to come to an end by itself. */
const patienceMs = 10_000;

const [name = '', ...given] = process.argv.slice(2);
const command = commands[name];
try {
  if (!command) throw new StartProblem(`hazumi knows: ${Object.keys(commands).join(', ')}.`);
  await command(given);
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}

/** Runs the market until it is asked to stop, or a bug ends it; either way all that was started is stopped. */
async function runStart(given: string[]): Promise<void> {
  const begun = performance.now();
  const stop = askedToStop();
  const bug = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject);
    process.on('unhandledRejection', reject);
  });
  // The terminal may be gone before the market is: what is said then is lost, and that is all.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const options = readOptions(given, process.env);
  const starting = startMarket({ ...options, terminal: process.stderr });
  try {
    const market = await Promise.race([starting, bug, stop]);
    if (!market) return;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`Hazumi answers at ${market.server.url} (after ${seconds} s).\n`);
    const logins = (await Promise.race([market.seeding?.logins(), bug, stop])) || [];
    console.log(startTable({ ...market, addresses: market.server.addresses, logins }));
    // A story that breaks off leaves a market that answers; the next start goes on with it, and finds all as it was left.
    const told = market.seeding?.told.catch((error: Error) => {
      console.error(
        `The story broke off (${error.message}); the next start goes on with it. Until then nothing falls due by itself.`,
      );
      return false;
    });
    if (await Promise.race([told, bug, stop])) {
      // The operator's second factor is known by now.
      const complete = (await market.seeding?.logins()) ?? [];
      console.log(startTable({ ...market, addresses: market.server.addresses, logins: complete }));
    }
    await Promise.race([stop, bug]);
  } catch (error) {
    throw isDiskFull(error) ? diskFullProblem(options.dataFolder) : error;
  } finally {
    await close(starting);
  }
}

/** Makes an operator in the market of the data folder, or of DATABASE_URL, whether it runs or not. */
async function runOperator(given: string[]): Promise<void> {
  const { dataFolder, databaseUrl } = readOptions([], process.env);
  console.log(await runOperatorCommand(readOperatorWish(given), { dataFolder, databaseUrl }));
}

/** Stops the market. A start that does not come to its end is left to the next one, which takes up what it finds. */
async function close(starting: ReturnType<typeof startMarket>): Promise<void> {
  const market = await Promise.race([starting.catch(() => undefined), delay(patienceMs, undefined)]);
  if (!market) return;
  console.log('Stopping ...');
  await market.close();
  console.log('Stopped.');
}
