/**
 * Rule: how the North Star is counted day by day: effective stores, and E* without cliffs, with those that became effective for the
 * first time, came back, or lapsed. Who is effective is another rule (`effectiveStore`); this only counts.
 */
import type { PolicyDocument } from './document.ts';
import { type EffectiveStoreFacts, effectiveStore } from './effective-store.ts';

export interface StoreOnDay {
  readonly store: string;
  /** The store's window that ends on this day. */
  readonly facts: EffectiveStoreFacts;
}

/** A store that was judged already. */
export interface JudgedStore {
  readonly store: string;
  readonly isEffective: boolean;
  /** Part in E*, 0 to 1. */
  readonly weight: number;
}

export interface NorthStarDay {
  readonly effective: number;
  /** E*: the sum of all stores' weights, each 0 to 1. */
  readonly weight: number;
  /** Effective for the first time. */
  readonly new: number;
  /** Effective again, after at least a day without. */
  readonly reactivated: number;
  /** Effective the day before, and not now; also when the store is gone. */
  readonly lapsed: number;
}

/** What has to be remembered from one day to the next. */
export interface NorthStarMemory {
  readonly effective: ReadonlySet<string>;
  readonly ever: ReadonlySet<string>;
}

export const noMemory: NorthStarMemory = { effective: new Set(), ever: new Set() };

/**
 * Counts one day of stores that were judged. `effective = the day before + new + reactivated - lapsed` always holds.
 *
 * @throws RangeError when a store is named twice.
 */
export function countNorthStar(
  memory: NorthStarMemory,
  stores: readonly JudgedStore[],
): { readonly day: NorthStarDay; readonly memory: NorthStarMemory } {
  const effective = new Set<string>();
  const named = new Set<string>();
  let weight = 0;
  for (const judged of stores) {
    if (named.has(judged.store)) throw new RangeError(`The store ${judged.store} is named twice on one day.`);
    named.add(judged.store);
    weight += judged.weight;
    if (judged.isEffective) effective.add(judged.store);
  }
  const begun = [...effective].filter((store) => !memory.effective.has(store));
  const first = begun.filter((store) => !memory.ever.has(store));
  const lapsed = [...memory.effective].filter((store) => !effective.has(store));
  return {
    day: {
      effective: effective.size,
      weight,
      new: first.length,
      reactivated: begun.length - first.length,
      lapsed: lapsed.length,
    },
    memory: { effective, ever: new Set([...memory.ever, ...first]) },
  };
}

/** Judges the stores of one day and counts them. @throws RangeError when a store is named twice. */
export function northStarDay(
  memory: NorthStarMemory,
  stores: readonly StoreOnDay[],
  policy: Pick<PolicyDocument, 'effectiveStore' | 'currencies'>,
): { readonly day: NorthStarDay; readonly memory: NorthStarMemory } {
  return countNorthStar(
    memory,
    stores.map(({ store, facts }) => {
      const { isEffective, weight } = effectiveStore(facts, policy);
      return { store, isEffective, weight };
    }),
  );
}

/** All days in order, beginning with no memory: on the first day every effective store is new. */
export function northStar(
  days: readonly (readonly StoreOnDay[])[],
  policy: Pick<PolicyDocument, 'effectiveStore' | 'currencies'>,
): readonly NorthStarDay[] {
  let memory = noMemory;
  return days.map((stores) => {
    const counted = northStarDay(memory, stores, policy);
    memory = counted.memory;
    return counted.day;
  });
}
