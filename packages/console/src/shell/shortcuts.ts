/** What a key does, as far as the console is concerned. */
export type Shortcut = 'palette' | 'search' | 'help';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/**
 * The shortcut that a key is. Keys without a modifier count only where nobody is typing and where the reader has not turned them off
 * (WCAG 2.1.4): people who speak to their computer set off single keys without meaning to.
 */
export function shortcutOf(
  key: Key,
  state: { isTyping: boolean; singleKeys: boolean },
): Shortcut | undefined {
  if (key.isComposing || key.altKey) return undefined;
  if ((key.ctrlKey || key.metaKey) && key.key.toLowerCase() === 'k') return 'palette';
  if (key.ctrlKey || key.metaKey || state.isTyping || !state.singleKeys) return undefined;
  if (key.key === '/') return 'search';
  if (key.key === '?') return 'help';
  return undefined;
}

/** Whether keys go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

const storageKey = 'hazumi.singleKeys';
export const readSingleKeys = (storage: Pick<Storage, 'getItem'>): boolean =>
  storage.getItem(storageKey) !== 'off';
export const writeSingleKeys = (storage: Pick<Storage, 'setItem'>, on: boolean): void =>
  storage.setItem(storageKey, on ? 'on' : 'off');
