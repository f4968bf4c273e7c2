/**
 * What is to be done later. It names a thing, and whoever does it looks at the thing's state first; doing it
 * twice is harmless.
 */
export type Task =
  | { kind: 'expire' | 'scheduledAct' | 'arrival'; paymentId: string }
  | { kind: 'refundEnd'; refundId: string }
  | { kind: 'deliver'; eventId: string };

export interface DueTask {
  /** milliseconds since 1970 by the agenda's clock */
  dueAt: number;
  task: Task;
}

/** Wakes the sandbox after some milliseconds of the machine; setting it again replaces the last time. */
export interface Alarm {
  set(delayMs: number, ring: () => void): void;
  clear(): void;
}

/**
 * Tasks by the time they are due: a binary heap, so that thousands of open payments cost nothing while they
 * wait.
 */
export class Agenda {
  readonly #heap: DueTask[] = [];

  add(dueAt: number, task: Task): void {
    const heap = this.#heap;
    heap.push({ dueAt, task });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#at(parent).dueAt <= dueAt) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  nextDueAt(): number | null {
    return this.#heap[0]?.dueAt ?? null;
  }

  /** Takes out the earliest task that is due, or null. */
  takeDue(now: number): DueTask | null {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.dueAt > now) return null;
    const last = heap.pop() as DueTask;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const smaller = right < heap.length && this.#at(right).dueAt < this.#at(left).dueAt ? right : left;
      if (this.#at(at).dueAt <= this.#at(smaller).dueAt) return;
      this.#swap(at, smaller);
      at = smaller;
    }
  }

  #at(index: number): DueTask {
    return this.#heap[index] as DueTask;
  }

  #swap(one: number, other: number): void {
    const kept = this.#at(one);
    this.#heap[one] = this.#at(other);
    this.#heap[other] = kept;
  }
}

/** `setTimeout` counts no further than 2^31 milliseconds; the sandbox looks again after an hour. */
const longestTimerMs = 3_600_000;

/** An alarm of the machine that keeps no process alive by itself. */
export function timerAlarm(): Alarm {
  let timer: NodeJS.Timeout | undefined;
  return {
    set(delayMs, ring) {
      clearTimeout(timer);
      timer = setTimeout(ring, Math.min(Math.max(delayMs, 0), longestTimerMs));
      timer.unref();
    },
    clear: () => clearTimeout(timer),
  };
}
