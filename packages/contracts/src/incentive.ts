import { z } from 'zod';
import { amountMinor, currency, cursorQuery, id, instant, page, sumMinor } from './common.ts';
import { endpoint } from './endpoint.ts';

/**
 * pending: the goods can still be returned; cleared: granted, and vesting; vested: all of it is the merchant's; excluded: earns nothing;
 * clawedBack: the buyer got all back after it was granted.
 */
export const incentiveState = z
  .enum(['pending', 'cleared', 'vested', 'excluded', 'clawedBack'])
  .meta({ id: 'IncentiveState' });

export const exclusionReason = z
  .enum([
    'linkedBuyer',
    'paymentCycle',
    'noCarrierScan',
    'trackingReused',
    'refunded',
    'pairLimit',
    'probablyFake',
  ])
  .meta({ id: 'ExclusionReason' });

const month = z.string().regex(/^\d{4}-\d{2}$/);
const share = z.number().min(0).max(1);

/** A private order and what became of its rebate; amounts in the order's currency. */
export const incentiveOrder = z
  .object({
    orderId: id('order'),
    orderNumber: z.string(),
    currency,
    state: incentiveState,
    completedAt: instant,
    /** the end of the return window: when it is decided about */
    windowEndsAt: instant,
    decidedAt: instant.nullable(),
    /** what the buyer paid for goods and kept, after the store's coupons, when it was decided; before, as it stands */
    baseMinor: amountMinor,
    feePaidMinor: amountMinor,
    /** granted; while pending, what would be granted as things stand */
    rebateMinor: amountMinor,
    /** what limited it: the rate alone, the fee that was paid, or the licence's cap of the month */
    limitedBy: z.enum(['rate', 'feePaid', 'monthlyCap']).nullable(),
    vestedMinor: amountMinor,
    clawedBackMinor: amountMinor,
    parts: z.array(
      z.object({
        at: instant,
        amountMinor,
        /** taken back before it vested, perhaps for another order of the store */
        takenMinor: amountMinor,
        vestedAt: instant.nullable(),
      }),
    ),
    /** the fee that never returns, less the chance that the sale is made up, before it fades: what public traffic is allotted by */
    meritMinor: z.number().min(0),
    exclusions: z.array(
      z.object({
        reason: exclusionReason,
        /** JSON Pointer of the policy's number that decided; null where none did */
        field: z.string().nullable(),
      }),
    ),
    policyVersion: z.number().int(),
  })
  .meta({ id: 'IncentiveOrder' });

const params = z.object({ storeId: id('store') });
const staff = { area: 'incentive', access: 'licence', permission: 'money.read', scope: 'money' } as const;
const operators = { area: 'incentive', access: 'operator', scope: 'operator' } as const;

/** What shows that an order meets a rule of exclusion. */
export const evidence = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('order'), id: id('order') }),
    z.object({ kind: z.literal('licence'), id: id('licence') }),
    z.object({ kind: z.literal('person'), id: id('person') }),
    /** a buyer without an account */
    z.object({ kind: z.literal('guest') }),
    z.object({ kind: z.literal('parcel'), tracking: z.string() }),
  ])
  .meta({ id: 'ExclusionEvidence' });

export const principalParty = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('licence'), id: id('licence'), name: z.string() }),
    z.object({ kind: z.literal('person'), id: id('person'), name: z.string() }),
    z.object({ kind: z.literal('guest') }),
  ])
  .meta({ id: 'PrincipalParty' });

