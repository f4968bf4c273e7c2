/** Worker threads that do tasks one after the other: many runs at once, each on one thread. */
import { Worker } from 'node:worker_threads';

export interface Pool<Task, Answer> {
  /** Settles with the answer of the next thread that is free; rejects when the task throws or the pool is closed. */
  run(task: Task): Promise<Answer>;
  /** Ends all threads at once; what has not been answered is rejected with `reason`. */
  close(reason?: unknown): Promise<void>;
}

interface Waiting<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a thread answers: see `serveTasks`. */
type Message<Answer> = { readonly answer: Answer } | { readonly error: unknown };

/** @param module the file that the threads run; it calls `serveTasks` of tasks.ts. */
export function createPool<Task, Answer>(module: URL, threads: number): Pool<Task, Answer> {
  const queue: Waiting<Task, Answer>[] = [];
  const busy = new Map<Worker, Waiting<Task, Answer>>();
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let closed: { reason: unknown } | undefined;

  function start(): Worker {
    const worker = new Worker(module);
    all.add(worker);
    worker.on('message', (message: Message<Answer>) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ('error' in message) waiting?.reject(message.error);
      else waiting?.resolve(message.answer);
      next();
    });
    worker.on('error', (error) => {
      all.delete(worker);
      const waiting = busy.get(worker);
      busy.delete(worker);
      waiting?.reject(error);
      next();
    });
    return worker;
  }

  function next(): void {
    while (queue.length > 0 && (idle.length > 0 || all.size < threads) && !closed) {
      const waiting = queue.shift();
      if (!waiting) return;
      const worker = idle.pop() ?? start();
      busy.set(worker, waiting);
      worker.postMessage(waiting.task);
    }
  }

  return {
    run(task) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(closed.reason);
        queue.push({ task, resolve, reject });
        next();
      });
    },
    async close(reason = new Error('The pool is closed.')) {
      closed ??= { reason };
      for (const { reject } of [...queue.splice(0), ...busy.values()]) reject(closed.reason);
      busy.clear();
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
