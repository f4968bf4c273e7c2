import { type BodyOf, fromPublicId, type touchesEndpoints } from '@hazumi/contracts';
import { sourceClass } from '@hazumi/policy';
import type pg from 'pg';
import type { Ctx } from '../kernel/context.ts';
import { turn } from '../kernel/turns.ts';
import { findByCodes, type LinkRow } from '../links/links.repository.ts';
import { isSignatureOf, readLinkToken } from '../links/links.token.ts';
import type { Market } from '../market.ts';
import { classifyTouch, hostOf } from './touches.classify.ts';
import type { TouchQueue } from './touches.queue.ts';
import { visibleStores } from './touches.repository.ts';
import type { NewTouch } from './touches.rows.ts';

type TouchIn = BodyOf<typeof touchesEndpoints.recordTouches>['touches'][number];

/** A contact whose store, product and link are known to be there and to belong together. */
export interface SeenTouch {
  storeId: string;
  at: Date;
  surface: string;
  link: Pick<LinkRow, 'id' | 'channel'> | null;
  productId: string | null;
  couponId: string | null;
  creatorId: string | null;
  referrer: string | undefined;
  campaign: TouchIn['campaign'];
  isPaid: boolean;
}

/** Whether whoever asks works for this licence: a merchant's own visits are no traffic. */
export function isOwnStaff(ctx: Ctx, licenceId: string): boolean {
  const { actor } = ctx;
  return (
    actor.kind === 'person' && actor.memberships.some((membership) => membership.licenceId === licenceId)
  );
}

const hostsOf = new WeakMap<Market, readonly string[]>();

/** The hosts under which our own pages are reached. */
function ownHosts(market: Market): readonly string[] {
  let hosts = hostsOf.get(market);
  if (hosts === undefined) {
    hosts = market.settings.origins.flatMap((origin) => hostOf(origin) ?? []);
    hostsOf.set(market, hosts);
  }
  return hosts;
}

/** A contact as it is written down, classified under the policy of its time. */
export function touchOf(market: Market, ctx: Ctx, visitor: string, seen: SeenTouch): NewTouch {
  const policy = market.policy.at(seen.at);
  const { source, isPaid } = classifyTouch({
    channel: seen.link?.channel ?? null,
    surface: seen.surface,
    referrer: seen.referrer,
    campaign: seen.campaign,
    isByCreator: seen.creatorId !== null,
    isPaid: seen.isPaid,
    ownHosts: ownHosts(market),
  });
  return {
    storeId: seen.storeId,
    visitor,
    at: seen.at,
    id: ctx.ids.next(seen.at),
    surface: seen.surface,
    source,
    sourceClass: sourceClass(source, isPaid, policy.document),
    isPaid,
    linkId: seen.link?.id ?? null,
    productId: seen.productId,
    couponId: seen.couponId,
    creatorId: seen.creatorId,
    campaign: seen.campaign?.name ?? null,
    policyVersion: policy.number,
  };
}

/**
 * Notes what a visitor's browser, or the shop's pages for it, tell of its contacts.
 *
 * @returns how many were noted: not those with stores that cannot be seen, nor those of the store's own staff
 */
export async function recordTouches(
  market: Market,
  pool: pg.Pool,
  queue: TouchQueue,
  ctx: Ctx,
  visitor: string,
  given: readonly TouchIn[],
): Promise<number> {
  // Most touches of a batch name the same few stores.
  const known = new Map<string, Name>();
  const names = given.map((touch) => nameOf(touch, known));
  const distinct = (kind: Name['kind']) => [
    ...new Set(names.flatMap((name) => (name?.kind === kind ? name.name : []))),
  ];
  const stores = await visibleStores(pool, {
    ids: distinct('id'),
    slugs: distinct('slug'),
    products: distinct('product'),
  });
  const links = await linksOf(market, given);
  await turn();
  const touches = given.flatMap((touch, at) => {
    const store = stores.get(names[at]?.name ?? '');
    if (store === undefined || isOwnStaff(ctx, store.licenceId)) return [];
    const storeId = store.id;
    const link = touch.link === undefined ? undefined : links.get(touch.link);
    return touchOf(market, ctx, visitor, {
      storeId,
      at: touch.secondsAgo === 0 ? ctx.now : new Date(ctx.now.getTime() - touch.secondsAgo * 1000),
      surface: touch.surface,
      // A link of another store proves nothing here.
      link: link !== undefined && link.store_id === storeId ? link : null,
      productId: idOf('product', touch.productId),
      couponId: null,
      creatorId: idOf('creator', touch.creatorId),
      referrer: touch.referrer,
      campaign: touch.campaign,
      isPaid: false,
    });
  });
  await queue.add(touches);
  return touches.length;
}

interface Name {
  kind: 'id' | 'slug' | 'product';
  name: string;
}

/** By which a touch names its store, the plainest first. */
function nameOf({ storeId, storeSlug, productId }: TouchIn, known: Map<string, Name>): Name | undefined {
  if (storeId !== undefined) {
    const found = known.get(storeId);
    if (found !== undefined) return found;
    const name: Name = { kind: 'id', name: fromPublicId('store', storeId) as string };
    known.set(storeId, name);
    return name;
  }
  if (storeSlug !== undefined) return { kind: 'slug', name: storeSlug };
  return productId === undefined
    ? undefined
    : { kind: 'product', name: fromPublicId('product', productId) as string };
}

/** The links in force whose tokens are among these, by token. */
async function linksOf(market: Market, given: readonly TouchIn[]): Promise<Map<string, LinkRow>> {
  const tokens = [...new Set(given.flatMap((touch) => touch.link ?? []))];
  const found = new Map<string, LinkRow>();
  if (tokens.length === 0) return found;
  const now = market.clock.now();
  const read = new Map(tokens.map((token) => [token, readLinkToken(token)]));
  const rows = await findByCodes(
    market.db,
    [...read.values()].map(({ code }) => code),
  );
  for (const [token, { code, signature }] of read) {
    const row = rows.find(
      (one) => one.code.equals(code) && isSignatureOf(market.settings.secret, signature, one),
    );
    const isInForce =
      row !== undefined && row.revoked_at === null && (row.expires_at === null || row.expires_at > now);
    // One that not everybody may follow counts its uses when it is followed: a touch by its token alone proves nothing.
    if (isInForce && row.max_uses === null) found.set(token, row);
  }
  return found;
}

const idOf = (kind: 'product' | 'creator', publicId: string | undefined): string | null =>
  publicId === undefined ? null : (fromPublicId(kind, publicId) ?? null);
