/** The command-line program `hazumi`. */
import { askedToStop } from './signals.ts';
import { StartProblem } from './start.problem.ts';
import { startTable } from './start.table.ts';
import { readOptions, startMarket } from './start.ts';

const commands: Record<string, (given: string[]) => Promise<void>> = { start: runStart };

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

/** Runs the market until it is asked to stop. */
async function runStart(given: string[]): Promise<void> {
  const begun = performance.now();
  const stop = askedToStop();
  const market = await startMarket({ ...readOptions(given, process.env), terminal: process.stderr });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`Hazumi answers at ${market.server.url} (after ${seconds} s).\n`);
  console.log(startTable({ ...market, addresses: market.server.addresses, logins: [] }));
  const bug = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject);
    process.on('unhandledRejection', reject);
  });
  try {
    await Promise.race([stop, bug]);
  } finally {
    console.log('Stopping ...');
    await market.close();
    console.log('Stopped: server, payment sandbox and database.');
  }
}
