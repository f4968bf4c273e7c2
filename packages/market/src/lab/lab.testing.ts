import { pino } from 'pino';
import { uuidv7Source } from '../kernel/ids.ts';
import { registerPolicy } from '../policy/policy.routes.ts';
import { type LivePolicyStore, openPolicyStore, type PolicyStore } from '../policy/policy.store.ts';
import { type TestMarket, testMarket } from '../testing/market.ts';
import { registerLab } from './lab.routes.ts';
import type { LabFindings, LabRunner, LabTask } from './lab.runner.ts';

let keys = 0;
export const newKey = (): string => `lab-key-${++keys}`;

/** A market with policy and lab on a live policy store. */
export async function givenLab(runner?: LabRunner): Promise<{ market: TestMarket; close(): Promise<void> }> {
  let store: LivePolicyStore | undefined;
  const policy: PolicyStore = {
    at: (instant) => (store as LivePolicyStore).at(instant),
    refresh: () => (store as LivePolicyStore).refresh(),
  };
  const market = await testMarket({
    areas: [registerPolicy, (given) => registerLab(given, runner)],
    parts: { policy },
  });
  const { db } = market.handle;
  const log = pino({ level: 'silent' });
  store = await openPolicyStore({ db, url: market.url, clock: market.clock, ids: uuidv7Source(), log });
  return {
    market,
    async close() {
      await store?.close();
      await market.close();
    },
  };
}

const same = (text: string) => ({ 'zh-CN': text, ja: text, en: text });

/** A runner that answers at once what the test wants, and remembers what it was asked. */
export function heldRunner() {
  const findings: LabFindings = {
    pairs: 2,
    days: 30,
    principals: 10,
    outcomes: [
      {
        name: 'effectiveWeight',
        label: same('Effective stores'),
        before: same('10'),
        after: same('11'),
        change: same('+10%'),
        probabilityBetter: 0.9,
      },
    ],
    guardrails: [],
    outside: [],
  };
  const asked: LabTask[] = [];
  const rail: LabFindings['guardrails'][number] = {
    name: 'refundShare',
    label: same('Refunds'),
    limit: same('10%'),
    bound: 'atMost',
    breachBefore: 0,
    breachAfter: 0,
  };
  return {
    findings,
    asked,
    rail,
    async run(task: LabTask) {
      asked.push(task);
      return { findings, page: '<!doctype html><title>report</title>' };
    },
  };
}
