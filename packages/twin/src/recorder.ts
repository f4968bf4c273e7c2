/** Writes down what the links passed on: by day, for a tape that cuts read from, or by week, for a panel. */
import { LINKS, type Link, type Scenario, storeRows } from './scenario.ts';
import { LINK_CAUSE, type Tape, type Taps } from './taps.ts';
import type { World } from './world.ts';

export interface Recorder {
  readonly values: Readonly<Record<Link, Float64Array>>;
  /** Called at the start of a day, when the taps are filled. */
  record(world: World, taps: Taps, day: number, from: number, to: number): void;
}

/** What a recorder needs to be put together again in another thread. */
export interface RecorderMemory {
  readonly kind: 'days' | 'weeks';
  readonly buffers: Readonly<Record<Link, SharedArrayBuffer>>;
}

export function recorderMemory(scenario: Scenario, kind: RecorderMemory['kind']): RecorderMemory {
  const steps = kind === 'days' ? scenario.days : Math.floor(scenario.days / 7);
  const bytes = storeRows(scenario) * steps * 8;
  const buffers = Object.fromEntries(LINKS.map((link) => [link, new SharedArrayBuffer(bytes)]));
  return { kind, buffers: buffers as Record<Link, SharedArrayBuffer> };
}

export function recorderOf({ kind, buffers }: RecorderMemory): Recorder {
  const values = Object.fromEntries(LINKS.map((link) => [link, new Float64Array(buffers[link])])) as Record<
    Link,
    Float64Array
  >;
  return { values, record: kind === 'days' ? recordDay : recordWeek };

  /** What the stores had to pass on, before anybody treats it. */
  function recordDay(world: World, _taps: Taps, day: number, from: number, to: number): void {
    const base = day * world.rows;
    for (const link of LINKS) values[link].set(world[LINK_CAUSE[link]].subarray(from, to), base + from);
  }

  /** What was passed on, nudges included. Sums of a week lie at `row x weeks + week`; the days of an unfinished last week are left out. */
  function recordWeek(world: World, taps: Taps, day: number, from: number, to: number): void {
    const week = Math.floor(day / 7);
    const weeks = values.effectiveToPrivate.length / world.rows;
    if (week >= weeks) return;
    for (const link of LINKS) {
      const source = taps[link];
      const out = values[link];
      for (let row = from; row < to; row++) {
        const at = row * weeks + week;
        out[at] = (out[at] as number) + (source[row] as number);
      }
    }
  }
}

/** What a run recorded by day, as the tape of another. */
export function tapeOf(recorder: Recorder): Tape {
  return { values: recorder.values };
}
