import { DIRECT_SOURCE } from '@hazumi/policy';
import type { LinkChannel } from '../links/links.tables.ts';

/**
 * Where a visit counts as coming from, as a key of the policy's `attribution.sourceClasses`; the policy says which class that is. Private
 * is only what a signed link proves, and not where the link stood in public, or was paid for: what a caller says of itself can make
 * a visit public or external, never private.
 */
export interface Seen {
  /** the channel of the signed link that was followed; null where there was none, or a wrong one */
  channel: LinkChannel | null;
  surface: string;
  referrer: string | undefined;
  campaign: { source?: string | undefined; medium?: string | undefined } | undefined;
  /** it was by a creator's post or stream */
  isByCreator: boolean;
  isPaid: boolean;
  /** hosts of our own pages, with their ports */
  ownHosts: readonly string[];
}

const sourceOfChannel: Record<LinkChannel, string> = {
  group: 'group',
  contact: 'contactMessage',
  clerk: 'clerkLink',
  // Whoever walks by scans it: nobody's contact.
  poster: 'offlineQr',
};

/** Platforms by the ends of their hosts' names, and by the words that campaigns call them. */
const platforms: readonly { source: string; hosts: readonly string[]; words: RegExp }[] = [
  { source: 'jd', hosts: ['jd.com', 'jd.hk', '3.cn'], words: /^(jd|jingdong)/ },
  { source: 'taobao', hosts: ['taobao.com', 'tmall.com', 'tmall.hk', 'tb.cn'], words: /^(taobao|tmall)/ },
  { source: 'douyin', hosts: ['douyin.com', 'iesdouyin.com', 'tiktok.com'], words: /^(douyin|tiktok)/ },
  { source: 'kuaishou', hosts: ['kuaishou.com', 'chenzhongtech.com'], words: /^(kuaishou|kwai)/ },
  { source: 'offlineQr', hosts: [], words: /^(offline|qr|print|poster)/ },
];
const paidMedium = /^(ads?|banner|cp[acmv]|display|paid|ppc|retargeting|sponsored)/;
const publicSurfaces = new Set(['search', 'storeChannel', 'recommendation', 'accounts', 'live']);

export function classifyTouch(seen: Seen): { source: string; isPaid: boolean } {
  const medium = seen.campaign?.medium?.toLowerCase() ?? '';
  const isPaid = seen.isPaid || paidMedium.test(medium);
  return { source: sourceOf(seen, isPaid), isPaid };
}

function sourceOf(seen: Seen, isPaid: boolean): string {
  const host = hostOf(seen.referrer);
  const isOurs = host !== undefined && seen.ownHosts.includes(host);
  const platform = host === undefined || isOurs ? undefined : platformAt(host);
  if (seen.isByCreator) return seen.surface === 'live' ? 'live' : 'accounts';
  if (seen.channel !== null) {
    // A link that stands where everybody comes by is no private link any more.
    if (platform !== undefined) return platform;
    if (isPaid) return 'ads';
    return sourceOfChannel[seen.channel];
  }
  const named = seen.campaign?.source?.toLowerCase();
  if (named !== undefined && named !== '') {
    const known = platforms.find(({ words }) => words.test(named))?.source;
    return known ?? (isPaid ? 'ads' : 'web');
  }
  if (platform !== undefined) return platform;
  if (isPaid) return 'ads';
  if (publicSurfaces.has(seen.surface)) return seen.surface;
  return host === undefined || isOurs ? DIRECT_SOURCE : 'web';
}

const platformAt = (host: string): string | undefined =>
  platforms.find(({ hosts }) => hosts.some((end) => host === end || host.endsWith(`.${end}`)))?.source;

/** The host of an address, with its port; undefined for what is no address with one. */
export function hostOf(address: string | undefined): string | undefined {
  // The usual form is read without parsing all of it: this runs for each of very many visits.
  const plain = address === undefined ? null : /^https?:\/\/([a-z\d.-]+(?::\d+)?)(?:[/?#]|$)/.exec(address);
  if (plain !== null) return plain[1];
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  return host === '' ? undefined : host;
}
