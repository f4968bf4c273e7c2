import { endpoints, fromPublicId } from '@hazumi/contracts';
import { grantMembership } from '@hazumi/market';
import { drawDocument } from '../drawing/document.ts';
import { rasterise } from '../drawing/raster.ts';
import { dayMs, hourMs } from '../plan/calendar.ts';
import type { Business } from '../story/types.ts';
import { type Cast, emailOf } from './people.ts';
import { runSweep } from './sweeps.ts';
import type { World } from './world.ts';

/** UUIDs of the licences, by the business's key. */
export type Licences = ReadonlyMap<string, string>;

/** Registers the businesses with a document each, has the registry check them, and gives their staff their roles. */
export async function registerBusinesses(
  world: World,
  cast: Cast,
  businesses: readonly Business[],
  storyStart: number,
): Promise<Licences> {
  const licences = new Map<string, string>();
  const begin = storyStart - 3 * dayMs;
  for (const [at, business] of businesses.entries()) {
    world.pause();
    const { owner, licence, staff } = business;
    const licenceId = await world.clock.at(begin + at * 0.7 * hourMs, () =>
      registerLicence(world, cast, { ownerEmail: emailOf(business, owner), key: business.key, ...licence }),
    );
    licences.set(business.key, licenceId);
    await world.clock.at(begin + 20 * hourMs, async () => {
      const { market } = world.composition;
      const ctx = market.newCtx({ actor: { kind: 'system', name: 'seed' } });
      for (const person of staff) {
        await market.db.transaction().execute((tx) =>
          grantMembership(market, ctx, tx, {
            personId: cast.personId(emailOf(business, person)),
            licenceId,
            storeId: null,
            role: person.role,
          }),
        );
      }
    });
  }
  for (
    let rounds = 0;
    rounds < 5 && (await runSweep(world, 'identityChecks', begin + 1.6 * dayMs)) > 0;
    rounds += 1
  );
  return licences;
}

/** Registers one licence, with its document, and submits it for its check; what was done before is left as it is. */
export async function registerLicence(
  world: World,
  cast: Cast,
  wish: Business['licence'] & { key: string; ownerEmail: string },
): Promise<string> {
  const { key, ownerEmail, legalName, country, registrationNumber, address } = wish;
  const stranger = cast.person(ownerEmail);
  const mine = await world.ask(endpoints.listMyLicences, stranger);
  const found = mine.data.find((licence) => licence.legalName === legalName);
  const { id } =
    found ??
    (await world.ask(endpoints.registerLicence, stranger, {
      idempotencyKey: `seed-licence-${key}`,
      body: { legalName, country, registrationNumber, contactEmail: ownerEmail, address },
    }));
  const licenceId = fromPublicId('licence', id) as string;
  const owner = cast.person(ownerEmail, { licenceId, role: 'owner' });
  const licence = await world.ask(endpoints.getLicence, owner, { params: { licenceId: id } });
  if (licence.state !== 'draft') return licenceId;
  if (licence.documents.length === 0) {
    const form = new FormData();
    form.append('kind', 'businessLicence');
    form.append(
      'file',
      new File([await rasterise(drawDocument(key, 900))], `${key}.png`, { type: 'image/png' }),
    );
    await world.ask(endpoints.addLicenceDocument, owner, { params: { licenceId: id }, body: form });
  }
  await world.ask(endpoints.submitLicence, owner, { params: { licenceId: id } });
  return licenceId;
}
