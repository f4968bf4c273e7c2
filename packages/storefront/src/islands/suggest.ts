/**
 * Suggestions under the search field, as a combobox with a list (WAI-ARIA APG): arrows choose, Enter searches for what is chosen, Escape
 * closes. Without a script, or while nothing comes back, the field is what it is: a form that searches for what was typed.
 */
const waitMs = 150;

export function suggestWhileTyping(): void {
  const input = document.querySelector<HTMLInputElement>('input[data-suggest]');
  const form = input?.form;
  if (input === null || form === null || form === undefined) return;
  const list = document.createElement('ul');
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.role = 'listbox';
  list.ariaLabel = input.dataset.suggest ?? '';
  list.hidden = true;
  form.append(list);
  input.role = 'combobox';
  input.ariaAutoComplete = 'list';
  input.ariaExpanded = 'false';
  input.setAttribute('aria-controls', list.id);

  let typed = input.value;
  let active = -1;
  let timer = 0;
  let asking: AbortController | undefined;

  const options = () => [...list.children] as HTMLElement[];
  const close = () => {
    window.clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.ariaExpanded = 'false';
    choose(-1);
  };
  const choose = (next: number) => {
    active = next;
    options().forEach((option, at) => {
      option.ariaSelected = String(at === next);
    });
    if (next < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', options()[next]?.id ?? '');
  };
  const show = (texts: readonly string[]) => {
    list.replaceChildren(
      ...texts.map((text, at) => {
        const option = document.createElement('li');
        option.id = `suggestion-${at}`;
        option.role = 'option';
        option.textContent = text;
        return option;
      }),
    );
    choose(-1);
    list.hidden = texts.length === 0;
    input.ariaExpanded = String(texts.length > 0);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`/v1/search/suggestions?${new URLSearchParams({ q: typed })}`, { signal });
      if (!response.ok) return;
      const { data } = (await response.json()) as { data: string[] };
      if (!signal.aborted && document.activeElement === input) show(data);
    } catch {
      // Nothing is suggested.
    }
  };

  input.addEventListener('input', (event) => {
    // What is being composed is not a text yet.
    if (event instanceof InputEvent && event.isComposing) return;
    if (input.value === typed) return;
    typed = input.value;
    window.clearTimeout(timer);
    if (typed.trim() === '') close();
    else timer = window.setTimeout(ask, waitMs);
  });
  input.addEventListener('compositionend', () => input.dispatchEvent(new Event('input')));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    const count = options().length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One step beyond either end is the text as it was typed.
      choose(((active + step + 1 + count + 1) % (count + 1)) - 1);
      input.value = options()[active]?.textContent ?? typed;
    } else if (event.key === 'Escape') {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });
  input.addEventListener('blur', close);
  form.addEventListener('submit', close);
  // Before the field loses the focus, which closes the list.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('li') : null;
    if (option === null) return;
    input.value = option.textContent ?? '';
    form.requestSubmit();
  });
}
