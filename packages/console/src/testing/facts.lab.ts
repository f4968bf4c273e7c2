import type { AnswerOf, endpoints } from '@hazumi/contracts';
import { policyDocument } from './facts.policy.ts';
import { type FakeAnswers, FakeProblem, FakeReply } from './fake.market.ts';
import { testId, testTime } from './ids.ts';

type Draft = AnswerOf<typeof endpoints.getPolicyDraft>;
type Run = AnswerOf<typeof endpoints.getLabRun>;

const run: Run = {
  id: testId('labRun', 1),
  draftId: testId('policyDraft', 1),
  draftName: '食品类目降费',
  digest: 'd'.repeat(64),
  against: 2,
  size: 'standard',
  state: 'done',
  isCancelling: false,
  progress: { stage: null, share: 1 },
  author: 'ops@hazumi.example',
  createdAt: testTime(-40),
  startedAt: testTime(-40),
  endedAt: testTime(-39),
  failure: null,
  outcome: {
    pairs: 24,
    days: 180,
    principals: 300,
    outcomes: [
      {
        name: 'effectiveWeight',
        label: '有效店铺 E*',
        beforeText: '41.2',
        afterText: '43.0',
        changeText: '+4.4% [+1.2%, +7.6%]',
        probabilityBetter: 0.99,
      },
      {
        name: 'platformIncome',
        label: '平台收入',
        beforeText: '¥12,300',
        afterText: '¥11,900',
        changeText: '−3.3% [−4.0%, −2.5%]',
        probabilityBetter: 0,
      },
    ],
    guardrails: [
      {
        name: 'refundShare',
        label: '退款率',
        limitText: '10%',
        bound: 'atMost',
        breachBefore: 0.04,
        breachAfter: 0.08,
        isBroken: false,
      },
      {
        name: 'washShare',
        label: '虚假成交占比',
        limitText: '3%',
        bound: 'atMost',
        breachBefore: 0.2,
        breachAfter: 0.7,
        isBroken: true,
      },
    ],
    outside: [],
  },
};
const running: Run = {
  ...run,
  id: testId('labRun', 2),
  state: 'running',
  progress: { stage: 'runs', share: 0.4 },
  endedAt: null,
  outcome: null,
};

const row = {
  path: '/fees/standardPpm',
  label: '技术服务费 › 标准费率',
  unit: 'ppm',
  before: 50_000,
  after: 45_000,
  beforeText: '5%',
  afterText: '4.5%',
};

const draft: Draft = {
  id: testId('policyDraft', 1),
  name: '食品类目降费',
  reason: '吸引茶与调味品商家。',
  state: 'draft',
  base: 2,
  isOutdated: false,
  digest: 'd'.repeat(64),
  changeCount: 1,
  author: 'ops@hazumi.example',
  version: 3,
  createdAt: testTime(-60),
  updatedAt: testTime(-50),
  proposal: null,
  returnedNote: '请先试运行。',
  policyVersion: null,
  run,
  document: { ...policyDocument, fees: { ...policyDocument.fees, standardPpm: 45_000 } },
  baseDocument: policyDocument,
  rows: [row],
  hindrances: [],
  mayApprove: false,
};
const proposal: Draft = {
  ...draft,
  id: testId('policyDraft', 2),
  name: '缩短未支付时限',
  state: 'proposed',
  returnedNote: null,
  run: running,
  hindrances: ['guardrailBroken'],
  proposal: {
    by: 'other@hazumi.example',
    at: testTime(-30),
    startsAt: testTime(900),
    peopleNeeded: 3,
    approvals: [{ by: 'third@hazumi.example', at: testTime(-20), note: '同意' }],
  },
  mayApprove: true,
};
const drafts = [proposal, draft];

const draftOf = (id: string): Draft => {
  const found = drafts.find((one) => one.id === id);
  if (found === undefined) throw new FakeProblem('not_found');
  return found;
};
const summaryOf = ({
  document: _d,
  baseDocument: _b,
  rows: _r,
  hindrances: _h,
  mayApprove: _m,
  ...rest
}: Draft) => rest;

const checkedStandard = (changes: readonly { path: string; value?: unknown }[] | undefined): void => {
  if (changes?.find(({ path }) => path === '/fees/standardPpm')?.value !== 90_000) return;
  throw new FakeProblem('policy_invalid', {
    errors: [{ pointer: '/body/changes/0/value', detail: '不能高于 8%。' }],
    pointer: '/body/changes/0/value',
    detail: '不能高于 8%。',
  });
};

/** The policy lab: a draft that was tried and sent back, and a proposal that is being tried. */
export const labAnswers: FakeAnswers = {
  listPolicyDrafts: ({ query }) => ({
    data: drafts.filter(({ state }) => query.state === undefined || state === query.state).map(summaryOf),
    nextCursor: null,
  }),
  createPolicyDraft: ({ body }) => {
    checkedStandard(body.changes);
    return { ...draft, name: body.name };
  },
  checkPolicyChanges: ({ body }) => {
    const value = body.changes[0]?.value;
    return value === 90_000
      ? { rows: [], faults: [{ path: '/fees/standardPpm', reason: '不能高于 8%。' }] }
      : { rows: [row], faults: [] };
  },
  getPolicyDraft: ({ params }) => draftOf(params.draftId),
  editPolicyDraft: ({ body, ifMatch }) => {
    if (ifMatch !== draft.version) throw new FakeProblem('version_conflict');
    checkedStandard(body.changes);
    return { ...draft, name: body.name, version: ifMatch + 1 };
  },
  proposePolicyDraft: ({ params }) => ({ ...draftOf(params.draftId), state: 'proposed' as const }),
  approvePolicyDraft: ({ params }) => ({
    ...draftOf(params.draftId),
    state: 'approved' as const,
    policyVersion: 3,
  }),
  returnPolicyDraft: ({ params }) => ({ ...draftOf(params.draftId), state: 'draft' as const }),
  discardPolicyDraft: ({ params }) => ({ ...draftOf(params.draftId), state: 'discarded' as const }),
  startLabRun: () => ({ ...running, state: 'queued' as const }),
  listLabRuns: ({ params }) => ({
    data: params.draftId === proposal.id ? [running] : [run],
    nextCursor: null,
  }),
  getLabRun: ({ params }) => (params.runId === running.id ? running : run),
  cancelLabRun: () => ({ ...running, isCancelling: true }),
  getLabReport: () =>
    new FakeReply('<!doctype html><html lang="en"><title>Report</title><h1>Report</h1></html>', {
      'content-security-policy': 'sandbox allow-scripts',
    }),
};
