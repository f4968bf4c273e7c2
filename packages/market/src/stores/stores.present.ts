import {
  type AnswerInput,
  type Locale,
  type Permission,
  type SanctionReason,
  type storesEndpoints,
  toPublicId,
} from '@hazumi/contracts';
import { STORE_RIGHTS } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Db } from '../kernel/database.ts';
import { notFound } from '../kernel/problem.ts';
import { findLicence } from '../licences/licences.repository.ts';
import { readTimeline } from '../licences/timeline.ts';
import { mediaPath } from '../media/media.routes.ts';
import { allows } from '../people/permissions.ts';
import {
  countsOf,
  findStore,
  type PublicStoreRow,
  type StoreRow,
  type StoreTexts,
} from './stores.repository.ts';
import { type StoreChange, transitionFor } from './stores.transition.ts';

type SettingsAnswer = AnswerInput<typeof storesEndpoints.getStoreSettings>;
type Action = SettingsAnswer['actions'][number];

/** What everybody may know of a store, as lists show it. */
export function presentCard(row: StoreRow) {
  return {
    id: toPublicId('store', row.id),
    slug: row.slug,
    texts: row.texts as StoreTexts,
    defaultLocale: row.default_locale as Locale,
    currency: row.currency,
    country: row.country,
    categoryId: row.category_id === null ? null : toPublicId('category', row.category_id),
    logoUrl: row.logo_key === null ? null : mediaPath(row.logo_key),
    state: row.state,
    openForSale: row.open_for_sale,
    openedAt: row.opened_at?.toISOString() ?? null,
  };
}

/**
 * A store by its own address. One that ever opened keeps answering: shoppers who bought there must still learn who sold. What may be
 * found without knowing the address is a matter of the lists.
 */
export function presentPublic(row: PublicStoreRow | undefined) {
  if (row === undefined || row.opened_at === null) throw notFound();
  return {
    ...presentCard(row),
    freight: presentFreight(row),
    licence: {
      id: toPublicId('licence', row.licence_id),
      legalName: row.legal_name,
      country: row.licence_country,
      registrationNumber: masked(row.registration_number),
      isVerified: row.licence_state === 'verified',
    },
  };
}

/** A store as its staff and operators see it. */
export async function readSettings(db: Db, ctx: Ctx, storeId: string): Promise<SettingsAnswer> {
  const row = await findStore(db, storeId);
  if (row === undefined) throw notFound();
  const [licence, counts, timeline] = [
    await findLicence(db, row.licence_id),
    await countsOf(db, [storeId]),
    await readTimeline(db, storeId, 50),
  ];
  if (licence === undefined) throw notFound();
  return {
    ...presentCard(row),
    ...(counts.get(storeId) ?? { listedProducts: 0, openOrders: 0 }),
    version: row.version,
    licenceId: toPublicId('licence', row.licence_id),
    licenceState: licence.state,
    freight: presentFreight(row),
    reason: row.state_reason as SanctionReason | null,
    note: row.state_note,
    isFirstOfLicence: row.is_first_of_licence,
    firstPaidAt: row.first_paid_at?.toISOString() ?? null,
    closingAt: row.closing_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    policyVersion: row.policy_version,
    actions: actionsOf(ctx, row),
    timeline,
  };
}

export function presentFreight(row: Pick<StoreRow, 'freight_minor' | 'freight_free_from_minor'>) {
  return {
    amountMinor: Number(row.freight_minor),
    freeFromMinor: row.freight_free_from_minor === null ? null : Number(row.freight_free_from_minor),
  };
}

/** '91310000MA1K4BJL2X' -> '9131**********JL2X': enough to compare with a paper, too little to use it. */
export function masked(number: string): string {
  const shown = Math.min(4, Math.floor(number.length / 4));
  return `${number.slice(0, shown)}${'*'.repeat(number.length - 2 * shown)}${number.slice(number.length - shown)}`;
}

/** What whoever asks may do now: by the state, and by what they are here. */
function actionsOf(ctx: Ctx, row: StoreRow): Action[] {
  const { actor } = ctx;
  if (actor.kind !== 'person') return [];
  const may = (permission: Permission): boolean =>
    actor.memberships.some(
      (membership) =>
        membership.licenceId === row.licence_id &&
        (membership.storeId === null || membership.storeId === row.id) &&
        allows(membership.role, permission),
    );
  const operates = actor.operator !== null && actor.operator.role !== 'auditor';
  const can = (change: StoreChange): boolean => transitionFor(row, change) !== undefined;
  const possible: Record<Action, boolean> = {
    edit: may('store.edit') && STORE_RIGHTS[row.state].edits,
    close: may('store.close') && can('close'),
    reopen: may('store.close') && can('reopen'),
    restrict: operates && can('restrict'),
    suspend: operates && can('suspend'),
    reinstate: operates && can('reinstate'),
    ban: operates && can('ban'),
  };
  return (Object.keys(possible) as Action[]).filter((action) => possible[action]);
}
