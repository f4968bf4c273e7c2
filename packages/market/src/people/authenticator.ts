import type { Actor } from '../kernel/context.ts';

/** Finds out who sends a request, from its cookie, bearer token or API key. */
export interface Authenticator {
  /** Never throws for a bad credential: that is nobody (or the guest whose token came with it). */
  actorOf(headers: Headers): Promise<Actor>;
  /** Drops what is remembered of a person whose rights change now; see `personChanged`. */
  forget?(personId: string): void;
}
