import { type AnswerInput, type linksEndpoints, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import type { Market } from '../market.ts';
import type { LinkResults, LinkRow } from './links.repository.ts';
import { linkTokenOf } from './links.token.ts';

export type LinkAnswer = AnswerInput<(typeof linksEndpoints)['revokeLink']>;

const nothing: LinkResults = { visits: 0, orders: 0, salesMinor: 0n };

/** The address that is given away. */
export const linkUrl = (market: Market, link: LinkRow): string =>
  `${market.settings.publicUrl}/l/${linkTokenOf(market.settings.secret, link)}`;

export function presentLink(
  market: Market,
  link: LinkRow,
  results: LinkResults | undefined,
  now: Date,
): LinkAnswer {
  const { visits, orders, salesMinor } = results ?? nothing;
  return {
    id: toPublicId('link', link.id),
    storeId: toPublicId('store', link.store_id),
    channel: link.channel,
    target: targetOf(link),
    label: link.label,
    url: linkUrl(market, link),
    state: stateOf(link, now),
    maxUses: link.max_uses,
    uses: link.uses,
    expiresAt: link.expires_at?.toISOString() ?? null,
    revokedAt: link.revoked_at?.toISOString() ?? null,
    createdAt: link.created_at.toISOString(),
    results: { visits, orders, salesMinor: minorToJson(salesMinor) },
  };
}

function targetOf(link: LinkRow): LinkAnswer['target'] {
  if (link.product_id !== null) return { kind: 'product', productId: toPublicId('product', link.product_id) };
  if (link.coupon_id !== null) return { kind: 'coupon', couponId: toPublicId('coupon', link.coupon_id) };
  return { kind: 'store' };
}

/** What it is now; what cannot be taken back comes first. */
export function stateOf(link: LinkRow, now: Date): LinkAnswer['state'] {
  if (link.revoked_at !== null) return 'revoked';
  if (link.expires_at !== null && link.expires_at <= now) return 'expired';
  return link.max_uses !== null && link.uses >= link.max_uses ? 'usedUp' : 'active';
}
