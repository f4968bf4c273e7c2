/** Does something with each item, a few at a time, in their order. The first fault ends it, once what runs has come back. */
export async function each<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const faults: unknown[] = [];
  const one = async (): Promise<void> => {
    while (next < items.length && faults.length === 0) {
      const item = items[next] as T;
      next += 1;
      await work(item).catch((error: unknown) => faults.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, one));
  if (faults.length > 0) throw faults[0];
}
