import { z } from 'zod';
import { currency, cursorQuery, id, instant, page } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A UTC day, in years that leave room on both sides. */
const day = z.iso
  .date()
  .refine((text) => text >= '1970' && text < '9000', 'must lie between the years 1970 and 9000');
const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const version = z.number().int().min(1);

/** What a store must show to count as effective; `policy` says how much of it. */
export const effectiveGap = z
  .enum([
    'inStockDays',
    'clearedOrders',
    'buyers',
    'feesPaid',
    'onTimeShipment',
    'refunds',
    'score',
    'fraud',
    'sanction',
  ])
  .meta({ id: 'EffectiveGap' });

export const effectiveCriterion = z
  .object({
    criterion: effectiveGap,
    /** `unknown`: the records do not tell; `unmeasured`: nobody here measures it, and it is held against no store */
    state: z.enum(['met', 'missing', 'unknown', 'unmeasured']),
    /** days, orders, buyers, minor units, shares of one, points; null where it is not known */
    have: z.number().nullable(),
    /** what is asked, in the same unit; null where nothing is asked in numbers, or nothing can be compared */
    need: z.number().nullable(),
    /** JSON Pointer of the policy field that decides; null for a sanction */
    field: z.string().nullable(),
  })
  .meta({ id: 'EffectiveCriterion' });

/** A store as it was judged at the end of a day, over the window of days that ended there. */
export const storeStanding = z
  .object({
    storeId: id('store'),
    day,
    windowDays: count,
    verdict: z.enum(['effective', 'notEffective', 'undecided']),
    /** its part in E* */
    weight: share,
    stage: z.enum(['opened', 'activated', 'effective', 'core', 'dormant']),
    effectiveSince: day.nullable(),
    currency,
    criteria: z.array(effectiveCriterion),
    policyVersion: version,
  })
  .meta({ id: 'StoreStanding' });

export const marketDay = z
  .object({
    day,
    closedAt: instant,
    /** open for business as the day ended, sanctioned ones among them */
    stores: count,
    effective: count,
    /** stores of which not enough is known */
    undecided: count,
    /** E*: the sum of all stores' parts, without cliffs */
    weight: z.number().min(0),
    /** effective for the first time */
    new: count,
    reactivated: count,
    lapsed: count,
    effectivePrincipals: count,
    policyVersion: version,
  })
  .meta({ id: 'MarketDay' });

export const guardrail = z
  .object({
    name: z.enum([
      'effectiveShare',
      'storesPerPrincipal',
      'medianTurnoverDrop',
      'bunching',
      'exposureGini',
      'topOnePercent',
      'newcomerFirstOrder',
      'refunds',
      'disputes',
      'repeat',
      'washShare',
      'clawback',
      'appealsOverturned',
      'subsidyPerEffectiveStore',
      'netNewPrivate',
      'searchSuccess',
    ]),
    bound: z.enum(['atMost', 'atLeast']),
    /** a share of one, a plain number (storesPerPrincipal) or minor units (subsidyPerEffectiveStore) */
    limit: z.number(),
    measure: z.number().nullable(),
    finding: z.enum(['within', 'broken', 'notMeasured']),
    /** why there is no measure */
    reason: z.enum(['notRecorded', 'tooFew', 'tooEarly', 'needsTrial', 'nothingShown', 'noMeter']).nullable(),
    field: z.string(),
  })
  .meta({ id: 'Guardrail' });

export const effectiveDefinition = z
  .object({
    policyVersion: version,
    windowDays: count,
    inStockDays: count,
    clearedOrders: count,
    buyers: count,
    feeFloorMinor: z.number().min(0),
    currency,
    onTimeShare: share,
    refundPercentile: share,
    refundComparedStores: count,
    minimumScore: z.number(),
    fraudLimit: share,
  })
  .meta({ id: 'EffectiveDefinition' });

export const northStar = z
  .object({
    /** oldest first */
    days: z.array(marketDay),
    /** versions of the policy that came into force within these days, and the one that was in force at their beginning */
    policyChanges: z.array(z.object({ number: version, startsAt: instant, reason: z.string() })),
    definition: effectiveDefinition,
    /** as found on the last of these days */
    guardrails: z.array(guardrail),
    /** in which amounts are told */
    currency,
  })
  .meta({ id: 'NorthStar' });

const bound = z.number().nullable();

export const loopVariable = z
  .enum(['effectiveStores', 'privateSales', 'exposure', 'investment', 'externalVisits'])
  .meta({ id: 'LoopVariable' });

