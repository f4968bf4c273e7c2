import type { AnswerInput, endpoints } from '@hazumi/contracts';
import { allotment, allotmentDay, allotmentTry } from './facts.allotment.ts';
import { campaigns } from './facts.coupons.ts';
import { storeExperiments } from './facts.experiments.ts';
import { catalogueImport, importRows, product, products } from './facts.goods.ts';
import {
  excludedOrders,
  incentiveOrders,
  incentiveSummary,
  principalRows,
  washScores,
} from './facts.incentive.ts';
import { labAnswers } from './facts.lab.ts';
import { links } from './facts.links.ts';
import { loopEstimateFacts, northStarFacts, standings } from './facts.measures.ts';
import { order, orders } from './facts.orders.ts';
import { licenceId, people, type TestMe } from './facts.people.ts';
import { policyDocument, policySchema, policyVersions } from './facts.policy.ts';
import { categories, licence, refusedLicence, settingsOf, storeCount, stores } from './facts.stores.ts';
import { type FakeAnswers, FakeMarket, FakeProblem, FakeReply } from './fake.market.ts';
import { testId, testTime } from './ids.ts';

const page = <T>(data: T[]) => ({ data, nextCursor: null });
const only = <T>(found: T | undefined): T => {
  if (found === undefined) throw new FakeProblem('not_found');
  return found;
};
const meOf = (who: string | undefined): TestMe => {
  const found = people[who ?? ''];
  if (found === undefined) throw new FakeProblem('unauthenticated');
  return found;
};
const signedIn = (who: string) =>
  new FakeReply(
    { secondFactorRequired: false, token: 'in-the-cookie', expiresAt: testTime(100), me: people[who] },
    { 'set-cookie': `session=${who}; Path=/; HttpOnly` },
  );

const peopleAnswers: FakeAnswers = {
  getMe: ({ who }) => meOf(who),
  changeMe: ({ who, body }) => ({ ...meOf(who), ...defined(body) }),
  signIn: ({ body }) => {
    if (body.password !== 'correct horse') throw new FakeProblem('invalid_credentials');
    if (body.email === 'ops@hazumi.example') {
      return {
        secondFactorRequired: true,
        code: 'second_factor_required',
        challenge: 'x'.repeat(32),
        expiresAt: testTime(1),
      };
    }
    const who = Object.entries(people).find(([, me]) => me.email === body.email)?.[0];
    if (who === undefined) throw new FakeProblem('invalid_credentials');
    return signedIn(who);
  },
  signInSecondFactor: ({ body }) => {
    if (body.code !== '123456') throw new FakeProblem('invalid_code');
    return signedIn('operator');
  },
  signOut: () => new FakeReply(undefined, { 'set-cookie': 'session=; Path=/; Max-Age=0' }),
  requestPasswordReset: () => ({}),
  listSessions: () => ({
    data: [
      {
        id: testId('session', 1),
        isCurrent: true,
        createdAt: testTime(-5),
        expiresAt: testTime(200),
        address: '192.0.2.14',
        userAgent:
          'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
        hasSecondFactor: true,
      },
    ],
  }),
  listPasskeys: () => ({
    data: [{ id: testId('passkey', 1), name: 'iPhone', createdAt: testTime(-90), isBackedUp: true }],
  }),
  startSecondFactor: () => ({
    uri: 'otpauth://totp/Hazumi:new-ops%40hazumi.example?secret=JBSWY3DPEHPK3PXP&issuer=Hazumi',
    secret: 'JBSWY3DPEHPK3PXP',
    backupCodes: ['4KQ7-9XZ2', 'M3RT-88LP', 'W2VN-5CDA', 'Q9HJ-1B6E'],
  }),
  confirmSecondFactor: ({ body }) => {
    if (body.code !== '123456') throw new FakeProblem('invalid_code');
    return signedIn('operator');
  },
  listApiKeys: () => ({
    data: [
      {
        id: testId('apiKey', 1),
        name: 'ERP',
        prefix: 'hzk_4f9a',
        scopes: ['catalogue', 'orders'],
        licenceId,
        createdAt: testTime(-300),
        expiresAt: testTime(900),
        lastUsedAt: testTime(-1),
      },
    ],
  }),
  listStaff: () =>
    page([
      {
        id: testId('membership', 1),
        personId: testId('person', 1),
        name: '青木 さくら',
        email: 'sakura@aoba.example',
        storeId: null,
        role: 'owner',
        createdAt: testTime(-2200),
      },
      {
        id: testId('membership', 2),
        personId: testId('person', 2),
        name: '王磊',
        email: 'lei@aoba.example',
        storeId: testId('store', 1),
        role: 'clerk',
        createdAt: testTime(-800),
      },
    ]),
  listInvitations: () =>
    page([
      {
        id: testId('invitation', 1),
        licenceId,
        storeId: null,
        email: 'kei@example.com',
        role: 'finance',
        state: 'pending',
        createdAt: testTime(-20),
        expiresAt: testTime(140),
      },
    ]),
};

