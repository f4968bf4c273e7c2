import assert from 'node:assert/strict';
import test from 'node:test';
import { holdsZero, linksOf, type Measured, nodes } from './loop.ts';

const measured = (low: number | null, high: number | null): Measured => ({
  name: 'investmentToExternal',
  elasticity: 0.5,
  low,
  high,
  firstStageF: 20,
  lagWeeks: 3,
  isWeak: false,
});
const result = (links: Measured[]): NonNullable<Parameters<typeof linksOf>[0]> => ({
  merchants: 300,
  weeks: 52,
  from: '2026-01-05',
  level: 0.9,
  links,
  merchant: null,
  platform: null,
  needs: [],
});

test('without a result every link of the ring is an assumption, and the ring is closed', () => {
  const links = linksOf(null);
  assert.deepEqual(
    links.map(({ from }) => from),
    [...nodes],
  );
  assert.deepEqual(
    links.map(({ to }) => to),
    [...nodes.slice(1), nodes[0]],
  );
  assert.ok(links.every(({ kind, measured: found }) => kind === 'assumed' && found === null));
});

test('a measured link is clear or not by whether its interval leaves out 0; the others stay assumptions', () => {
  const kinds = (one: Measured) => linksOf(result([one])).map(({ kind }) => kind);
  assert.deepEqual(kinds(measured(0.2, 0.8)), [
    'assumed',
    'assumed',
    'assumed',
    'assumed',
    'clear',
    'assumed',
  ]);
  assert.equal(kinds(measured(-0.1, 0.8))[4], 'unclear');
});

test('an end that there is none lies beyond 0 on its side', () => {
  assert.equal(holdsZero({ low: null, high: 0.4 }), true);
  assert.equal(holdsZero({ low: null, high: -0.4 }), false);
  assert.equal(holdsZero({ low: 0.1, high: null }), false);
});
