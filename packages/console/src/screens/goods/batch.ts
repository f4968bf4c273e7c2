import { type ApiError, asApiError } from '../../api/errors.ts';

export interface BatchItem {
  id: string;
  name: string;
}
export interface BatchResult {
  done: BatchItem[];
  failed: { item: BatchItem; error: ApiError }[];
}

/**
 * Does one thing to each item, a few at a time. One that fails leaves its neighbours be; the results keep the order of the items.
 *
 * @param tell called after each item with the number that have ended
 */
export async function runBatch(
  items: readonly BatchItem[],
  act: (item: BatchItem) => Promise<unknown>,
  tell: (ended: number) => void,
  atOnce = 4,
): Promise<BatchResult> {
  const outcomes: (ApiError | null)[] = [];
  let next = 0;
  let ended = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      const item = items[at] as BatchItem;
      try {
        await act(item);
        outcomes[at] = null;
      } catch (error) {
        outcomes[at] = asApiError(error);
      }
      ended += 1;
      tell(ended);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  const result: BatchResult = { done: [], failed: [] };
  items.forEach((item, at) => {
    const error = outcomes[at];
    if (error === null || error === undefined) result.done.push(item);
    else result.failed.push({ item, error });
  });
  return result;
}
