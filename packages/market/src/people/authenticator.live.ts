import { type ApiKeyScope, apiKeyScopes } from '@hazumi/contracts';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../kernel/clock.ts';
import type { Actor, Membership } from '../kernel/context.ts';
import type { Db } from '../kernel/database.ts';
import { listenTo } from '../kernel/listener.ts';
import type { PolicyStore } from '../policy/policy.store.ts';
import type { Authenticator } from './authenticator.ts';
import { apiKeyPrefix, credentialOf, guestTokenOf, sha256 } from './credentials.ts';
import type { IdentityProvider } from './identity.ts';
import { peopleChannel } from './people.changes.ts';
import { allows } from './permissions.ts';

type PersonActor = Extract<Actor, { kind: 'person' }>;

export interface AuthenticatorParts {
  db: Db;
  /** of the same database, for a connection that listens; without one, answers are remembered for `aloneMs` only */
  url?: string;
  identity: IdentityProvider;
  policy: PolicyStore;
  clock: Clock;
  machineClock: Clock;
}

export interface LiveAuthenticator extends Required<Authenticator> {
  /** resolves once changes of other processes are heard */
  listening(): Promise<void>;
  close(): Promise<void>;
}

/** How long an answer of the database is good while changes are heard of, and while they are not. */
const heardMs = 5_000;
const aloneMs = 1_000;
/** After a change is announced here, and before it is committed, nothing about that person is remembered. */
const settlingMs = 1_000;
const keyUseMs = 5 * 60_000;

/**
 * Answers who is asking from memory: on a warm cache a request costs no query.
 *
 * How stale can it be? A change made through this process is known to it before its answer leaves. Other processes hear of it by
 * NOTIFY, milliseconds after the commit; should that be lost, after at most 5 seconds (1 second while the listening connection is
 * known to be down). Sessions and keys that run out are noticed within the same 5 seconds. Tokens that are not ours cost no query.
 */