const merchantAnswers: FakeAnswers = {
  listMyLicences: ({ who }) =>
    page(meOf(who).memberships.map(({ role, storeId }) => ({ ...summaryOf(licence), role, storeId }))),
  registerLicence: ({ body }) => ({
    ...withoutChecks(refusedLicence),
    ...body,
    state: 'draft',
    reason: null,
    note: null,
  }),
  getLicence: ({ params }) => withoutChecks(only(allLicences.find(({ id }) => id === params.licenceId))),
  listLicenceStores: ({ query }) => ({
    ...page(stores.filter(({ state }) => query.state === undefined || state === query.state)),
    ...storeCount,
  }),
  getStoreSettings: ({ params }) => settingsOf(only(stores.find(({ id }) => id === params.storeId))),
  openStore: () => settingsOf(only(stores[0])),
  editStore: ({ params }) => ({
    ...settingsOf(only(stores.find(({ id }) => id === params.storeId))),
    version: 8,
  }),
  listStoreStandings: () => ({ data: standings }),
  listCategories: () => ({ data: categories }),
  getMarket: () => ({
    locales: ['zh-CN', 'ja', 'en'],
    currency: 'CNY',
    now: testTime(0),
    policyVersion: 2,
    clock: 'running',
  }),
  listStoreProducts: ({ query }) =>
    page(
      products.filter(
        (row) =>
          (query.state === undefined || row.state === query.state) &&
          (query.q === undefined || JSON.stringify(row.title).includes(query.q)),
      ),
    ),
  getStoreProduct: () => product,
  editProduct: () => ({ ...product, version: 10 }),
  createProduct: () => product,
  listProduct: ({ params }) => {
    if (params.productId === testId('product', 5)) {
      throw new FakeProblem('not_listable', { detail: '还没有图片。' });
    }
    return product;
  },
  delistProduct: () => ({ ...product, state: 'delisted' }),
  listStockAdjustments: () => page([{ delta: 20, reason: '到货', actor: 'person', at: testTime(-50) }]),
  changeStock: () => ({ skuId: testId('sku', 1), received: 80, available: 62 }),
  listImports: () => page([catalogueImport]),
  getStoreAllotment: () => allotment,
  getStoreAllotmentDay: () => allotmentDay,
  tryAllotment: () => allotmentTry,
  listLinks: () => page(links),
  listCouponCampaigns: () => page(campaigns),
  getStoreExperiments: () => storeExperiments,
  getOnboarding: () => ({ variant: 'checklist', isExperiment: true }),
  getImport: () => catalogueImport,
  listImportRows: ({ query }) =>
    page(importRows.filter(({ kind }) => query.kind === undefined || kind === query.kind)),
  listStoreOrders: ({ query }) => page(ordersOf(query)),
  listLicenceOrders: ({ query }) => page(ordersOf(query)),
  getStoreOrder: () => order,
  shipOrder: () => ({ ...order, state: 'shipped', stateCode: 30 }),
  refundOrder: () => order,
  getStoreIncentive: () => incentiveSummary,
  listStoreIncentives: ({ query }) =>
    page(incentiveOrders.filter(({ state }) => query.state === undefined || state === query.state)),
  getStoreMoney: ({ params }) => ({
    currency: stores.find(({ id }) => id === params.storeId)?.currency ?? 'CNY',
    payableMinor: 1_284_300,
    shippingMinor: 38_400,
    taxMinor: 0,
    feesPaidMinor: 64_210,
    rebatesMinor: 18_400,
    rebatesPendingMinor: 12_270,
    clawbackOwedMinor: 0,
  }),
  listStoreEntries: () =>
    page(
      (['merchantPayable', 'shippingPayable', 'merchantPayable'] as const).map((account, index) => ({
        transactionId: testId('transaction', index + 1),
        kind: index === 2 ? 'orderRefund' : 'orderPaid',
        account,
        orderId: testId('order', index + 1),
        currency: 'CNY',
        amountMinor: index === 2 ? -7900 : 59_796 - index * 58_596,
        at: testTime(-index),
      })),
    ),
};

