import type { Locale } from '@hazumi/contracts';
import { hasCurrency, type PolicyDocument, STORE_RIGHTS, storePlace, storeStates } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { findLicence } from '../licences/licences.repository.ts';
import type { Market } from '../market.ts';
import { isReserved, slugCandidates } from './slugs.ts';
import {
  categoryExists,
  countYoung,
  insertStore,
  lockStore,
  type NewStore,
  type StoreTexts,
  takePlace,
} from './stores.repository.ts';
import { moveStore, type StoreChange, stateConflict } from './stores.transition.ts';

const dayMs = 86_400_000;
const localeOrder: readonly Locale[] = ['zh-CN', 'ja', 'en'];

export interface StoreWish {
  texts: StoreTexts;
  defaultLocale?: Locale | undefined;
  slug?: string | undefined;
  currency?: string | undefined;
  country?: string | undefined;
  categoryId: string | null;
  freightMinor: bigint;
  freightFreeFromMinor: bigint | null;
}

/**
 * Opens a store under a verified licence, at once; under one that may still be verified it is applied for. The licence's row is
 * locked by the statement that takes the place, so whatever becomes of the licence meanwhile, the store follows it.
 *
 * @returns the store's id
 * @throws Problem store_limit_reached, licence_inactive, slug_taken, invalid_request (category, currency, slug)
 */
export async function openStore(
  market: Pick<Market, 'policy' | 'settings'>,
  tx: Tx,
  ctx: Ctx,
  licenceId: string,
  wish: StoreWish,
): Promise<string> {
  const policy = market.policy.at(ctx.now);
  const currency = wish.currency ?? market.settings.currency;
  if (!hasCurrency(currency, policy.document)) {
    throw new Problem('invalid_request', {
      pointer: '/body/currency',
      detail: 'Stores in this currency are not opened here.',
    });
  }
  if (wish.slug !== undefined && isReserved(wish.slug)) throw slugTaken();

  const place = await takePlace(tx, licenceId);
  if (place === undefined) throw await whyNoPlace(tx, licenceId);
  await checkPlace(tx, ctx, licenceId, place.held, policy.document);
  if (wish.categoryId !== null && !(await categoryExists(tx, wish.categoryId))) {
    throw new Problem('invalid_request', {
      pointer: '/body/categoryId',
      detail: 'There is no such category.',
    });
  }
  const isVerified = place.state === 'verified';
  const store: NewStore = {
    id: ctx.ids.next(ctx.now),
    licenceId,
    texts: wish.texts,
    defaultLocale: wish.defaultLocale ?? firstLocale(wish.texts),
    currency,
    country: wish.country ?? place.country,
    categoryId: wish.categoryId,
    freightMinor: wish.freightMinor,
    freightFreeFromMinor: wish.freightFreeFromMinor,
    state: isVerified ? 'open' : 'applied',
    licenceInForce: isVerified,
    isFirstOfLicence: place.isFirst,
    policyVersion: policy.number,
    now: ctx.now,
  };
  checkDefaultLocale(store);
  const slug = await insertUnderSlug(tx, store, wish.slug);
  const data = { slug, policyVersion: policy.number, isFirstOfLicence: place.isFirst };
  const subject = { storeId: store.id, subjectType: 'store', subjectId: store.id };
  await appendEvent(tx, ctx, { ...subject, type: 'store.applied', data });
  if (isVerified) {
    const opened = storeStates.transition('applied', 'open');
    await appendEvent(tx, ctx, {
      ...subject,
      type: `store.${opened?.on}`,
      data: { from: 'applied', to: 'open' },
    });
  }
  return store.id;
}

export interface StoreEdit {
  texts?: StoreTexts | undefined;
  defaultLocale?: Locale | undefined;
  categoryId?: string | null | undefined;
  freight?: { amountMinor: bigint; freeFromMinor: bigint | null } | undefined;
}