export const measuredLink = z
  .object({
    name: z.enum([
      'effectiveToPrivate',
      'privateToExposure',
      'exposureToInvestment',
      'investmentToExternal',
      'externalToEffective',
    ]),
    elasticity: z.number(),
    /** ends of the interval; null: none */
    low: bound,
    high: bound,
    /** below 10 the nudges are weak, and the interval was found by inverting the Anderson-Rubin test */
    firstStageF: z.number(),
    lagWeeks: count,
    isWeak: z.boolean(),
  })
  .meta({ id: 'MeasuredLink' });

export const measuredGain = z
  .object({
    gain: z.number(),
    low: bound,
    high: bound,
    probabilityAboveOne: share.nullable(),
    /** what it means and does not mean, in the market's languages */
    reading: z.object({ 'zh-CN': z.string(), ja: z.string(), en: z.string() }),
  })
  .meta({ id: 'MeasuredGain' });

/** What would have to be there for the data to tell. */
export const loopNeed = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('merchants'), have: count, need: count }),
    z.object({ kind: z.literal('weeks'), have: count, need: count }),
    z.object({ kind: z.literal('records'), variable: loopVariable }),
    z.object({ kind: z.literal('nudges'), variable: loopVariable }),
  ])
  .meta({ id: 'LoopNeed' });

export const loopResult = z
  .object({
    merchants: count,
    weeks: count,
    from: day,
    /** 0.9 for 90 % intervals */
    level: share,
    /** those that could be measured */
    links: z.array(measuredLink),
    /** null where a link is missing */
    merchant: measuredGain.nullable(),
    /** null also where nobody measured what the platform keeps of a shared link */
    platform: measuredGain.nullable(),
    needs: z.array(loopNeed),
  })
  .meta({ id: 'LoopResult' });

export const loopEstimate = z
  .object({
    id: id('loopEstimate'),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    cause: z.enum(['weekly', 'operator']),
    askedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    progress: share,
    /** its last week ends before this Monday */
    until: day,
    policyVersion: version,
    panelDigest: z.string().nullable(),
    codeVersion: z.string().nullable(),
    result: loopResult.nullable(),
  })
  .meta({ id: 'LoopEstimate' });

const operator = { area: 'measures', access: 'operator', scope: 'operator' } as const;
const days = z.coerce.number().int().min(7).max(366).default(90);

export const measuresEndpoints = {
  getNorthStar: endpoint({
    ...operator,
    id: 'getNorthStar',
    method: 'get',
    path: '/v1/operator/north-star',
    summary: 'Effective stores and E* day by day, with new, reactivated and lapsed ones, and the guardrails',
    query: z.object({ days, until: day.optional() }),
    answer: northStar,
  }),
  exportNorthStar: endpoint({
    ...operator,
    id: 'exportNorthStar',
    method: 'get',
    path: '/v1/operator/north-star.csv',
    summary: 'The same days as a table (CSV in UTF-8 with a byte order mark)',
    query: z.object({ days, until: day.optional() }),
    answer: z.string(),
    answerType: 'text/csv; charset=utf-8',
  }),
  getFlywheel: endpoint({
    ...operator,
    id: 'getFlywheel',
    method: 'get',
    path: '/v1/operator/flywheel',
    summary: 'The newest measurement of the loop, link by link, and the one that is under way',
    answer: z.object({ latest: loopEstimate.nullable(), open: loopEstimate.nullable() }),
  }),
  listLoopEstimates: endpoint({
    ...operator,
    id: 'listLoopEstimates',
    method: 'get',
    path: '/v1/operator/loop-estimates',
    summary: 'Measurements of the loop, newest first',
    query: cursorQuery,
    answer: page(loopEstimate),
  }),
  askLoopEstimate: endpoint({
    ...operator,
    id: 'askLoopEstimate',
    method: 'post',
    path: '/v1/operator/loop-estimates',
    summary: 'Asks for a measurement of the loop now; while one is under way, that one is answered',
    idempotent: true,
    answer: loopEstimate,
    status: 202,
    // a key that is none
    problems: ['invalid_request'],
  }),
  listStoreStandings: endpoint({
    id: 'listStoreStandings',
    method: 'get',
    path: '/v1/licences/{licenceId}/standings',
    area: 'measures',
    summary:
      'Which stores of the licence count as effective, and what the others lack, as of the last day that was closed',
    access: 'licence',
    permission: 'store.read',
    storeStaff: true,
    scope: 'stores',
    params: z.object({ licenceId: id('licence') }),
    answer: z.object({ data: z.array(storeStanding) }),
  }),
};
