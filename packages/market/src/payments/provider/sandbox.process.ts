import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A real Sandbox Pay beside a test: its own process on a free port. */
export interface SandboxProcess {
  url: string;
  apiKey: string;
  webhookSecret: string;
  /**
   * The machine door: one request to the provider's API, its answer read as JSON. Throws on a status of 400
   * or more.
   */
  call(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const program = fileURLToPath(new URL('../../../../sandbox/src/main.ts', import.meta.url));

/**
 * Starts it. With `folder` it keeps a journal there and goes on where the last one stopped. It ends with the
 * process that started it, however that ends.
 */
export async function startSandboxProcess(options: { folder?: string } = {}): Promise<SandboxProcess> {
  const apiKey = 'sandbox-key-of-a-test';
  const webhookSecret = `whsec_${Buffer.from('webhook secret of a test').toString('base64')}`;
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SANDBOX_API_KEY: apiKey,
      SANDBOX_SECRET: webhookSecret,
      ...(options.folder ? { SANDBOX_DATA: options.folder } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await firstLine(child);
  // A test that forgets to close it shall still come to its end.
  child.unref();
  child.channel?.unref();
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    apiKey,
    webhookSecret,
    async call(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}` },
        body: body && JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}

/** It says where it answers in its first line: {"url": "http://..."}. */
async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the sandbox has no output');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the sandbox ended with ${code}`)),
  );
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return (JSON.parse(line) as { url: string }).url;
}
