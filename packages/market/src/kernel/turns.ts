/**
 * Work that may wait: each piece of it gets a turn of the event loop of its own. Between two of them everything else that came meanwhile is
 * served, so that many such requests at once delay others by one of them, not by all.
 */
export function turns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let isTurning = false;

  function next(): void {
    const begin = waiting.shift();
    isTurning = begin !== undefined;
    if (begin === undefined) return;
    begin();
    // Immediates come after input and output: whoever has news in the meantime goes first.
    setImmediate(next);
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (isTurning) return;
      isTurning = true;
      setImmediate(next);
    });
}

/** The turns of this process; it has one event loop. */
export const turn = turns();