export const incentiveEndpoints = {
  getStoreIncentive: endpoint({
    ...staff,
    id: 'getStoreIncentive',
    method: 'get',
    path: '/v1/stores/{storeId}/incentive',
    summary:
      "What a store's private sales have earned: waiting, granted, vested and taken back, by month under the licence's cap",
    params,
    answer: z.object({
      currency,
      asOf: instant,
      policyVersion: z.number().int(),
      rules: z.object({
        keptFeePpm: z.number().int(),
        vestingDays: z.array(z.number().int()),
        capMinor: sumMinor,
        returnWindowDays: z.number().int(),
        meritHalfLifeDays: z.number(),
      }),
      pending: z.object({ orders: z.number().int(), rebateMinor: sumMinor }),
      /** granted and not vested */
      clearedMinor: sumMinor,
      vestedMinor: sumMinor,
      clawedBackMinor: sumMinor,
      excludedOrders: z.number().int(),
      nextVesting: z.object({ at: instant, amountMinor: sumMinor }).nullable(),
      /** vested and faded to now: what public traffic is allotted by; in minor units of the market's currency */
      merit: z.object({ minor: z.number().min(0), currency }),
      /** newest first, at most 24 with anything in them */
      months: z.array(
        z.object({
          month,
          grantedMinor: sumMinor,
          vestedMinor: sumMinor,
          clawedBackMinor: sumMinor,
          /** of all stores of the licence, which is what the cap holds */
          licenceGrantedMinor: sumMinor,
          capMinor: sumMinor,
        }),
      ),
    }),
  }),
  listStoreIncentives: endpoint({
    ...staff,
    id: 'listStoreIncentives',
    method: 'get',
    path: '/v1/stores/{storeId}/incentive/orders',
    summary: "A store's private orders with what became of their rebates, newest first",
    params,
    query: cursorQuery.extend({ state: incentiveState.optional() }),
    answer: page(incentiveOrder),
  }),
  exportStoreIncentives: endpoint({
    ...staff,
    id: 'exportStoreIncentives',
    method: 'get',
    path: '/v1/stores/{storeId}/incentive/orders.csv',
    summary: 'The same as CSV, all of the last 400 days',
    params,
    answer: z.string(),
    answerType: 'text/csv; charset=utf-8',
  }),
  listExcludedOrders: endpoint({
    ...operators,
    id: 'listExcludedOrders',
    method: 'get',
    path: '/v1/operator/incentive/exclusions',
    summary: 'Private orders that earn nothing, by reason, with what shows it, newest first',
    query: cursorQuery.extend({ reason: exclusionReason.optional() }),
    answer: page(
      z.object({
        orderId: id('order'),
        orderNumber: z.string(),
        storeId: id('store'),
        storeName: z.partialRecord(z.enum(['zh-CN', 'ja', 'en']), z.string()),
        currency,
        totalMinor: amountMinor,
        reason: exclusionReason,
        field: z.string().nullable(),
        evidence: z.array(evidence),
        fraudProbability: share.nullable(),
        at: instant,
        policyVersion: z.number().int(),
      }),
    ),
  }),
  listPrincipals: endpoint({
    ...operators,
    id: 'listPrincipals',
    method: 'get',
    path: '/v1/operator/principals',
    summary: 'Who is one and the same, and what ties them: the principals of licences, the newest first',
    query: cursorQuery.extend({
      /** those with at least so many licences */
      licences: z.coerce.number().int().min(1).max(30).default(2),
    }),
    answer: page(
      z.object({
        principalId: id('licence'),
        parties: z.array(principalParty),
        links: z.array(
          z.object({
            kind: z.enum(['licence', 'payoutAccount', 'paymentInstrument', 'device', 'returnAddress']),
            /** strong links merge, weak ones only score */
            isStrong: z.boolean(),
            /** who shares it: of this principal, and others that it does not merge; at most 20 */
            parties: z.array(principalParty),
            sharedBy: z.number().int(),
            since: instant,
          }),
        ),
        policyVersion: z.number().int(),
      }),
    ),
  }),
  listWashScores: endpoint({
    ...operators,
    id: 'listWashScores',
    method: 'get',
    path: '/v1/operator/wash-scores',
    summary:
      'How likely it is that stores make up their private sales, as the last closed day found it, with every part; the likeliest first',
    query: cursorQuery,
    answer: page(
      z.object({
        storeId: id('store'),
        storeName: z.partialRecord(z.enum(['zh-CN', 'ja', 'en']), z.string()),
        day: z.iso.date(),
        orders: z.number().int(),
        probability: share,
        priorLogOdds: z.number(),
        parts: z.array(
          z.object({
            feature: z.enum([
              'buyerBreadth',
              'addressConcentration',
              'hourOfDay',
              'burst',
              'priceRoundness',
              'browsingBeforeBuying',
              'weakLinks',
            ]),
            value: z.number(),
            deviations: z.number(),
            logOdds: z.number(),
            field: z.string(),
          }),
        ),
        policyVersion: z.number().int(),
      }),
    ),
  }),
};
