/**
 * What the pages do better with a script. Everything works without: each of these takes over something that a link or a form does
 * already, and steps aside when it fails.
 */
import { pollWhileWaiting } from './poll.ts';
import { addSteppers } from './stepper.ts';
import { guardForms } from './submit.ts';
import { suggestWhileTyping } from './suggest.ts';
import { swapOnClick } from './swap.ts';

function enhance(root: ParentNode): void {
  addSteppers(root);
}

guardForms();
swapOnClick(enhance);
pollWhileWaiting(enhance);
suggestWhileTyping();
enhance(document);
// A form that was refused: the list of what is wrong is where the shopper starts.
document.getElementById('faults')?.focus();
// The list of languages closes when one looks elsewhere.
document.addEventListener('click', (event) => {
  for (const open of document.querySelectorAll<HTMLDetailsElement>('.languages[open]')) {
    if (event.target instanceof Node && !open.contains(event.target)) open.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  const open = document.querySelector<HTMLDetailsElement>('.languages[open]');
  if (event.key !== 'Escape' || open === null) return;
  open.open = false;
  open.querySelector('summary')?.focus();
});
