/**
 * Links that only change one part of the page (`data-swap="<id>"`) fetch the page they lead to and take that part from it, so that
 * the shopper keeps their place. The address changes with it; anything unexpected is an ordinary click.
 */
export function swapOnClick(enhance: (root: ParentNode) => void): void {
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-swap]') : null;
    if (link === null || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const id = link.dataset.swap ?? '';
    const index = positionOf(link, id);
    replacePart(link.href, id)
      .then((part) => {
        history.replaceState(null, '', link.href);
        enhance(part);
        // The same link in the new part, so that the keyboard stays where it was.
        part.querySelectorAll<HTMLElement>('a[data-swap]')[index]?.focus();
      })
      .catch(() => location.assign(link.href));
  });
}

function positionOf(link: HTMLAnchorElement, id: string): number {
  const links = document.getElementById(id)?.querySelectorAll('a[data-swap]');
  return links === undefined ? -1 : [...links].indexOf(link);
}

/** Puts the part of another page in the place of this one's. Rejects where either has none. */
export async function replacePart(address: string, id: string): Promise<HTMLElement> {
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const before = document.getElementById(id);
  const after = page.getElementById(id);
  if (before === null || after === null) throw new Error(id);
  const adopted = document.adoptNode(after);
  before.replaceWith(adopted);
  return adopted;
}
