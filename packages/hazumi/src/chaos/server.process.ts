/** Starts, ends and starts again the server's process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PointName } from '@hazumi/market';

export interface ServerPlace {
  databaseUrl: string;
  /** the same at each start, because the provider's webhooks go there */
  port: number;
  dataFolder: string;
  sandbox: { url: string; apiKey: string; webhookSecret: string };
}

export interface ServerProcess {
  url: string;
  /** what it has said of errors */
  errors(): string;
  /** Tells it to die when its code next comes by that point; settles when it knows. */
  dieAt(name: PointName): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** settles when it is gone, whoever ended it */
  gone: Promise<void>;
  isGone(): boolean;
}

const program = fileURLToPath(new URL('./server.main.ts', import.meta.url));

/** Settles when the server answers. Rejects with what it said where it ended before. */
export async function startServerProcess(place: ServerPlace): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...process.execArgv, program], {
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      // It is started again and again: what the first start compiled, the others need not.
      NODE_COMPILE_CACHE: join(place.dataFolder, 'compiled'),
      DATABASE_URL: place.databaseUrl,
      PORT: String(place.port),
      DATA_FOLDER: place.dataFolder,
      SANDBOX_URL: place.sandbox.url,
      SANDBOX_API_KEY: place.sandbox.apiKey,
      SANDBOX_SECRET: place.sandbox.webhookSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  let isGone = false;
  const gone = once(child, 'exit').then(() => {
    isGone = true;
  });
  const url = await firstLine(child).catch((error: Error) => {
    throw new Error(`${error.message}:\n${errors}`);
  });
  return {
    url,
    gone,
    isGone: () => isGone,
    errors: () => errors,
    async dieAt(name) {
      const known = once(child, 'message');
      child.send({ dieAt: name });
      await known;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the server ended with ${signal ?? code}`);
  });
  const [text] = (await Promise.race([line, ended])) as [string];
  ended.catch(() => undefined);
  return (JSON.parse(text) as { url: string }).url;
}
