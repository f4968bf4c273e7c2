import { endpoints, type Locale } from '@hazumi/contracts';
import type { Story } from '../plan/acts.ts';
import { hourMs } from '../plan/calendar.ts';
import type { ShelfStore } from '../plan/shelves.ts';
import type { LinkChannel } from '../plan/visits.ts';
import { each } from './crowd.ts';
import { type OpenedStore, openingOf, type Stores } from './stores.ts';
import type { Answer, World } from './world.ts';

/** Tokens of a store's links by whom they were made for. */
export interface Links {
  tokensOf(slug: string, channel: LinkChannel): readonly string[];
}

/** Makes each store's links on the day it opens, except those that are there: one a group, one a clerk, one for the door. */
export async function makeLinks(world: World, stores: Stores, story: Story): Promise<Links> {
  const tokens = new Map<string, string[]>();
  await each(story.shelves, 4, async (shelf) => {
    world.pause();
    const { slug } = shelf.store;
    const { storeId, owner } = stores.get(slug) as OpenedStore;
    const { data: there } = await world.ask(endpoints.listLinks, owner, {
      params: { storeId },
      query: { limit: 100 },
    });
    for (const [channel, labels] of labelsOf(shelf)) {
      const known = there.filter((link) => link.channel === channel);
      const links: Answer<typeof endpoints.createLinks>['data'] =
        known.length > 0
          ? known
          : await world.clock.at(openingOf(story, shelf) + 0.4 * hourMs, async () => {
              const made = await world.ask(endpoints.createLinks, owner, {
                params: { storeId },
                idempotencyKey: `seed-links-${slug}-${channel}`,
                body: { channel, target: { kind: 'store' }, labels },
              });
              return made.data;
            });
      tokens.set(
        `${slug} ${channel}`,
        links.map(({ url }) => new URL(url).pathname.split('/').at(-1) as string).sort(),
      );
    }
  });
  return { tokensOf: (slug, channel) => tokens.get(`${slug} ${channel}`) ?? [] };
}

const labelsOf = ({ business }: ShelfStore): [LinkChannel, string[]][] => {
  const words = labels[business.locale];
  const clerks = business.staff.filter(({ role }) => role === 'clerk').map(({ name }) => name);
  return [
    ['group', words.groups],
    ['contact', [words.contact]],
    ['clerk', clerks.length > 0 ? clerks : [business.owner.name]],
    ['poster', [words.poster]],
  ];
};

const labels: Record<Locale, { groups: string[]; contact: string; poster: string }> = {
  'zh-CN': { groups: ['老客群', '周四开团群'], contact: '一对一', poster: '店门海报' },
  ja: { groups: ['常連さん', '新作のお知らせ'], contact: '個別のご案内', poster: '店頭ポスター' },
  en: { groups: ['Regulars', 'First to know'], contact: 'One to one', poster: 'At the door' },
};
