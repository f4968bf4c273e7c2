import { endpoints, toPublicId } from '@hazumi/contracts';
import type { Story } from '../plan/acts.ts';
import { dayMs, hourMs } from '../plan/calendar.ts';
import { registerLicence } from './licences.ts';
import type { Cast } from './people.ts';
import { runSweep } from './sweeps.ts';
import type { World } from './world.ts';

/**
 * Two who knock late. The registry of this market is simulated, and a number that begins with SIM tells it what to answer: the first
 * is refused, about the second it keeps silent, so that an operator finds something to decide.
 */
const newcomers = [
  {
    key: 'shangou',
    day: 55,
    owner: { email: 'boss@shangou.example', name: '钱多多', locale: 'zh-CN' },
    licence: {
      legalName: '闪购易数码经营部',
      country: 'CN',
      registrationNumber: 'SIMNAMEMISMATCH440303',
      address: { region: '广东', city: '深圳', street: '福田区华强北路 1 号', postalCode: '518031' },
    },
  },
  {
    key: 'nordlys',
    day: 84,
    owner: { email: 'solveig@nordlys.example', name: 'Solveig Aune', locale: 'en' },
    licence: {
      legalName: 'Nordlys Strikk AS',
      country: 'NO',
      registrationNumber: 'SIMSILENT918273',
      address: { region: 'Vestland', city: 'Bergen', street: 'Skuteviksboder 12', postalCode: '5035' },
    },
  },
] as const;

export const newcomersJoining = (story: Story) =>
  newcomers.map(({ owner, day }) => ({ ...owner, at: story.span.start + (day - 1) * dayMs }));

/** Registers them; the second applies for a store, which waits for its licence. */
export async function letNewcomersKnock(world: World, story: Story, cast: Cast): Promise<void> {
  for (const { key, day, owner, licence } of newcomers) {
    const at = story.span.start + day * dayMs;
    const wish = { ...licence, key, ownerEmail: owner.email };
    const licenceId = await world.clock.at(at, () => registerLicence(world, cast, wish));
    await runSweep(world, 'identityChecks', at + 2 * hourMs);
    if (key !== 'nordlys') continue;
    const as = cast.person(owner.email, { licenceId, role: 'owner' });
    const params = { licenceId: toPublicId('licence', licenceId) };
    const { data } = await world.ask(endpoints.listLicenceStores, as, { params });
    if (data.length > 0) continue;
    await world.clock.at(at + 3 * hourMs, () =>
      world.ask(endpoints.openStore, as, {
        params,
        idempotencyKey: 'seed-store-nordlys',
        body: {
          texts: {
            'zh-CN': { name: '北光编织', description: '卑尔根手工编织的羊毛衫与袜子。' },
            ja: { name: 'ノールリス編みもの', description: 'ベルゲンの手編みセーターと靴下。' },
            en: { name: 'Nordlys Knitwear', description: 'Jumpers and socks knitted by hand in Bergen.' },
          },
          defaultLocale: 'en',
          slug: 'nordlys-knitwear',
        },
      }),
    );
  }
}
