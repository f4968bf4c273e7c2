/** An unfinished run in a file: which scenario, which day comes next, and the state. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { type Scenario, scenarioDigest } from './scenario.ts';
import type { World } from './world.ts';

const MAGIC = 'hazumi-twin-1';

/** Written beside and then renamed, so that a run that dies while saving leaves the last checkpoint whole. */
export async function writeCheckpoint(
  file: string,
  scenario: Scenario,
  world: World,
  nextDay: number,
): Promise<void> {
  const head = `${JSON.stringify({ magic: MAGIC, scenario: scenarioDigest(scenario), nextDay, bytes: world.buffer.byteLength })}\n`;
  const handle = await open(`${file}.part`, 'w');
  try {
    await handle.write(Buffer.from(head));
    await handle.write(Buffer.from(world.buffer));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}

/**
 * Loads the state into `world` and answers the day to go on with; null when there is no such file.
 *
 * @throws Error for a file that is not a checkpoint of this scenario.
 */
export async function readCheckpoint(file: string, scenario: Scenario, world: World): Promise<number | null> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  const end = bytes.indexOf('\n');
  const head = readHead(bytes.subarray(0, Math.max(0, end)).toString());
  if (head === null) throw new Error(`${file} is not a checkpoint of the twin.`);
  if (head.scenario !== scenarioDigest(scenario))
    throw new Error(`${file} is a checkpoint of another scenario, or of another version of the twin.`);
  const state = bytes.subarray(end + 1);
  if (state.length !== head.bytes || head.bytes !== world.buffer.byteLength)
    throw new Error(`${file} is incomplete: ${state.length} of ${world.buffer.byteLength} bytes.`);
  new Uint8Array(world.buffer).set(state);
  return head.nextDay;
}

export async function removeCheckpoint(file: string): Promise<void> {
  await rm(file, { force: true });
}

function readHead(line: string): { scenario: string; nextDay: number; bytes: number } | null {
  try {
    const head: unknown = JSON.parse(line);
    if (typeof head !== 'object' || head === null) return null;
    const { magic, scenario, nextDay, bytes } = head as Record<string, unknown>;
    return magic === MAGIC &&
      typeof scenario === 'string' &&
      typeof nextDay === 'number' &&
      typeof bytes === 'number'
      ? { scenario, nextDay, bytes }
      : null;
  } catch {
    return null;
  }
}