const operatorAnswers: FakeAnswers = {
  getNorthStar: () => northStarFacts,
  getFlywheel: () => ({ latest: loopEstimateFacts, open: null }),
  listLoopEstimates: () => page([loopEstimateFacts]),
  askLoopEstimate: () => ({ ...loopEstimateFacts, state: 'waiting', finishedAt: null, result: null }),
  listLicences: ({ query }) =>
    page(
      allLicences
        .filter(({ state }) => query.state === undefined || state === query.state)
        .map((found) => ({ ...summaryOf(found), escalated: found.id === refusedLicence.id })),
    ),
  operatorGetLicence: ({ params }) => only(allLicences.find(({ id }) => id === params.licenceId)),
  decideLicence: () => withoutChecks(licence),
  operatorListStores: () =>
    page(
      stores.map((row) => ({
        ...row,
        licenceId,
        legalName: licence.legalName,
        licenceState: 'verified' as const,
      })),
    ),
  operatorGetStore: ({ params }) => settingsOf(only(stores.find(({ id }) => id === params.storeId))),
  restrictStore: ({ params }) => settingsOf(only(stores.find(({ id }) => id === params.storeId))),
  listMarketOrders: ({ query }) => page(ordersOf(query)),
  getMarketOrder: () => ({
    ...order,
    actions: [],
    address: { ...order.address, recipient: '李***', masked: true },
  }),
  getTrialBalance: () => ({
    asOf: testTime(0),
    currencies: [
      {
        currency: 'CNY',
        differenceMinor: 0,
        accounts: [
          {
            account: 'providerClearing',
            debitMinor: 8_423_100,
            creditMinor: 212_000,
            balanceMinor: 8_211_100,
          },
          {
            account: 'merchantPayable',
            debitMinor: 180_000,
            creditMinor: 8_003_400,
            balanceMinor: -7_823_400,
          },
          { account: 'platformFee', debitMinor: 2_000, creditMinor: 389_700, balanceMinor: -387_700 },
        ],
      },
    ],
  }),
  getPolicy: () => ({
    number: 2,
    digest: 'b'.repeat(64),
    startsAt: testTime(-690),
    document: policyDocument,
  }),
  getPolicySchema: () => policySchema,
  listPolicyVersions: () => page(policyVersions),
  getPolicyVersion: ({ params }) => ({
    ...only(policyVersions.find(({ number }) => number === params.number)),
    document: policyDocument,
  }),
  diffPolicyVersions: ({ params, query }) => ({
    from: query.against ?? 1,
    to: params.number,
    rows: [
      {
        path: '/fees/byCategoryPpm/food',
        label: '技术服务费 › 各类目费率 › food',
        unit: 'ppm',
        before: 20_000,
        after: 15_000,
        beforeText: '2%',
        afterText: '1.5%',
      },
    ],
  }),
  ...labAnswers,
  listExcludedOrders: ({ query }) =>
    page(excludedOrders.filter(({ reason }) => query.reason === undefined || reason === query.reason)),
  listWashScores: () => page(washScores),
  listPrincipals: () => page(principalRows),
};

const allLicences = [refusedLicence, licence];
type OperatorLicence = AnswerInput<typeof endpoints.operatorGetLicence>;

function withoutChecks({ checks: _, ...rest }: OperatorLicence) {
  return rest;
}
function summaryOf({
  id,
  legalName,
  country,
  registrationNumber,
  state,
  reason,
  note,
  storeCount: count,
  storeLimit,
  createdAt,
}: OperatorLicence) {
  return {
    id,
    legalName,
    country,
    registrationNumber,
    state,
    reason,
    note,
    storeCount: count,
    storeLimit,
    createdAt,
  };
}
function ordersOf(query: { state?: string | undefined; number?: string | undefined }) {
  return orders.filter(
    ({ state, number }) =>
      (query.state === undefined || state === query.state) &&
      (query.number === undefined || number.includes(query.number)),
  );
}
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}

/** A market in which each screen has something to show. */
export const testMarket = (): FakeMarket =>
  new FakeMarket({ ...peopleAnswers, ...merchantAnswers, ...operatorAnswers });
