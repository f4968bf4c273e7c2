import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  type AnswerOf,
  type BodyInput,
  licencesEndpoints as endpoints,
  fromPublicId,
} from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { registerMedia } from '../media/media.routes.ts';
import type { ObjectStorage } from '../media/storage.ts';
import type { Mailer, MailText } from '../people/mailer.ts';
import { insertPerson } from '../people/people.repository.ts';
import { registerStores } from '../stores/stores.routes.ts';
import { memoryStorage } from '../testing/doubles.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { registerLicences } from './licences.routes.ts';
import { simulatedRegistry } from './registry.simulated.ts';
import type { IdentityRegistry } from './registry.ts';

export type Licence = AnswerOf<typeof endpoints.getLicence>;
export type LicenceBody = BodyInput<typeof endpoints.registerLicence>;

export const operator = personActor('01900000-0000-7000-8000-0000000000f1', { operator: 'operator' });
export const auditor = personActor('01900000-0000-7000-8000-0000000000f2', { operator: 'auditor' });

let serial = 0;
export const newKey = (): string => `key-${randomUUID()}`;
/** A number that the simulated registry passes, and nobody has yet. */
export const newNumber = (): string => `9131${String(++serial).padStart(14, '0')}`;

/** The smallest file that is a PDF by its first bytes; each is another one. */
export const pdf = (content = randomUUID()): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`%PDF-1.7\n${content}`);

export interface LicenceTest extends TestMarket {
  storage: ObjectStorage;
  mails: { to: string; locale: string; template: string; text: MailText }[];
  /** a licence and its owner, in the state of a draft */
  draft(body?: Partial<LicenceBody>): Promise<Owned>;
  /** one that has passed its check */
  verified(body?: Partial<LicenceBody>): Promise<Owned>;
  upload(owned: Owned, kind?: string, file?: File): Promise<Response>;
  submit(owned: Owned): Promise<Licence>;
  read(owned: Owned): Promise<Licence>;
}

export interface Owned {
  /** public id */
  id: string;
  uuid: string;
  owner: Actor;
}

/** A market with licences, stores and media, on the simulated registry unless told otherwise. */
export async function licenceTest(options: { registry?: IdentityRegistry } = {}): Promise<LicenceTest> {
  const storage = memoryStorage();
  const mails: LicenceTest['mails'] = [];
  const mailer: Mailer = {
    async enqueue(_tx, _ctx, mail) {
      mails.push(mail);
    },
  };
  const market = await testMarket({
    areas: [registerLicences, registerStores, registerMedia],
    parts: { storage, mailer, registry: options.registry ?? simulatedRegistry() },
    connections: 20,
  });

  async function draft(body: Partial<LicenceBody> = {}): Promise<Owned> {
    const personId = await newPerson(market);
    const made = await market.call(
      endpoints.registerLicence,
      {
        body: {
          legalName: 'Aoba Trading Ltd',
          country: 'CN',
          registrationNumber: newNumber(),
          contactEmail: 'Owner@Aoba.test',
          address: { city: '上海', street: '南京西路 1 号' },
          ...body,
        },
        idempotencyKey: newKey(),
      },
      personActor(personId),
    );
    assert.ok(made.ok, JSON.stringify(made));
    const uuid = fromPublicId('licence', made.value.id) ?? '';
    return { id: made.value.id, uuid, owner: ownerOf(uuid, personId) };
  }

  const upload: LicenceTest['upload'] = (owned, kind = 'businessLicence', file) => {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', file ?? new File([pdf()], '营业执照.pdf', { type: 'application/pdf' }));
    return market.market.app.fetch(
      new Request(`http://market.test/v1/licences/${owned.id}/documents`, {
        method: 'POST',
        body: form,
        headers: market.headersOf(owned.owner),
      }),
    ) as Promise<Response>;
  };

  async function submit(owned: Owned): Promise<Licence> {
    const submitted = await market.call(
      endpoints.submitLicence,
      { params: { licenceId: owned.id } },
      owned.owner,
    );
    assert.ok(submitted.ok, JSON.stringify(submitted));
    return submitted.value;
  }

  async function read(owned: Owned): Promise<Licence> {
    const found = await market.call(endpoints.getLicence, { params: { licenceId: owned.id } }, owned.owner);
    assert.ok(found.ok, JSON.stringify(found));
    return found.value;
  }

  async function verified(body: Partial<LicenceBody> = {}): Promise<Owned> {
    const owned = await draft(body);
    assert.equal((await upload(owned)).status, 201);
    await submit(owned);
    await market.sweep();
    assert.equal((await read(owned)).state, 'verified');
    return owned;
  }

  return { ...market, storage, mails, draft, verified, upload, submit, read };
}

export const ownerOf = (licenceId: string, personId: string = randomUUID()): Actor =>
  personActor(personId, { memberships: [{ licenceId, storeId: null, role: 'owner' }] });

export const staffOf = (
  licenceId: string,
  role: 'manager' | 'clerk' | 'finance',
  storeId: string | null = null,
): Actor => personActor(randomUUID(), { memberships: [{ licenceId, storeId, role }] });

/** A person in the database, whom memberships can name. */
export async function newPerson(market: TestMarket): Promise<string> {
  const id = market.market.ids.next(testStart);
  await market.market.db
    .transaction()
    .execute((tx) => insertPerson(tx, { id, name: 'Owner', locale: 'en', createdAt: testStart }));
  return id;
}

/** The code of a problem that was expected. */
export function codeOf(result: { ok: boolean; problem?: { code: string } }): string {
  assert.equal(result.ok, false, JSON.stringify(result));
  return result.problem?.code ?? '';
}
