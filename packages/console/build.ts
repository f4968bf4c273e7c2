/** Builds the console into `dist`, unless what lies there was built from the very same sources. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = import.meta.dirname;
const folder = join(root, 'dist');
const stampName = '.built-from';

/**
 * The response header that the console's pages are made for: scripts from here alone, none inline. Styles are allowed inline because
 * Mantine writes the variables of its components into the page; documents of licences are shown from `blob:` addresses.
 */
export const consoleContentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Builds the console where it is missing or older than its sources (compared by their digest), and answers the folder whose files are
 * to be served under `/console/`. Every path without a file there answers `index.html`. What lies under `assets/` never changes.
 *
 * The build goes to a folder of its own that takes the place of the old one when it is whole: a process that dies on the
 * way leaves the old one as it was.
 *
 * @throws Error of the bundler where the sources don't build
 */
export async function buildConsole(options: { force?: boolean } = {}): Promise<{ folder: string }> {
  const digest = digestOfSources();
  if (!options.force && (await builtFrom()) === digest) return { folder };
  const fresh = join(root, `dist-${process.pid}`);
  const { build } = await import('vite');
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: fresh, emptyOutDir: true },
    });
    await writeFile(join(fresh, stampName), digest);
    await replaceFolder(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { folder };
}

async function replaceFolder(fresh: string): Promise<void> {
  const old = join(root, `dist-${process.pid}-old`);
  await mkdir(folder, { recursive: true });
  await rename(folder, old);
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
}

async function builtFrom(): Promise<string | undefined> {
  const stamp = join(folder, stampName);
  return existsSync(stamp) && existsSync(join(folder, 'index.html'))
    ? await readFile(stamp, 'utf8')
    : undefined;
}

/** SHA-256 over names and bytes of all that goes into the build: sources, settings, contracts and the lockfile. */
function digestOfSources(): string {
  const contracts = fileURLToPath(new URL('.', import.meta.resolve('@hazumi/contracts')));
  const files = [
    ...globSync('{src,public,vite}/**/*.*', { cwd: root, exclude: isTest }).map((file) => join(root, file)),
    ...['index.html', 'vite.config.ts', 'build.ts', 'package.json'].map((file) => join(root, file)),
    ...globSync('**/*.ts', { cwd: contracts, exclude: isTest }).map((file) => join(contracts, file)),
    join(root, '../../package-lock.json'),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    if (existsSync(file))
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  return hash.digest('hex');
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|[\\/])testing([\\/]|$)/.test(path);
}
