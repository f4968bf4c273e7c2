import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registryContract } from './registry.contract.ts';
import { simulatedRegistry } from './registry.simulated.ts';

const entity = (registrationNumber: string) => ({
  registrationNumber,
  legalName: 'Aoba Trading',
  country: 'JP',
});

registryContract('simulated', () => ({ registry: simulatedRegistry() }), {
  passing: entity('5010401067252'),
  refused: [
    { ...entity('SIMNOTFOUND001'), reason: 'notFound' },
    { ...entity('SIMNAMEMISMATCH001'), reason: 'nameMismatch' },
    { ...entity('SIMSTRUCKOFF001'), reason: 'struckOff' },
    { ...entity('SIMREGISTRATIONEXPIRED001'), reason: 'registrationExpired' },
    { ...entity('SIMSLOW2STRUCKOFF001'), reason: 'struckOff' },
  ],
  slow: entity('SIMSLOW3001'),
});

const kindsOf = async (registrationNumber: string, times: number): Promise<string[]> => {
  const registry = simulatedRegistry();
  const kinds: string[] = [];
  for (let asked = 0; asked < times; asked += 1) {
    kinds.push((await registry.check({ reference: 'one', ...entity(registrationNumber) })).kind);
  }
  return kinds;
};

test('SIMSLOW2 is pending twice, then passes', async () => {
  assert.deepEqual(await kindsOf('SIMSLOW2', 4), ['pending', 'pending', 'passed', 'passed']);
});

test('SIMDOWN1 is away once, then answers what the rest says', async () => {
  assert.deepEqual(await kindsOf('SIMDOWN1NOTFOUND', 3), ['unavailable', 'refused', 'refused']);
});

test('SIMSILENT never answers', async () => {
  assert.deepEqual(new Set(await kindsOf('SIMSILENT', 20)), new Set(['unavailable']));
});

test('each question has its own delays', async () => {
  const registry = simulatedRegistry();
  const ask = (reference: string) => registry.check({ reference, ...entity('SIMSLOW1') });
  assert.equal((await ask('a')).kind, 'pending');
  assert.equal((await ask('b')).kind, 'pending');
  assert.equal((await ask('a')).kind, 'passed');
});
