import type { PageTurn, Turns, TurnsPage } from '../options.ts';
import type { Visitor } from './visitor.ts';

/** Programs that say what they are; one that sends no name at all is none of a person's either. */
const programs =
  /bot\b|bot\/|crawl|spider|slurp|curl|wget|libwww|python|httpclient|node|preview|scan|monitor/i;

/** Whether a page is about to be seen by a person: not fetched ahead, not only asked for its headers, and not by a program. */
export function isForPerson(visitor: Visitor): boolean {
  const { method, headers } = visitor.request;
  if (method !== 'GET') return false;
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-moz') ?? ''}`;
  if (/prefetch|prerender|preview/i.test(purpose)) return false;
  const agent = headers.get('user-agent') ?? '';
  return agent !== '' && !programs.test(agent);
}

/** Counts a visit to goods or a store that came by a page whose places are given in turns. Who came is not noted. */
export function noteClick(turns: Turns, visitor: Visitor): void {
  const [, place, name = ''] = /^\/(stores|products)\/([^/]+)$/.exec(visitor.url.pathname) ?? [];
  const referrer = visitor.request.headers.get('referer');
  if (place === undefined || referrer === null || !URL.canParse(referrer) || !isForPerson(visitor)) return;
  const from = new URL(referrer);
  // Only a browser that came from here sends the whole address of a page of ours: `referrer-policy` is same-origin.
  if (from.host !== visitor.url.host) return;
  const of = place === 'stores' ? { slug: name } : { productId: name };
  const page = pageOf(from, 'slug' in of);
  if (page !== undefined) turns.clicked(page, of);
}

/** The page at an address, where its places are given by turns. Lists of stores give places to stores alone. */
function pageOf({ pathname, searchParams }: URL, isToStore: boolean): TurnsPage | undefined {
  const q = searchParams.get('q')?.trim() ?? '';
  if (pathname === '/search' && q !== '') return { search: q };
  if (pathname === '/' && isToStore) return { page: 'home' };
  if (searchParams.has('cursor')) return undefined;
  const isStores = pathname === '/stores' || (pathname === '/search' && searchParams.get('tab') === 'stores');
  if (isStores && isToStore && !searchParams.has('category')) return { page: 'stores' };
  const [, category] = /^\/categories\/([^/]+)$/.exec(pathname) ?? [];
  return category === undefined ? undefined : { category };
}

/** Takes a page's turn to its end, whatever becomes of the page. */
export async function withTurn<Page extends { shown: readonly string[] }>(
  turn: PageTurn | undefined,
  make: () => Promise<Page>,
): Promise<Page> {
  try {
    const page = await make();
    turn?.shown(page.shown);
    return page;
  } catch (error) {
    turn?.failed();
    throw error;
  }
}
