/** Tries drafts of the policy in the twin, in a process of its own: the server's heap, its threads and its turn of the core stay its own. */
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { LabRunner } from '@hazumi/market';
import type { LabMessage } from './lab.process.ts';

const program = new URL('./lab.process.ts', import.meta.url);

/** A runner that starts a process for each run, at the lowest priority, and ends it when the run is stopped. */
export function labRunner(): LabRunner {
  return {
    run(task, { signal, onProgress }) {
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const child = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
        const stop = (): void => void child.kill('SIGKILL');
        signal.addEventListener('abort', stop, { once: true });
        if (child.pid !== undefined) lowerPriority(child.pid);
        let answer: LabMessage | undefined;
        child.on('message', (message: LabMessage) => {
          if (message.kind === 'progress') onProgress(message);
          else answer = message;
        });
        child.on('error', reject);
        // Only when it is gone: whoever stops a run may count on its core being free.
        child.on('exit', (code, killed) => {
          signal.removeEventListener('abort', stop);
          if (answer?.kind === 'done') resolve({ findings: answer.findings, page: answer.page });
          else if (signal.aborted) reject(signal.reason);
          else if (answer?.kind === 'failed') reject(new Error(answer.message));
          else reject(new Error(`The process ended without an answer (${killed ?? code}).`));
        });
        child.send(task);
      });
    },
  };
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // A system without priorities, or a process that has ended already: it runs like any other.
  }
}
