import { readFile } from 'node:fs/promises';
import { parseScenario, type Scenario } from '@hazumi/twin';
import { StartProblem } from '../start.problem.ts';

/** No scenario is as large as this; a file that is was given by mistake. */
const MAX_BYTES = 5_000_000;

/** Reads a scenario file. Throws StartProblem, one sentence that names the file, the field and the reason. */
export async function readScenario(file: string): Promise<Scenario> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.message}.`,
    );
  });
  if (text.length > MAX_BYTES) throw new StartProblem(`${file} is too large for a scenario.`);
  const parsed = parseScenario(parseJson(file, text));
  if (parsed.ok) return parsed.scenario;
  const [first, ...others] = parsed.faults;
  const more = others.length > 0 ? ` (and ${others.length} more faults)` : '';
  const reason = first?.reason.replace(/[.。]$/, '') ?? 'not a scenario';
  throw new StartProblem(`${file} is no scenario: ${first?.path ?? '/'}: ${reason}${more}.`);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new StartProblem(`${file} is not JSON: ${(error as Error).message}.`);
  }
}