export function liveAuthenticator(parts: AuthenticatorParts): LiveAuthenticator {
  const { machineClock } = parts;
  const now = () => machineClock.now().getTime();
  const remembered = new LRUCache<string, Remembered>({ max: 50_000 });
  const underWay = new Map<string, UnderWay>();
  /** When (as a count of changes) and until when (settling) a person changed. */
  const changes = new LRUCache<string, { generation: number; settledAt: number }>({ max: 100_000 });
  let generation = 0;
  let isHearing = false;
  const waiting: (() => void)[] = [];

  const clear = (): void => {
    generation += 1;
    remembered.clear();
    underWay.clear();
  };
  const forget = (personId: string, settles = settlingMs): void => {
    generation += 1;
    const settledAt = Math.max(changes.get(personId)?.settledAt ?? 0, now() + settles);
    changes.set(personId, { generation, settledAt });
  };
  const listener =
    parts.url === undefined
      ? undefined
      : listenTo(parts.url, peopleChannel, {
          hear: (personId) => forget(personId, 0),
          up() {
            clear();
            isHearing = true;
            for (const resolve of waiting.splice(0)) resolve();
          },
          down() {
            isHearing = false;
            clear();
          },
        });

  /** An answer holds if nothing changed about its person since it was asked for. */
  const holds = (found: Remembered): boolean => {
    if (found.askedAt + (isHearing ? heardMs : aloneMs) <= now()) return false;
    const change = found.actor === null ? undefined : changes.get(found.actor.personId);
    return (
      change === undefined || (change.generation <= found.generation && change.settledAt <= found.askedAt)
    );
  };

  async function personOf(credential: string): Promise<PersonActor | null> {
    const known = remembered.get(credential);
    if (known !== undefined && holds(known)) return known.actor;
    // Requests that come together share one query, unless something changed after it was sent.
    const rival = underWay.get(credential);
    if (rival !== undefined) {
      const answered = { ...rival, actor: await rival.answer };
      if (holds(answered)) return answered.actor;
    }
    const mine: UnderWay = { generation, askedAt: now(), answer: loadPerson(parts, credential) };
    underWay.set(credential, mine);
    try {
      const actor = await mine.answer;
      remembered.set(credential, { generation: mine.generation, askedAt: mine.askedAt, actor });
      return actor;
    } finally {
      if (underWay.get(credential) === mine) underWay.delete(credential);
    }
  }

  return {
    async actorOf(headers) {
      const guestToken = guestTokenOf(headers);
      const credential = credentialOf(headers);
      const person = credential === undefined ? null : await personOf(credential);
      if (guestToken === undefined) return person ?? { kind: 'nobody' };
      const guestHash = sha256(guestToken);
      return person === null ? { kind: 'guest', guestHash } : { ...person, guestHash };
    },
    forget,
    listening: () => (isHearing ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: async () => listener?.close(),
  };
}

interface UnderWay {
  /** how many changes were known, and what time it was, when the database was asked */
  generation: number;
  askedAt: number;
  answer: Promise<PersonActor | null>;
}

interface Remembered extends Omit<UnderWay, 'answer'> {
  /** null: this credential opens nothing */
  actor: PersonActor | null;
}

function loadPerson(parts: AuthenticatorParts, credential: string): Promise<PersonActor | null> {
  return credential.startsWith(apiKeyPrefix)
    ? loadByApiKey(parts, credential)
    : loadBySession(parts, credential);
}

interface Row {
  person_id: string;
  email: string;
  memberships: Membership[];
  operator_role: 'operator' | 'approver' | 'auditor' | null;
  creator_id: string | null;
}

/** What every credential of a person leads to; `p` is the person's row. */
const rights = sql`
  p.id as person_id, u.email, o.role as operator_role, c.id as creator_id,
  coalesce((
    select json_agg(json_build_object('licenceId', m.licence_id, 'storeId', m.store_id, 'role', m.role) order by m.id)
    from membership m where m.person_id = p.id
  ), '[]') as memberships`;
const rightsTables = sql`
  join person p on p.id = u.id and p.state = 'active'
  left join operator o on o.person_id = p.id
  left join creator c on c.person_id = p.id`;

async function loadBySession(parts: AuthenticatorParts, token: string): Promise<PersonActor | null> {
  const key = parts.identity.sessionKey(token);
  if (key === undefined) return null;
  const at = parts.machineClock.now();
  const { rows } = await sql<Row & { created_at: Date; second_factor_at: Date | null }>`
    select ${rights}, s.created_at, s.second_factor_at
    from auth.session s join auth.user u on u.id = s.user_id ${rightsTables}
    where s.token = ${key} and s.expires_at > ${at}`.execute(parts.db);
  const row = rows[0];
  if (row === undefined) return null;
  const { operatorSessionHours } = parts.policy.at(parts.clock.now()).document.signIn;
  const isYoung = at.getTime() - row.created_at.getTime() < operatorSessionHours * 3_600_000;
  const isOperator = row.second_factor_at !== null && isYoung;
  return { ...personActor(row, isOperator), memberships: row.memberships, scopes: null, apiKeyId: null };
}

interface KeyRow extends Row {
  api_key_id: string;
  scopes: ApiKeyScope[];
  licence_id: string | null;
  last_used_at: Date | null;
  has_second_factor: boolean;
}

async function loadByApiKey(parts: AuthenticatorParts, key: string): Promise<PersonActor | null> {
  const at = parts.machineClock.now();
  const { rows } = await sql<KeyRow>`
    select ${rights}, k.id as api_key_id, k.scopes, k.licence_id, k.last_used_at,
      u.two_factor_enabled or exists (select from auth.passkey where user_id = u.id) as has_second_factor
    from api_key k join auth.user u on u.id = k.person_id ${rightsTables}
    where k.hash = ${sha256(key)} and k.revoked_at is null and k.expires_at > ${at}`.execute(parts.db);
  const row = rows[0];
  if (row === undefined) return null;
  if (row.last_used_at === null || at.getTime() - row.last_used_at.getTime() > keyUseMs) {
    await sql`update api_key set last_used_at = ${at}
      where id = ${row.api_key_id} and (last_used_at is null or last_used_at < ${at})`.execute(parts.db);
  }
  return {
    // Only an operator's session with a second factor can give a key this scope.
    ...personActor(row, row.scopes.includes('operator') && row.has_second_factor),
    // Programs act for a licence only where their owner could also make and revoke keys.
    memberships: row.memberships.filter(
      ({ licenceId, role }) => allows(role, 'keys.manage') && (row.licence_id ?? licenceId) === licenceId,
    ),
    scopes: row.scopes.filter((scope) => apiKeyScopes.includes(scope)),
    apiKeyId: row.api_key_id,
  };
}

function personActor(
  row: Row,
  isOperator: boolean,
): Omit<PersonActor, 'memberships' | 'scopes' | 'apiKeyId'> {
  return {
    kind: 'person',
    personId: row.person_id,
    email: row.email,
    operator: isOperator && row.operator_role !== null ? { role: row.operator_role } : null,
    creatorId: row.creator_id,
    guestHash: null,
  };
}
