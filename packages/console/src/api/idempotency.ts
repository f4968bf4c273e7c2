/** A key for one action of one person: 128 random bits. Works on pages that aren't served securely, where randomUUID does not. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface ActionKeys {
  /** The key to send this request with. */
  keyFor(fingerprint: string): string;
  /** Tells how the request ended: `unknown` keeps its key for the next try. */
  ended(outcome: 'known' | 'unknown'): void;
}

/**
 * Keys for the tries of one button. A try whose outcome nobody knows (no answer came, or the server failed) may have been carried out,
 * so trying the same again sends the same key, and the market answers what it answered then. Anything else is a new action.
 */
export function actionKeys(make: () => string = newKey): ActionKeys {
  let open: { fingerprint: string; key: string } | undefined;
  return {
    keyFor(fingerprint) {
      if (open?.fingerprint !== fingerprint) open = { fingerprint, key: make() };
      return open.key;
    },
    ended(outcome) {
      if (outcome === 'known') open = undefined;
    },
  };
}
