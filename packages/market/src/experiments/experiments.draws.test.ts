import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import { drawsOf, experimentNames, periodEnd, periodOf } from './experiments.draws.ts';

const secret = 'a-secret-of-at-least-thirty-two-characters';
const draws = drawsOf(secret, defaultDocument);
const units = Array.from({ length: 4000 }, (_, at) => `unit ${at}`);

test('a draw is the same in every process, and another for every experiment, unit and week', () => {
  assert.equal(
    drawsOf(secret, defaultDocument).drawOf('toolCredit', 'unit 1', '2026-11-16'),
    draws.drawOf('toolCredit', 'unit 1', '2026-11-16'),
  );
  const seen = new Set(
    experimentNames.flatMap((name) =>
      ['2026-11-16', '2026-11-23'].map((period) => draws.drawOf(name, 'unit 1', period)),
    ),
  );
  assert.equal(seen.size, 10);
  assert.notEqual(
    drawsOf(`${secret}!`, defaultDocument).drawOf('toolCredit', 'unit 1', '2026-11-16'),
    draws.drawOf('toolCredit', 'unit 1', '2026-11-16'),
  );
});

test('draws are even over -1..1, and two experiments of a unit have nothing to do with each other', () => {
  const one = units.map((unit) => draws.drawOf('toolCredit', unit, '2026-11-16'));
  const other = units.map((unit) => draws.drawOf('couponSupport', unit, '2026-11-16'));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(one.every((draw) => draw >= -1 && draw <= 1));
  assert.ok(Math.abs(mean(one)) < 0.05);
  assert.ok(Math.abs(mean(one.map((draw) => draw * draw)) - 0.95 / 3) < 0.03);
  assert.ok(Math.abs(mean(one.map((draw, at) => draw * (other[at] ?? 0)))) < 0.03);
});

test('one in twenty is held out of everything for good, and a larger share only adds', () => {
  const held = units.filter((unit) => draws.isHeldOut(unit));
  assert.ok(held.length > 140 && held.length < 260, `${held.length} of 4000`);
  for (const name of experimentNames)
    for (const unit of held.slice(0, 20)) assert.equal(draws.drawOf(name, unit, '2026-11-16'), 0);
  const more = drawsOf(secret, { experiments: { ...defaultDocument.experiments, holdoutPpm: 100_000 } });
  assert.ok(held.every((unit) => more.isHeldOut(unit)));
});

test('weeks begin on Monday at midnight UTC, other periods go on from the same Monday', () => {
  assert.equal(periodOf(new Date('2026-11-22T23:59:59.999Z')), '2026-11-16');
  assert.equal(periodOf(new Date('2026-11-23T00:00:00.000Z')), '2026-11-23');
  assert.equal(periodEnd('2026-11-16').toISOString(), '2026-11-23T00:00:00.000Z');
  assert.equal(periodOf(new Date('1970-01-05T00:00:00Z'), 3), '1970-01-05');
  assert.equal(periodOf(new Date('1970-01-08T00:00:00Z'), 3), '1970-01-08');
});
