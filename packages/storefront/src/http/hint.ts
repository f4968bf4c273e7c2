import { endpoints } from '@hazumi/contracts';
import type { Tokens } from './tokens.ts';
import type { Visitor } from './visitor.ts';

/** What the frame of every page shows of its visitor. */
export interface Hint {
  /** pieces in the cart */
  pieces: number;
  /** name of whoever is signed in */
  name: string | undefined;
}

/** For how long the browser keeps the hint, in seconds: another device may change the cart meanwhile. */
const lifetime = 600;
const nobody: Hint = { pieces: 0, name: undefined };

/**
 * Pieces in the cart and the name, without a query for each page: the browser keeps them in a cookie of ours, marked for the
 * session and the guest's token that they were read with. Under another session the mark doesn't fit, and the API is asked
 * again. Nothing is decided by it: it is only shown, and only to the browser that sent it.
 */
export async function readHint(visitor: Visitor, tokens: Tokens): Promise<Hint> {
  const identity = identityOf(visitor);
  if (identity === undefined) return nobody;
  const [mark, pieces, name] = (visitor.cookie('hint') ?? '').split('.');
  if (mark === tokens.mark(identity) && pieces !== undefined && /^\d{1,6}$/.test(pieces)) {
    return { pieces: Number(pieces), name: decodeName(name) };
  }
  const [cart, me] = await Promise.all([
    visitor.api(endpoints.getCart).catch(() => undefined),
    visitor.session === undefined ? undefined : visitor.api(endpoints.getMe).catch(() => undefined),
  ]);
  if (!cart?.ok) return nobody;
  const hint = { pieces: cart.value.pieces, name: me?.ok ? me.value.name : undefined };
  writeHint(visitor, tokens, hint);
  return hint;
}

/** Remembers what an answer of the API just said; what is left out stays as it was. */
export function updateHint(visitor: Visitor, tokens: Tokens, changes: Partial<Hint>): void {
  const identity = identityOf(visitor);
  if (identity === undefined) return;
  const [mark, pieces = '0', name] = (visitor.cookie('hint') ?? '').split('.');
  // A hint of somebody else is no start: without both parts it is left to the next page, which asks.
  const known = mark === tokens.mark(identity);
  if (!known && (changes.pieces === undefined || (visitor.session !== undefined && !('name' in changes)))) {
    visitor.remove('hint');
    return;
  }
  writeHint(visitor, tokens, { pieces: Number(pieces), name: decodeName(name), ...changes });
}

function writeHint(visitor: Visitor, tokens: Tokens, hint: Hint): void {
  const identity = identityOf(visitor);
  if (identity === undefined) return;
  const name = hint.name === undefined ? '' : Buffer.from(hint.name.slice(0, 40)).toString('base64url');
  visitor.set('hint', `${tokens.mark(identity)}.${hint.pieces}.${name}`, lifetime);
}

function identityOf(visitor: Visitor): string | undefined {
  const { session, guest } = visitor;
  return session === undefined && guest === undefined ? undefined : `${session ?? ''} ${guest ?? ''}`;
}

function decodeName(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : Buffer.from(text, 'base64url').toString();
}
