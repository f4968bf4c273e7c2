/**
 * A second click on a form that is under way does nothing. The server would answer it like the first; this spares the shopper the
 * doubt. The button says that it is busy, and is itself again when the shopper comes back to the page.
 */
export function guardForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (form.dataset.busy !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.busy = '';
    event.submitter?.setAttribute('aria-busy', 'true');
  });
  // Also after the back button, which may show the page as it was left.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-busy]'))
      delete form.dataset.busy;
    for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
  });
}
