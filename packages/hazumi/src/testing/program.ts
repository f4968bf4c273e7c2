/** Runs one of Hazumi's programs as a person would, and looks at what it says and leaves behind. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

export type Program = {
  pid: number;
  /** All it has said so far, output and errors. */
  said(): string;
  /** Settles with the match as soon as it has said that; rejects if it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Settles with its exit code once it has ended and nobody writes to its output any more. */
  ended: Promise<number | null>;
};

/** Starts `node scripts/run.mjs <entry> <given>`; `environment` is added to ours, without our database. */
export function runProgram(entry: string, given: string[], environment: Record<string, string>): Program {
  const { DATABASE_URL: _, HAZUMI_DATA: __, INIT_CWD: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), entry, ...given], {
    env: { ...inherited, ...environment },
    // The channel ends the program when a test run is broken off.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((settle) => child.on('close', (code) => settle(code)));
  return {
    pid: child.pid ?? 0,
    said: () => text,
    ended,
    says(pattern) {
      return new Promise((settle, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (match) settle(match);
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`it ended without saying ${pattern}:\n${text}`)));
        look();
      });
    },
  };
}

/** `npm start` on a data folder, at any free port. */
export function runStart(
  dataFolder: string,
  given: string[] = [],
  environment: Record<string, string> = {},
): Program {
  return runProgram('packages/hazumi/src/cli.ts', ['start', ...given], {
    PORT: '0',
    HAZUMI_DATA: dataFolder,
    // The story is told in tests of its own.
    HAZUMI_SEED: 'off',
    ...environment,
  });
}

/** A new folder that any user can reach; `remove` deletes it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hazumi-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
