import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labEndpoints } from '@hazumi/contracts';
import { personActor, type TestMarket } from '../testing/market.ts';
import type { LabRunner } from './lab.runner.ts';
import { givenLab, heldRunner, newKey } from './lab.testing.ts';
import { labWork } from './lab.work.ts';

const operator = personActor('01900000-0000-7000-8000-000000000001', { operator: 'operator' });

async function queued(market: TestMarket, value: number): Promise<{ runId: string; draftId: string }> {
  const draft = await market.call(
    labEndpoints.createPolicyDraft,
    {
      body: { name: `Fee ${value}`, reason: 'to see', changes: [{ path: '/fees/standardPpm', value }] },
      idempotencyKey: newKey(),
    },
    operator,
  );
  assert.ok(draft.ok, JSON.stringify(draft));
  const run = await market.call(
    labEndpoints.startLabRun,
    { params: { draftId: draft.value.id }, body: { size: 'quick' }, idempotencyKey: newKey() },
    operator,
  );
  assert.ok(run.ok, JSON.stringify(run));
  return { runId: run.value.id, draftId: draft.value.id };
}

async function stateOf(market: TestMarket, runId: string) {
  const run = await market.call(labEndpoints.getLabRun, { params: { runId } }, operator);
  assert.ok(run.ok);
  return run.value;
}

/** A runner that stays at it until it is let go or stopped. */
function slowRunner() {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const quick = heldRunner();
  let running = 0;
  let most = 0;
  const runner: LabRunner = {
    async run(task, { signal, onProgress }) {
      running += 1;
      most = Math.max(most, running);
      try {
        onProgress({ stage: 'runs', share: 0.25 });
        started.resolve();
        const stopped = Promise.withResolvers<never>();
        signal.addEventListener('abort', () => stopped.reject(signal.reason), { once: true });
        await Promise.race([finish.promise, stopped.promise]);
        return await quick.run(task);
      } finally {
        running -= 1;
      }
    },
  };
  return { runner, started: started.promise, finish: finish.resolve, most: () => most };
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('a run goes from the queue to its report, and both documents are those that were asked for', async (t) => {
  const runner = heldRunner();
  const { market, close } = await givenLab(runner);
  t.after(close);
  const { runId } = await queued(market, 20_000);
  assert.equal((await stateOf(market, runId)).state, 'queued');
  const early = await market.call(labEndpoints.getLabReport, { params: { runId } }, operator);
  assert.ok(!early.ok && early.status === 404);
  await market.sweep();
  const done = await stateOf(market, runId);
  assert.deepEqual([done.state, done.progress.share], ['done', 1]);
  assert.equal(done.outcome?.outcomes[0]?.probabilityBetter, 0.9);
  assert.equal(runner.asked[0]?.draft.document.fees.standardPpm, 20_000);
  assert.notEqual(runner.asked[0]?.base.document.fees.standardPpm, 20_000);
  const response = await market.market.app.fetch(
    new Request(`http://market.test/v1/operator/lab-runs/${runId}/report`, {
      headers: market.headersOf(operator),
    }),
  );
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(response.headers.get('content-security-policy') ?? '', /sandbox allow-scripts$/);
  assert.match(await response.text(), /<title>report/);
  const { rows } = await market.handle.pool.query(
    "select type from event where subject_type = 'labRun' order by id",
  );
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['labRun.queued', 'labRun.started', 'labRun.done'],
  );
});

