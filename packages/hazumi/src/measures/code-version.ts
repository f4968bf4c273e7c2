/** Which code measured: what a result is stored with, so that two of them can be compared. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The digest of every source file of the estimator's package but its tests: `flywheel 3f2a…`, twelve digits. */
export async function codeVersion(): Promise<string> {
  const folder = fileURLToPath(new URL('./', import.meta.resolve('@hazumi/flywheel')));
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(await readFile(`${folder}${file}`));
  return `flywheel ${hash.digest('hex').slice(0, 12)}`;
}