/** @throws Problem version_conflict, state_conflict, invalid_request (category, default language) */
export async function editStore(
  market: Pick<Market, 'db'>,
  ctx: Ctx,
  storeId: string,
  version: number,
  edit: StoreEdit,
): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    const store = await lockStore(tx, storeId);
    if (store === undefined) throw notFound();
    if (store.version !== version) throw new Problem('version_conflict');
    if (!STORE_RIGHTS[store.state].edits) throw stateConflict(store);
    const texts = edit.texts ?? (store.texts as StoreTexts);
    checkDefaultLocale({ texts, defaultLocale: edit.defaultLocale ?? (store.default_locale as Locale) });
    if (edit.categoryId && !(await categoryExists(tx, edit.categoryId))) {
      throw new Problem('invalid_request', {
        pointer: '/body/categoryId',
        detail: 'There is no such category.',
      });
    }
    await tx
      .updateTable('store')
      .set((eb) => ({
        version: eb('version', '+', 1),
        ...(edit.texts === undefined ? {} : { texts: JSON.stringify(edit.texts) }),
        ...(edit.defaultLocale === undefined ? {} : { default_locale: edit.defaultLocale }),
        ...(edit.categoryId === undefined ? {} : { category_id: edit.categoryId }),
        ...(edit.freight === undefined
          ? {}
          : { freight_minor: edit.freight.amountMinor, freight_free_from_minor: edit.freight.freeFromMinor }),
      }))
      .where('id', '=', storeId)
      .execute();
    const fields = Object.entries(edit).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    await appendEvent(tx, ctx, {
      storeId,
      subjectType: 'store',
      subjectId: storeId,
      type: 'store.edited',
      data: { fields },
    });
  });
}

/** Restricts, suspends, reinstates, bans, closes or reopens a store. One that closes without open orders is closed at once. */
export async function changeStore(
  market: Pick<Market, 'db' | 'policy'>,
  ctx: Ctx,
  storeId: string,
  change: StoreChange,
  why: { reason?: string; note?: string } = {},
): Promise<void> {
  const policyVersion = market.policy.at(ctx.now).number;
  await inTransaction(market.db, async (tx) => {
    await moveStore(tx, ctx, storeId, change, { ...why, policyVersion });
  });
  if (change === 'close') await finishClosing(market, ctx, storeId);
}

/**
 * Closes a store that is closing and has no open order left; says whether it did. A transaction of its own, after the one that
 * stopped sales: the store's row is locked, which every order that was being placed held by its foreign key, so none is overlooked.
 */
export async function finishClosing(
  market: Pick<Market, 'db' | 'policy'>,
  ctx: Ctx,
  storeId: string,
): Promise<boolean> {
  const policyVersion = market.policy.at(ctx.now).number;
  try {
    await inTransaction(market.db, (tx) => moveStore(tx, ctx, storeId, 'finishClosing', { policyVersion }));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'state_conflict') return false;
    throw error;
  }
}

async function whyNoPlace(tx: Tx, licenceId: string): Promise<Problem> {
  const licence = await findLicence(tx, licenceId);
  return licence === undefined
    ? notFound()
    : new Problem('licence_inactive', { data: { state: licence.state } });
}

/**
 * The limit on the stores of a licence, and on its young ones. The licence's row is locked, so what is counted stays so.
 *
 * @throws Problem store_limit_reached; the place that was taken goes back with the transaction
 */
async function checkPlace(
  tx: Tx,
  ctx: Ctx,
  licenceId: string,
  held: number,
  document: PolicyDocument,
): Promise<void> {
  const { youngStoreDays } = document.stores;
  const young = await countYoung(tx, licenceId, new Date(ctx.now.getTime() - youngStoreDays * dayMs));
  const decision = storePlace(held, young, document);
  if (decision.allowed) return;
  const { reason, limit } = decision;
  throw new Problem(
    'store_limit_reached',
    reason === 'storesPerLicence'
      ? { detail: `At most ${limit} stores.`, data: { limit } }
      : {
          detail: `At most ${limit} stores younger than ${youngStoreDays} days.`,
          data: { limit, youngStoreDays },
        },
  );
}

async function insertUnderSlug(tx: Tx, store: NewStore, wanted: string | undefined): Promise<string> {
  const names = Object.fromEntries(Object.entries(store.texts).map(([locale, text]) => [locale, text.name]));
  for (const slug of wanted === undefined ? slugCandidates(names, store.id) : [wanted]) {
    if (await insertStore(tx, slug, store)) return slug;
  }
  throw slugTaken();
}

const slugTaken = (): Problem => new Problem('slug_taken', { pointer: '/body/slug' });

const firstLocale = (texts: StoreTexts): Locale =>
  localeOrder.find((locale) => texts[locale] !== undefined) ?? 'zh-CN';

function checkDefaultLocale({ texts, defaultLocale }: Pick<NewStore, 'texts' | 'defaultLocale'>): void {
  if (texts[defaultLocale] === undefined) {
    throw new Problem('invalid_request', {
      pointer: '/body/defaultLocale',
      detail: 'The default language needs a text.',
    });
  }
}
