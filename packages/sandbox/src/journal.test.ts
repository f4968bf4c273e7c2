import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openJournal } from './journal.ts';
import { openWorld } from './testing/world.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-journal-'));
  folders.push(folder);
  return folder;
}

const broken = (error: Error) => assert.fail(error);

describe('the journal', () => {
  it('gives back its lines in order, also those of many writers at once', async () => {
    const folder = await newFolder();
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${'é'.repeat(index)}`);
    const journal = await openJournal(folder, assert.fail, broken);
    await Promise.all(lines.map((line) => journal.append(line)));
    await journal.close();
    const read: string[] = [];
    await (await openJournal(folder, (line) => read.push(line), broken)).close();
    assert.deepEqual(read, lines);
  });

  it('has a line on the disk when it says so', async () => {
    const folder = await newFolder();
    const journal = await openJournal(folder, assert.fail, broken);
    void journal.append('first');
    void journal.append('second');
    await journal.settled();
    assert.equal(await readFile(join(folder, 'journal.jsonl'), 'utf8'), 'first\nsecond\n');
    await journal.close();
  });

  it('cuts off what a killed process left unfinished, and goes on behind it', async () => {
    const folder = await newFolder();
    const file = join(folder, 'journal.jsonl');
    await appendFile(file, 'whole\nhalf a li');
    const read: string[] = [];
    const journal = await openJournal(folder, (line) => read.push(line), broken);
    await journal.append('next');
    await journal.close();
    assert.deepEqual(read, ['whole']);
    assert.equal(await readFile(file, 'utf8'), 'whole\nnext\n');
  });
});

describe('a sandbox with a journal', () => {
  it('knows everything again after a restart, and what was due is done', async () => {
    const folder = await newFolder();
    const open = () => openWorld((replay) => openJournal(folder, replay, broken));
    const first = await open();
    const { body: captured } = await first.create({ method: 'card', instalments: 12 });
    await first.act(captured.id, { act: 'approve', instalments: 12 });
    await first.api('POST', `/payments/${captured.id}/refunds`, { amountMinor: 100, reference: 'r' });
    const { body: slip } = await first.create({ method: 'slip' });
    await first.act(slip.id, { act: 'paySlip', delayMs: 60_000 });
    const { body: late } = await first.create({ faults: { lateMs: 1_000 } });
    await first.act(late.id, { act: 'approve' });
    await first.api('POST', '/faults', { slowMs: 1 });
    const { store } = first.sandbox;
    const before = structuredClone([
      store.payments,
      store.refunds,
      store.events,
      store.deliveries,
      store.keys,
    ]);
    await first.sandbox.close();

    const second = await open();
    const after = second.sandbox.store;
    assert.deepEqual([after.payments, after.refunds, after.events, after.deliveries, after.keys], before);
    assert.deepEqual(after.defaultFaults, { slowMs: 1 });
    await second.pass(0);
    assert.equal(second.sent.length, 2, 'the webhooks that were not sent yet');
    await second.pass(16 * 60_000);
    assert.equal((await second.api('GET', `/payments/${slip.id}`)).body.status, 'captured');
    assert.equal((await second.api('GET', `/payments/${late.id}`)).body.status, 'captured');
    await second.sandbox.close();
  });

  it('answers nobody and tells nobody before the disk has it', async () => {
    let disk = Promise.withResolvers<void>();
    disk.resolve();
    const slow = { append: () => disk.promise, settled: () => disk.promise, close: async () => undefined };
    const world = await openWorld(async () => slow);
    const { body: payment } = await world.create();
    const { body: paid } = await world.create({ faults: { lostWebhooks: true } });
    await world.act(paid.id, { act: 'approve' });
    disk = Promise.withResolvers<void>();
    const heard: string[] = [];
    const acted = world.act(payment.id, { act: 'approve' }).then(() => heard.push('act'));
    const looked = world.api('GET', `/payments/${payment.id}`).then(() => heard.push('get'));
    const listed = world.api('GET', '/events').then(() => heard.push('list'));
    const refused = world.act(payment.id, { act: 'approve' }).then(() => heard.push('refusal'));
    const created = world.create().then(() => heard.push('create'));
    const money = { amountMinor: 1, reference: 'r' };
    const refunded = world
      .api('POST', `/payments/${paid.id}/refunds`, money)
      .then(() => heard.push('refund'));
    while (world.sandbox.store.events.length < 3) await nextTurn();
    const sent = world.pass(0);
    for (let turns = 0; turns < 50; turns += 1) await nextTurn();
    assert.deepEqual([heard, world.sent], [[], []]);
    disk.resolve();
    await Promise.all([acted, looked, listed, refused, created, refunded, sent]);
    assert.deepEqual([heard.length, world.sent.length], [6, 1]);
  });

  it('still knows its clock and its keys', async () => {
    const folder = await newFolder();
    const open = () => openWorld((replay) => openJournal(folder, replay, broken));
    const first = await open();
    await first.api('POST', '/clock', { standsAt: '2017-05-01T00:00:00Z' });
    const order = { reference: 'again', expiresAt: '2017-05-04T00:00:00Z' };
    const key = { 'idempotency-key': 'kept' };
    const body = JSON.stringify({
      ...order,
      amountMinor: 5,
      currency: 'JPY',
      method: 'card',
      description: 'tea',
      returnUrl: 'https://shop.test/',
      webhookUrl: 'https://shop.test/',
    });
    const made = await first.api('POST', '/payments', body, key);
    await first.sandbox.close();
    const second = await open();
    assert.equal(second.sandbox.clock.now(), Date.UTC(2017, 4, 1));
    const again = await second.api('POST', '/payments', body, key);
    assert.equal(again.body.id, made.body.id);
    assert.equal(second.sandbox.store.payments.size, 1);
    await second.sandbox.close();
  });
});
