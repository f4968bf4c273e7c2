import { replacePart } from './swap.ts';

/** Seconds between two looks; a payment that takes longer than all of them is looked at when the shopper asks. */
const waits = [2, 3, 5, 8, 13, 20, 30, 60];

/** While a page waits for a payment (`data-poll="<id>"`), it looks now and then whether that part has changed. */
export function pollWhileWaiting(enhance: (root: ParentNode) => void): void {
  const [first] = document.querySelectorAll<HTMLElement>('[data-poll]');
  if (first === undefined) return;
  const id = first.dataset.poll ?? '';
  let turn = 0;
  const look = async () => {
    // A form that the shopper is in must not be pulled from under them.
    const part = document.getElementById(id);
    if (part?.dataset.poll === undefined) return;
    if (!document.hidden && !part.contains(document.activeElement)) {
      try {
        enhance(await replacePart(location.href, id));
      } catch {
        // The next turn tries again.
      }
    }
    next();
  };
  const next = () => {
    const seconds = waits[turn];
    turn += 1;
    if (seconds !== undefined) window.setTimeout(look, seconds * 1000);
  };
  next();
}
