/**
 * One answer of every rule, as JSON: run wherever the package is said to run, to compare. Numbers are written in full, so
 * that one different bit shows. It reads neither clock nor chance; its numbers come from a counter.
 */
import {
  admissionGaps,
  allianceAdmission,
  allianceRules,
  allotmentRules,
  attribute,
  buildAllotment,
  buildGraph,
  cappedRebate,
  clawback,
  commissionWaterfall,
  countBuyers,
  couponClaim,
  couponDiscount,
  couponRules,
  couponTermsFaults,
  createFacts,
  createResult,
  defaultDocument,
  densestBlock,
  depositDecision,
  depositRules,
  digest,
  effectiveStore,
  effectiveStoreRules,
  effectiveWeight,
  exclusions,
  exp,
  fakeSaleReturn,
  fakeSaleRules,
  feeRate,
  feeRules,
  feeShare,
  flooredDiscount,
  fraudProbability,
  incentiveRules,
  insuranceClaim,
  insurancePremium,
  insuranceRules,
  judgeGuardrails,
  log,
  logistic,
  marginCheck,
  marginOf,
  meritOf,
  metricScore,
  NEWCOMER,
  type PolicyDocument,
  percentile,
  planDecision,
  pointsInForce,
  power,
  powerOfTwo,
  premiumOf,
  priceWithCoupons,
  principals,
  rebate,
  rebateOf,
  releasedOf,
  requiredDeposit,
  SHOWN,
  sanctionForPoints,
  scoreFrom,
  scoreRules,
  spreadRules,
  spreadShare,
  spreads,
  storeScore,
  storeStage,
  sumMerit,
  vestedShare,
  vestingParts,
  washDeviations,
  washFeatures,
  washReference,
  washRules,
  washScore,
  withheldOf,
} from '../index.ts';
import { HANDBOOK_PARTIES, HANDBOOK_WASH_ORDERS, handbookOrders } from './handbook-2022.ts';

const DAY = new Date(86_400_000);
const policy: PolicyDocument = defaultDocument;

/** Numbers between 0 and 1 that look like chance, the same everywhere (a full-period congruential generator). */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (state * 69_069 + 12_345) % 4_294_967_296;
    yield state / 4_294_967_296;
  }
}

