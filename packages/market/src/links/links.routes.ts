import { linksEndpoints as endpoints, fromPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register, registerIdempotent } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import type { TouchQueue } from '../touches/touches.queue.ts';
import { visitorOf } from '../touches/touches.visitor.ts';
import { posterSvg, qrPng, qrSvg } from './links.images.ts';
import { linkUrl, presentLink } from './links.present.ts';
import { findLink, type LinkRow, listLinks, posterFacts, resultsOf } from './links.repository.ts';
import { createLinks, followLink, revokeLink } from './links.service.ts';

/** Mounts the merchant's links and what follows them. */
export function registerLinks(market: Market, queue: TouchQueue): void {
  const { db } = market;

  registerIdempotent(market, endpoints.createLinks, async (ctx, { scope, body }, tx) => {
    const rows = await createLinks(market, tx, ctx, scope.storeId, body);
    return { data: rows.map((row) => presentLink(market, row, undefined, ctx.now)) };
  });

  register(market, endpoints.listLinks, async (ctx, { scope, query }) => {
    const rows = await listLinks(db, {
      storeId: scope.storeId,
      channel: query.channel,
      before: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    const results = await resultsOf(
      db,
      scope.storeId,
      rows.slice(0, query.limit).map(({ id }) => id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => presentLink(market, row, results.get(row.id), ctx.now),
    );
  });

  register(market, endpoints.revokeLink, async (ctx, { scope, params }) => {
    const link = await revokeLink(market, ctx, scope.storeId, linkIdOf(params.linkId));
    const results = await resultsOf(db, scope.storeId, [link.id]);
    return presentLink(market, link, results.get(link.id), ctx.now);
  });

  register(market, endpoints.getLinkQrSvg, async (_ctx, { scope, params }) => {
    const link = await ownLink(market, scope.storeId, params.linkId);
    return image(qrSvg(linkUrl(market, link)), 'image/svg+xml', 'qr.svg');
  });

  register(market, endpoints.getLinkQrPng, async (_ctx, { scope, params }) => {
    const link = await ownLink(market, scope.storeId, params.linkId);
    return image(await qrPng(linkUrl(market, link)), 'image/png', 'qr.png');
  });

  register(market, endpoints.getLinkPoster, async (ctx: Ctx, { scope, params }) => {
    const link = await ownLink(market, scope.storeId, params.linkId);
    const facts = await posterFacts(db, link);
    if (facts === undefined) throw notFound();
    return image(posterSvg(linkUrl(market, link), facts, ctx.locale), 'image/svg+xml', 'poster.svg');
  });

  register(market, endpoints.followLink, (ctx, { body, ip, request }) =>
    followLink(market, queue, ctx, body, { ip, visitor: visitorOf(request.headers) }),
  );
}

async function ownLink(market: Market, storeId: string, publicId: string): Promise<LinkRow> {
  const link = await findLink(market.db, storeId, linkIdOf(publicId));
  if (link === undefined) throw notFound();
  return link;
}

/** Never run as a page of ours, whatever a name holds. */
function image(content: string | Uint8Array, type: string, name: string): Response {
  return new Response(content as string | Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'content-disposition': `inline; filename="${name}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

function linkIdOf(publicId: string): string {
  const id = fromPublicId('link', publicId);
  if (id === undefined) throw notFound();
  return id;
}
