/**
 * Buttons for one less and one more beside a number (`data-stepper`); the field stays as it is for typing. With
 * `data-stepper="submit"` the form goes off by itself once the shopper has settled on a number.
 */
export function addSteppers(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('input[data-stepper]')) {
    if (input.closest('.stepper') !== null) continue;
    const box = document.createElement('span');
    box.className = 'stepper';
    input.replaceWith(box);
    const less = button('−', input, -1);
    const more = button('+', input, 1);
    box.append(less, input, more);
    const update = () => {
      less.disabled = Number(input.value) <= Number(input.min || 0);
      more.disabled = input.max !== '' && Number(input.value) >= Number(input.max);
    };
    input.addEventListener('input', update);
    update();
    if (input.dataset.stepper === 'submit') submitWhenSettled(input);
  }
}

function button(sign: string, input: HTMLInputElement, step: 1 | -1): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = sign;
  // Screen readers and keyboards change the number in the field itself, which does the same.
  element.tabIndex = -1;
  element.ariaHidden = 'true';
  element.addEventListener('click', () => {
    if (step > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return element;
}

function submitWhenSettled(input: HTMLInputElement): void {
  const { form } = input;
  if (form === null) return;
  form.classList.add('submits-itself');
  let timer = 0;
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (input.value !== input.defaultValue && form.reportValidity()) form.requestSubmit();
    }, 700);
  });
}