/** The answers, and one digest over the plain forms of the rules at a thousand points each. */
export function sample(): string {
  return JSON.stringify(
    {
      decisions: decisions(),
      allotment: digest(allotted()),
      plain: digest(plainAnswers(policy, 1_000)),
      points: plainAnswers(policy, 2),
    },
    (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value instanceof Map ? [...value] : value,
  );
}

/** The answers of the plain forms under a policy, at so many points. */
export function plainAnswers(law: PolicyDocument, points: number): number[] {
  const source = numbers();
  const next = (from: number, to: number): number => from + source.next().value * (to - from);
  const fee = feeRules('books', 'CNY', law);
  const score = scoreRules(law);
  const deposit = depositRules(['jewellery'], 'JPY', law);
  const incentive = incentiveRules('CNY', law);
  const alliance = allianceRules(law);
  const wash = washRules(law);
  const fake = fakeSaleRules('CNY', law);
  const effective = effectiveStoreRules('books', 'CNY', law);
  const insurance = insuranceRules('apparel', 'CNY', law);
  const coupon = couponRules(law);
  const spread = spreadRules(law);
  return Array.from({ length: points }, () => [
    exp(next(-700, 700)),
    log(next(1e-9, 1e6)),
    power(next(0.1, 10), next(-5, 5)),
    powerOfTwo(next(-50, 50)),
    logistic(next(-40, 40)),
    feeShare(next(0, 1) > 0.5, next(-1, 200), next(0, 200), next(0, 2e8), fee),
    metricScore(next(0, 1), Math.floor(next(0, 3)), next(0, 1), score.leastRate, score),
    metricScore(next(0, 500), Math.floor(next(0, 500)), next(0, 50), score.leastHours, score),
    scoreFrom(next(0, 5), next(0, 5), next(0, 5), next(0, 5), next(0, 5), next(0, 5), score),
    requiredDeposit(next(-1e6, 1e9), next(0, 1e6), deposit),
    withheldOf(next(-1e3, 1e6), next(0, 1e6), next(0, 1e6), deposit),
    releasedOf(next(0, 1e6), next(0, 1e6), next(0, 90), deposit),
    rebateOf(next(0, 1e6), next(0, 0.1), next(0, 1e5), incentive),
    cappedRebate(next(0, 1e6), next(0, 1e8), incentive),
    vestedShare(next(-10, 200), incentive),
    meritOf(next(0, 1e5), next(0, 1_000), next(0, 1), incentive),
    admissionGaps(next(0, 5), next(0, 1) > 0.5, next(0, 1) > 0.5, next(0, 60), alliance),
    marginOf(next(0, 1e5), next(0, 1e5), next(0, 1e3), next(0, 0.1), next(0, 0.9), next(0, 1e3), alliance),
    effectiveWeight(next(0, 9), next(0, 9), next(0, 1), effective),
    premiumOf(Math.floor(next(0, 2)), Math.floor(next(0, 3)), insurance),
    flooredDiscount(next(0, 1e5), next(0, 1e5), next(0, 1e5), coupon),
    couponDiscount(
      next(0, 1e5),
      next(0, 9),
      next(0, 1e5),
      next(0, 9),
      next(0, 1e5),
      next(0, 1),
      next(0, 1e5),
    ),
    spreadShare(next(0, 1) > 0.5, next(0, 1) > 0.5, next(0, 1) > 0.5, spread),
    fraudProbability(
      next(-4, 4),
      next(-4, 4),
      next(-4, 4),
      next(-4, 4),
      next(-4, 4),
      next(-4, 4),
      next(-4, 4),
      wash,
    ),
    fakeSaleReturn(next(0, 1e6), next(0, 0.1), next(0, 500), next(0, 1), fake),
  ]).flat();
}

/** What sixty stores of twenty principals get for thirty keywords, and the prices at which they get it. */
function allotted(): number[] {
  const source = numbers();
  const next = (to: number): number => source.next().value * to;
  const list = (length: number, value: (index: number) => number) =>
    Array.from({ length }, (_, index) => value(index));
  const edges = list(30 * 60, (index) => index).filter(() => next(1) < 0.6);
  const graph = buildGraph({
    keywords: 30,
    principals: 20,
    storePrincipal: list(60, () => Math.floor(next(20))),
    storeCluster: list(60, () => Math.floor(next(40))),
    edgeKeyword: edges.map((edge) => Math.floor(edge / 60)),
    edgeStore: edges.map((edge) => edge % 60),
    edgeRelevance: edges.map(() => next(1)),
  });
  const facts = createFacts(graph, 2);
  facts.explorers.fill(-1);
  for (let store = 0; store < 60; store += 1) {
    facts.quality[store] = next(5);
    facts.storeMerit[store] = next(1) < 0.3 ? 0 : next(100_000);
    facts.standing[store] = store % 7 === 0 ? NEWCOMER : SHOWN;
    facts.newcomerNeed[store] = next(1e9);
  }
  for (let keyword = 0; keyword < 30; keyword += 1) {
    facts.supply[keyword] = Math.floor(next(2e9));
    facts.impressionValue[keyword] = next(20);
  }
  sumMerit(graph, facts);
  const market = { graph, facts, result: createResult(graph) };
  buildAllotment(market, allotmentRules(policy));
  const { totals, meritPrice, organicPrice } = market.result;
  return [...totals, ...meritPrice, ...organicPrice];
}

function decisions(): unknown {
  const store = {
    isFirstStoreOfLicence: true,
    openedAt: DAY,
    firstPaidAt: null,
    turnoverMinor: 0n,
    currency: 'JPY',
  };
  const metric = { value: 0.07, observations: 40, categoryMean: 0.05 };
  const hours = { value: 30, observations: 12, categoryMean: 24 };
  const features = washFeatures(
    HANDBOOK_WASH_ORDERS,
    Array.from({ length: 24 }, () => 1 / 24),
    'CNY',
    policy,
  );
  const { principalOf, merges } = principals(HANDBOOK_PARTIES, policy);
  const orders = handbookOrders((buyer) => principalOf.get(buyer) ?? buyer);
  return {
    fee: feeRate(store, 'apparel', DAY, policy),
    effective: effectiveStore(
      {
        category: 'apparel',
        currency: 'CNY',
        inStockDays: 20,
        clearedOrders: 4,
        buyers: 3,
        feesPaidMinor: 600n,
        shipmentsDue: 7,
        shipmentsOnTime: 6,
        refundRate: 0.1,
        refundLimit: percentile([0.1, 0.2, 0.3], 0.95) ?? 0,
        score: 4.3,
        fraudProbability: 0.1,
        isSanctioned: false,
      },
      policy,
    ),
    stage: storeStage(3, 1, 2, { activationDays: 14, coreWindows: 3, dormantDays: 56 }),
    score: storeScore(
      {
        orders: 60,
        metrics: {
          lowRating: metric,
          qualityReturn: metric,
          latePickup: metric,
          lateDelivery: metric,
          afterSale: hours,
          reply: hours,
        },
      },
      policy,
    ),
    deposit: depositDecision(
      {
        categories: ['apparel'],
        currency: 'CNY',
        turnoverMinor: 6_000_000n,
        unvestedRewardsMinor: 90_000n,
        heldMinor: 20_000n,
        shortfallDays: 16,
        excessDays: null,
      },
      policy,
    ),
    coupons: priceWithCoupons(
      [
        { id: 'a', goodsMinor: 9_999n, pieces: 2 },
        { id: 'b', goodsMinor: 101n, pieces: 1 },
      ],
      [
        {
          id: 'c',
          level: 'store',
          shape: { kind: 'percentOff', sharePpm: 333_333, capMinor: null },
          lineIds: ['a', 'b'],
          exclusiveGroup: null,
          bearers: { merchant: 2, platform: 1, creator: 1 },
        },
      ],
      policy,
    ),
    terms: couponTermsFaults(
      { validity: { kind: 'fromClaim', days: 91 }, perPerson: null, total: 5, tokenUses: null },
      policy,
    ),
    claim: couponClaim(
      { validity: { kind: 'fromClaim', days: 9 }, perPerson: null, total: 5, tokenUses: null },
      { byPerson: 1, inTotal: 1, byToken: 0 },
      policy,
    ),
    attribution: attribute(
      [{ id: '1', at: DAY, surface: 'store', source: 'clerkLink', isPaid: false }],
      DAY,
      policy,
    ),
    rebate: rebate(
      { baseMinor: 12_345n, feePpm: 50_000, feePaidMinor: 617n, earnedThisMonthMinor: 0n, currency: 'CNY' },
      policy,
    ),
    vesting: vestingParts(494n, policy),
    clawback: clawback(100n, { pendingIncentive: 60n, pendingSettlement: 20n, deposit: 5n }, policy),
    admission: allianceAdmission(
      {
        score: 3.9,
        hasInsurance: true,
        isDepositInOrder: true,
        daysSinceMajorViolation: null,
        daysBelowClearOut: 8,
      },
      policy,
    ),
    plan: planDecision({ kind: 'targeted', ratePpm: 200_000, creators: 1 }, [], true, policy),
    commission: commissionWaterfall(9_999n, 200_000, [{ party: 'agency', keptPpm: 300_000 }], 'creator'),
    margin: marginCheck(
      {
        priceMinor: 9_900n,
        costMinor: 4_000n,
        logisticsMinor: 600n,
        feePpm: 50_000,
        commissionPpm: 200_000,
        couponMinor: 0n,
      },
      policy,
    ),
    points: pointsInForce([{ severity: 'major', happenedAt: DAY }], DAY, policy),
    sanction: sanctionForPoints(13, policy),
    spreads: spreads({ days: 7, severity: 'major', hasSameGoods: true, hasSameConduct: false }, policy),
    merges,
    exclusions: exclusions(orders, [], policy).length,
    buyers: countBuyers([
      { id: '1', storeId: 's', sellerPrincipal: 'p', buyerPrincipal: 'b', clearedAt: DAY },
    ]),
    wash:
      features === null
        ? null
        : washScore(washDeviations(features, 12, washReference([features, features]), policy), true, policy),
    peeling: densestBlock([
      { buyer: 'a', store: 's' },
      { buyer: 'b', store: 's' },
    ]),
    premium: insurancePremium('apparel', 3, 20, 'CNY', policy),
    insuranceClaim: insuranceClaim(
      { isInsured: true, paidClaims: 0, isScanned: true, freightMinor: 900n, coverageMinor: 1_200n },
      policy,
    ),
    guardrails: judgeGuardrails({ refunds: 0.2, repeat: 0.3 }, 'CNY', policy),
  };
}
