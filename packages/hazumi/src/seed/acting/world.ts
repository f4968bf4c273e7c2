import { type Call, createClient, type Endpoint, type ProblemBody, type Result } from '@hazumi/contracts';
import { type Actor, type Composition, composeMarket, SandboxProvider } from '@hazumi/market';
import { createLoopMeter } from '../../measures/loop-meter.ts';
import type { SeedOptions } from '../options.ts';
import { type StoryClock, storyClock } from './clock.ts';
import { type ProviderDoor, providerDoor } from './provider.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** The market as the people of the story reach it: its own services, with their time and their names. */
export interface World {
  composition: Composition;
  clock: StoryClock;
  provider: ProviderDoor;
  number: number;
  /** what was begun before may be done already: the day that a killed seed was in is told again */
  isRetelling: boolean;
  /** Calls the API as somebody. @throws Refused: the story is told so that none is due */
  ask<E extends Endpoint>(definition: E, as: Actor | null, call?: Call<E>): Promise<Answer<E>>;
  /** throws when whoever started the seed wants it to end */
  pause(): void;
  close(): Promise<void>;
}

export type Answer<E extends Endpoint> = Extract<Result<E>, { ok: true }>['value'];

/** The market said no. */
export class Refused extends Error {
  readonly code: string;
  constructor(endpointId: string, problem: ProblemBody) {
    super(`the story stops at ${endpointId}: ${JSON.stringify(problem)}`);
    this.code = problem.code;
  }
}

const actorHeader = 'x-story-actor';

/** A second composition of the market on the same database, whose clock and callers are the story's. It listens nowhere. */
export async function openWorld(options: SeedOptions, rest: Date): Promise<World> {
  const clock = storyClock(rest);
  const actors = new Map<string, Actor>();
  const { sandbox } = options;
  const composition: Composition = await composeMarket({
    databaseUrl: options.databaseUrl,
    storage: options.storage,
    log: options.log,
    loopMeter: createLoopMeter(),
    clock,
    connections: 8,
    providers: [
      new SandboxProvider({
        url: sandbox.url,
        apiKey: sandbox.apiKey,
        webhookSecrets: [sandbox.webhookSecret],
        clock,
      }),
    ],
    settings: {
      publicUrl: options.publicUrl,
      origins: [options.publicUrl],
      isRateLimited: false,
      checkAnswers: false,
      development: true,
      secret: options.secret,
      currency: 'CNY',
    },
    authenticator: {
      // Requests to this composition are made in this process only, so that who is named is who acts. One with a real session (the
      // operator's, while the second factor is set up) is asked like any other.
      actorOf: async (headers) =>
        actors.get(headers.get(actorHeader) ?? '') ?? composition.people.authenticator.actorOf(headers),
      forget: (personId) => composition.people.authenticator.forget(personId),
    },
  });
  const client = createClient({
    baseUrl: options.publicUrl,
    fetch: async (request) => composition.market.app.fetch(request, { internal: true }),
  });
  const send = <E extends Endpoint>(
    definition: E,
    as: Actor | null,
    call: Call<E> = {},
  ): Promise<Result<E>> => {
    if (as === null) return client(definition, call);
    const name = nameOf(as);
    actors.set(name, as);
    return client(definition, { ...call, headers: { ...call.headers, [actorHeader]: name } });
  };
  const world: World = {
    composition,
    clock,
    provider: providerDoor(sandbox),
    number: options.number ?? 1,
    isRetelling: false,
    async ask(definition, as, call) {
      const result = await send(definition, as, call);
      if (!result.ok) throw new Refused(definition.id, result.problem);
      return result.value;
    },
    pause: () => options.signal?.throwIfAborted(),
    close: () => composition.close(),
  };
  return world;
}

/** All that makes one actor another: a person with new rights is another actor. */
const nameOf = (actor: Actor): string =>
  actor.kind === 'guest' ? actor.guestHash.toString('hex') : encodeURIComponent(JSON.stringify(actor));

/** A person of the story, with rights as given. */
export function personActor(
  personId: string,
  email: string,
  more: Partial<Pick<Person, 'memberships' | 'operator'>> = {},
): Person {
  return {
    kind: 'person',
    personId,
    email,
    memberships: more.memberships ?? [],
    operator: more.operator ?? null,
    creatorId: null,
    scopes: null,
    apiKeyId: null,
    guestHash: null,
  };
}
