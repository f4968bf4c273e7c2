import {
  storesEndpoints as endpoints,
  fromPublicId,
  type SanctionReason,
  toPublicId,
} from '@hazumi/contracts';
import { beginAt, cursorAt } from '../allotment/first.cursor.ts';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, encodeCursor, toPage } from '../kernel/cursor.ts';
import { register, registerIdempotent, reply } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import { storeLimitOf } from '../licences/licences.present.ts';
import { findLicence } from '../licences/licences.repository.ts';
import type { Market } from '../market.ts';
import { closingSweep } from './stores.closing.ts';
import { removeLogo, setLogo } from './stores.logo.ts';
import { presentCard, presentPublic, readSettings } from './stores.present.ts';
import {
  countsOf,
  findPublicStore,
  listForOperator,
  listOfLicence,
  listOpen,
  listOpenOf,
  listOpenOfCategory,
} from './stores.repository.ts';
import { changeStore, editStore, openStore } from './stores.service.ts';

/** Mounts the stores' endpoints and the sweep that ends the closing of stores. */
export function registerStores(market: Market): void {
  market.sweeps.push(closingSweep(market));
  registerStaffSide(market);
  registerPublicSide(market);
  registerOperatorsSide(market);
}

function registerStaffSide(market: Market): void {
  registerIdempotent(market, endpoints.openStore, async (ctx, { scope, body }, tx) => {
    const storeId = await openStore(market, tx, ctx, scope.licenceId, {
      texts: body.texts,
      defaultLocale: body.defaultLocale,
      slug: body.slug,
      currency: body.currency,
      country: body.country,
      categoryId: categoryIdOf(body.categoryId),
      freightMinor: BigInt(body.freight.amountMinor),
      freightFreeFromMinor: minorOf(body.freight.freeFromMinor),
    });
    const settings = await readSettings(tx, ctx, storeId);
    return reply(settings, { version: settings.version });
  });

  register(market, endpoints.listLicenceStores, async (ctx, { scope, query }) => {
    const licence = await findLicence(market.db, scope.licenceId);
    if (licence === undefined) throw notFound();
    const rows = await listOfLicence(market.db, {
      licenceId: scope.licenceId,
      storeIds: scope.storeIds,
      state: query.state,
      after: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    const counts = await countsOf(
      market.db,
      rows.slice(0, query.limit).map(({ id }) => id),
    );
    const page = toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({
        ...presentCard(row),
        ...(counts.get(row.id) ?? { listedProducts: 0, openOrders: 0 }),
        reason: row.state_reason as SanctionReason | null,
        isFirstOfLicence: row.is_first_of_licence,
        createdAt: row.created_at.toISOString(),
      }),
    );
    return { ...page, storeCount: licence.store_count, storeLimit: storeLimitOf(market, ctx) };
  });

  register(market, endpoints.getStoreSettings, (ctx, { scope }) => settings(market, ctx, scope.storeId));

  register(market, endpoints.editStore, async (ctx, { scope, body, ifMatch }) => {
    await editStore(market, ctx, scope.storeId, ifMatch, {
      texts: body.texts,
      defaultLocale: body.defaultLocale,
      categoryId: body.categoryId === undefined ? undefined : categoryIdOf(body.categoryId),
      freight:
        body.freight === undefined
          ? undefined
          : {
              amountMinor: BigInt(body.freight.amountMinor),
              freeFromMinor: minorOf(body.freight.freeFromMinor),
            },
    });
    return settings(market, ctx, scope.storeId);
  });

  register(market, endpoints.setStoreLogo, async (ctx, { scope, body }) => {
    await setLogo(market, ctx, scope.storeId, body.file);
    return settings(market, ctx, scope.storeId);
  });

  register(market, endpoints.removeStoreLogo, async (ctx, { scope }) => {
    await removeLogo(market, ctx, scope.storeId);
    return settings(market, ctx, scope.storeId);
  });

  register(market, endpoints.closeStore, async (ctx, { scope }) => {
    await changeStore(market, ctx, scope.storeId, 'close');
    return settings(market, ctx, scope.storeId);
  });

  register(market, endpoints.reopenStore, async (ctx, { scope }) => {
    await changeStore(market, ctx, scope.storeId, 'reopen');
    return settings(market, ctx, scope.storeId);
  });
}

function registerPublicSide(market: Market): void {
  register(market, endpoints.listStores, async (_ctx, { query }) => {
    const categoryId = query.categoryId === undefined ? null : categoryIdOf(query.categoryId);
    const asked = query.cursor === undefined ? [...new Set(query.first)].slice(0, query.limit) : [];
    const first = asked.length === 0 ? [] : await listOpenOf(market.db, asked.map(storeIdOf));
    const begun = beginAt(
      query.cursor,
      first.map(({ id }) => id),
    );
    const before = decodeCursor(begun.inner, ['uuid'])?.[0];
    // Those that stand first are left out of the others, so some more are read; one more tells whether there is a next page.
    const limit = query.limit + begun.firsts + 1;
    const rows =
      categoryId === null
        ? await listOpen(market.db, before, limit)
        : await listOpenOfCategory(market.db, categoryId, before, limit);
    const others = rows.filter(({ id }) => !begun.wasFirst(id));
    const shown = others.slice(0, query.limit - first.length);
    const last = shown.at(-1)?.id ?? before;
    return {
      data: [...first, ...shown].map(presentCard),
      nextCursor:
        others.length === shown.length
          ? null
          : cursorAt(begun.codes, last === undefined ? undefined : encodeCursor([last])),
    };
  });

  register(market, endpoints.getStore, async (_ctx, { params }) =>
    presentPublic(await findPublicStore(market.db, { id: storeIdOf(params.storeId) })),
  );

  register(market, endpoints.getStoreBySlug, async (_ctx, { params }) =>
    presentPublic(await findPublicStore(market.db, { slug: params.slug })),
  );
}

function registerOperatorsSide(market: Market): void {
  register(market, endpoints.operatorListStores, async (_ctx, { query }) => {
    const beginning = query.text === undefined || query.text === '' ? undefined : likeLiteral(query.text);
    const bySlug = beginning !== undefined;
    const rows = await listForOperator(market.db, {
      state: query.state,
      licenceId: query.licenceId === undefined ? undefined : fromPublicId('licence', query.licenceId),
      slugBeginning: beginning,
      beforeId: bySlug ? undefined : decodeCursor(query.cursor, ['uuid'])?.[0],
      afterSlug: bySlug ? decodeCursor(query.cursor, ['string'])?.[0] : undefined,
      limit: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [bySlug ? row.slug : row.id],
      (row) => ({
        ...presentCard(row),
        licenceId: toPublicId('licence', row.licence_id),
        legalName: row.legal_name,
        licenceState: row.licence_state,
        reason: row.state_reason as SanctionReason | null,
        createdAt: row.created_at.toISOString(),
      }),
    );
  });

  register(market, endpoints.operatorGetStore, (ctx, { params }) =>
    settings(market, ctx, storeIdOf(params.storeId)),
  );

  const sanctions = [
    ['restrict', endpoints.restrictStore],
    ['suspend', endpoints.suspendStore],
    ['ban', endpoints.banStore],
  ] as const;
  for (const [change, endpoint] of sanctions) {
    register(market, endpoint, async (ctx, { params, body }) => {
      await changeStore(market, ctx, storeIdOf(params.storeId), change, body);
      return settings(market, ctx, storeIdOf(params.storeId));
    });
  }
  register(market, endpoints.reinstateStore, async (ctx, { params, body }) => {
    await changeStore(market, ctx, storeIdOf(params.storeId), 'reinstate', body);
    return settings(market, ctx, storeIdOf(params.storeId));
  });
}

async function settings(market: Market, ctx: Ctx, storeId: string) {
  const body = await readSettings(market.db, ctx, storeId);
  return reply(body, { version: body.version });
}

function storeIdOf(publicId: string): string {
  const id = fromPublicId('store', publicId);
  if (id === undefined) throw notFound();
  return id;
}

const categoryIdOf = (publicId: string | null): string | null =>
  publicId === null ? null : (fromPublicId('category', publicId) ?? null);
const minorOf = (amount: number | null): bigint | null => (amount === null ? null : BigInt(amount));
/** A text that LIKE takes letter by letter. */
const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
