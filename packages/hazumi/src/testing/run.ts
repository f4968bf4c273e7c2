/**
 * `npm test`: one PostgreSQL for the whole run, then Node's test runner over every test file, or over those whose
 * path begins with an argument (`npm test -- packages/market/src/orders`). Arguments that begin with `-` are
 * handed to Node's runner.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { askedToStop } from '../signals.ts';
import { findChromium } from './chromium.ts';
import { startTestCluster } from './cluster.ts';

const root = resolve(import.meta.dirname, '../../../..');
const patterns = ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs', 'bench/**/*.test.ts'];
/** Bounds a test that hangs; no test is meant to come near it. */
const timeout = '--test-timeout=600000';

process.exitCode = await run(process.argv.slice(2));
// Not waited for: a handle that somebody forgot must not keep the run open.
process.exit();

async function run(given: string[]): Promise<number> {
  const flags = given.filter((argument) => argument.startsWith('-'));
  const wanted = given.filter((argument) => !argument.startsWith('-'));
  const files = findTests(wanted);
  if (files.length === 0) {
    console.error(`No test file's path begins with ${wanted.join(' or ')}.`);
    return 1;
  }
  const stop = askedToStop();
  const running = process.env.HAZUMI_TEST_DATABASE_URL;
  const cluster = running ? undefined : await startTestCluster();
  const chromium = findChromium(process.env);
  const child = spawn(
    process.execPath,
    [...process.execArgv, '--test', '--test-concurrency=2', timeout, ...flags, ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        HAZUMI_TEST_DATABASE_URL: cluster?.adminUrl ?? running,
        ...(cluster ? { TMPDIR: cluster.temporaryFolder } : {}),
        ...('path' in chromium
          ? { HAZUMI_CHROMIUM: chromium.path }
          : { HAZUMI_CHROMIUM_MISSING: chromium.missing }),
      },
    },
  );
  void stop.then(() => child.kill('SIGINT'));
  try {
    const code = await new Promise<number | null>((settle, reject) =>
      child.on('error', reject).on('exit', settle),
    );
    if ('missing' in chromium) {
      console.log(`The tests of pages were skipped: ${chromium.missing}`);
    }
    return code ?? 1;
  } finally {
    await cluster?.close();
  }
}

/** Test files, relative to the root, in a fixed order. */
function findTests(wanted: string[]): string[] {
  const beginnings = wanted.map((path) => relative(root, resolve(root, path)));
  return globSync(patterns, { cwd: root })
    .filter((file) => beginnings.length === 0 || beginnings.some((beginning) => file.startsWith(beginning)))
    .sort();
}