test('a draft waits once at a time; two processes run one run between them, one after the other', async (t) => {
  const { market, close } = await givenLab();
  t.after(close);
  const { draftId } = await queued(market, 20_000);
  await queued(market, 30_000);
  const twice = await market.call(
    labEndpoints.startLabRun,
    { params: { draftId }, body: {}, idempotencyKey: newKey() },
    operator,
  );
  assert.ok(!twice.ok);
  assert.equal(twice.problem.code, 'state_conflict');
  const slow = slowRunner();
  const works = Array.from({ length: 4 }, () => labWork(market.market, slow.runner));
  const first = works.map((work) => work.run(market.ctx()));
  await slow.started;
  // One that looked later would find the first run ended, and rightly take the second.
  let idle = 0;
  for (const work of first) void work.then(() => (idle += 1));
  await until(async () => idle === 3);
  slow.finish();
  assert.deepEqual((await Promise.all(first)).sort(), [0, 0, 0, 1]);
  assert.equal(await works[0]?.run(market.ctx()), 1);
  assert.equal(await works[1]?.run(market.ctx()), 0);
  assert.equal(slow.most(), 1);
});

test('a run in the queue is cancelled at once, a running one stops, and an ended one refuses', async (t) => {
  const slow = slowRunner();
  const { market, close } = await givenLab();
  t.after(close);
  const work = labWork(market.market, slow.runner);
  const cancel = (runId: string) => market.call(labEndpoints.cancelLabRun, { params: { runId } }, operator);
  const waiting = await queued(market, 20_000);
  const cancelled = await cancel(waiting.runId);
  assert.ok(cancelled.ok);
  assert.equal(cancelled.value.state, 'cancelled');
  const running = await queued(market, 30_000);
  const ended = work.run(market.ctx());
  await slow.started;
  await until(async () => (await stateOf(market, running.runId)).progress.share === 0.25);
  const asked = await cancel(running.runId);
  assert.ok(asked.ok);
  assert.deepEqual([asked.value.state, asked.value.isCancelling], ['running', true]);
  assert.equal(await ended, 1);
  assert.equal((await stateOf(market, running.runId)).state, 'cancelled');
  const late = await cancel(running.runId);
  assert.ok(!late.ok);
  assert.equal(late.problem.code, 'state_conflict');
});

test('a process that closes puts its run back; one that dies leaves it to the next when its lease is over', async (t) => {
  const slow = slowRunner();
  const { market, close } = await givenLab();
  t.after(close);
  const { runId } = await queued(market, 20_000);
  const closing = labWork(market.market, slow.runner);
  const ended = closing.run(market.ctx());
  await slow.started;
  await closing.close();
  await ended;
  assert.equal((await stateOf(market, runId)).state, 'queued');

  // As a process leaves it that was killed: running, in nobody's hands.
  await market.handle.pool.query(
    "update lab_run set state = 'running', worker = gen_random_uuid(), lease_until = now() + interval '1 hour', attempts = 1",
  );
  const runner = heldRunner();
  const next = labWork(market.market, runner);
  assert.equal(await next.run(market.ctx()), 0);
  await market.handle.pool.query("update lab_run set lease_until = now() - interval '1 second'");
  assert.equal(await next.run(market.ctx()), 1);
  assert.equal((await stateOf(market, runId)).state, 'done');
  assert.equal(runner.asked.length, 1);
});

test('a run that fails says why, and one that takes its process down three times is not tried again', async (t) => {
  const { market, close } = await givenLab();
  t.after(close);
  const failing = labWork(market.market, {
    run: async () => {
      throw new Error('the model broke');
    },
  });
  const { runId } = await queued(market, 20_000);
  assert.equal(await failing.run(market.ctx()), 1);
  const failed = await stateOf(market, runId);
  assert.deepEqual([failed.state, failed.failure], ['failed', 'the model broke']);

  const deadly = await queued(market, 30_000);
  await market.handle.pool.query(
    "update lab_run set state = 'running', worker = gen_random_uuid(), lease_until = now() - interval '1 second', attempts = 3 where state = 'queued'",
  );
  const runner = heldRunner();
  assert.equal(await labWork(market.market, runner).run(market.ctx()), 1);
  assert.equal((await stateOf(market, deadly.runId)).state, 'failed');
  assert.equal(runner.asked.length, 0);
});
