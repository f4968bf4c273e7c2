import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Where pgbench is: on the PATH, or where Debian puts it; installed from Debian's packages where that can be done.
 *
 * @throws Error, one sentence, where it cannot be had
 */
export function findPgbench(): string {
  const found = look();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('pgbench is missing: installing postgresql-contrib from the system packages ...');
    const options = { stdio: 'ignore' as const, timeout: 300_000 };
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], options);
    const installed = look();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'This benchmark compares with pgbench, which is not installed: install the package "postgresql" and run it again.',
  );
}

function look(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian))
    for (const version of readdirSync(debian).sort().reverse()) folders.push(join(debian, version, 'bin'));
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

/** Transactions a second that pgbench does with this script, prepared, with so many clients. */
export async function pgbenchTps(
  pgbench: string,
  databaseUrl: string,
  script: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hazumi-bench-'));
  const file = join(folder, 'script.sql');
  try {
    writeFileSync(file, script);
    const threads = Math.min(2, clients);
    const given = [
      '-n',
      '-M',
      'prepared',
      '-f',
      file,
      '-c',
      `${clients}`,
      '-j',
      `${threads}`,
      '-T',
      `${seconds}`,
      databaseUrl,
    ];
    const { stdout } = await run(pgbench, given, { timeout: (seconds + 60) * 1000 });
    const failed = /number of failed transactions: (\d+)/.exec(stdout);
    if (failed !== null && failed[1] !== '0') throw new Error(`pgbench failed in ${failed[1]} transactions`);
    const tps = /tps = ([\d.]+) \(without initial/.exec(stdout);
    if (tps === null) throw new Error(`pgbench said: ${stdout}`);
    return Number(tps[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
