/** The payment sandbox as a process of its own, as far from the market as a real provider is. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { findPort } from './ports.ts';

export type SandboxOptions = {
  /** For the sandbox's journal, its log and the port it had. */
  folder: string;
  apiKey: string;
  webhookSecret: string;
  log: Logger;
  /** The program to run, when it is not the sandbox: for tests. */
  program?: string;
};

export type RunningSandbox = {
  url: string;
  pid(): number | undefined;
  close(): Promise<void>;
};

const program = fileURLToPath(new URL('../../sandbox/src/main.ts', import.meta.url));
const readyMs = 30_000;
const restartMs = 1_000;
const stopMs = 5_000;

/**
 * Starts it and waits until it says where it answers. It keeps its port from one start to the next, because
 * the market remembers addresses of payment pages; should it end by itself, it is started again.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  mkdirSync(options.folder, { recursive: true });
  const portFile = join(options.folder, 'port');
  const port = await findPort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  writeFileSync(portFile, String(port));
  let closing = false;
  let child = spawnSandbox(options, port);
  const url = await readAddress(child);
  watch(child);
  return {
    url,
    pid: () => child.pid,
    async close() {
      closing = true;
      await stop(child);
    },
  };

  function watch(running: ChildProcess): void {
    running.once('exit', async (code, signal) => {
      if (closing) return;
      options.log.error({ code, signal }, 'the payment sandbox ended by itself and is started again');
      await delay(restartMs);
      if (closing) return;
      child = spawnSandbox(options, port);
      watch(child);
    });
  }
}

function spawnSandbox(options: SandboxOptions, port: number): ChildProcess {
  const log = openSync(join(options.folder, 'sandbox.log'), 'a');
  try {
    return spawn(process.execPath, [...process.execArgv, options.program ?? program], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        SANDBOX_API_KEY: options.apiKey,
        SANDBOX_SECRET: options.webhookSecret,
        SANDBOX_DATA: join(options.folder, 'journal'),
      },
      // The sandbox ends when the channel closes: it never outlives the market, however that ended.
      stdio: ['ignore', 'pipe', log, 'ipc'],
      // Ctrl-C must reach the market first: it stops the sandbox when nothing can need it any more.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

/** The first line the sandbox prints: {"url": "http://..."}. */
async function readAddress(child: ChildProcess): Promise<string> {
  const output = child.stdout;
  if (!output) throw new Error('the payment sandbox has no output');
  const first = new Promise<string>((settle, reject) => {
    createInterface({ input: output }).once('line', settle);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the payment sandbox ended with code ${code}`)));
  });
  const late = AbortSignal.timeout(readyMs);
  const line = await Promise.race([
    first,
    new Promise<never>((_, reject) =>
      late.addEventListener('abort', () => reject(new Error('the payment sandbox did not start in time'))),
    ),
  ]);
  return (JSON.parse(line) as { url: string }).url;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((settle) => child.once('exit', settle));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(impatience);
}
