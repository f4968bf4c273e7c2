import type { Locale, Permission } from '@hazumi/contracts';
import type { IdSource } from './ids.ts';
import type { Points } from './points.ts';

/** One membership of a person: what they are in a licence, perhaps only in one of its stores. */
export interface Membership {
  licenceId: string;
  storeId: string | null;
  role: 'owner' | 'manager' | 'clerk' | 'finance';
}

/** Who is asking, as far as the credential proves it. Nothing here ever comes from the request's path or body. */
export type Actor =
  | { kind: 'nobody' }
  /** a shopper without an account: the hash of the token in its cookie */
  | { kind: 'guest'; guestHash: Buffer }
  | {
      kind: 'person';
      /** UUID of the person */
      personId: string;
      email: string;
      memberships: readonly Membership[];
      /** an operator has a second factor, else this is null */
      operator: { role: 'operator' | 'approver' | 'auditor' } | null;
      creatorId: string | null;
      /** set where an API key speaks for the person: what it may do */
      scopes: readonly string[] | null;
      apiKeyId: string | null;
      guestHash: Buffer | null;
    }
  /** the market itself: a sweep, the seed, a command */
  | { kind: 'system'; name: string };

/** What every service method gets first: who, when, and the sources of ids and of named points. */
export interface Ctx {
  now: Date;
  requestId: string;
  actor: Actor;
  /** the actor in one word, as events and keys record it: 'person:<id>', 'guest:<hex>', 'system:<name>', 'nobody' */
  actorName: string;
  locale: Locale;
  ids: IdSource;
  points: Points;
  idempotency: { key: string; digest: Buffer } | null;
}

export function actorNameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'nobody':
      return 'nobody';
    case 'guest':
      return `guest:${actor.guestHash.toString('hex')}`;
    case 'person':
      return `person:${actor.personId}`;
    case 'system':
      return `system:${actor.name}`;
  }
}

export type { Permission };
