import { parentPort } from 'node:worker_threads';

/** Makes the current thread answer the tasks of a pool with `work`, one at a time. */
export function serveTasks<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  const port = parentPort;
  if (!port) throw new Error('This file is run by a pool, in a thread.');
  port.on('message', async (task: Task) => {
    try {
      port.postMessage({ answer: await work(task) });
    } catch (error) {
      port.postMessage({ error });
    }
  });
}
