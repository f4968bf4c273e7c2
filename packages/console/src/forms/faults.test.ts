import assert from 'node:assert/strict';
import test from 'node:test';
import type { ProblemBody } from '@hazumi/contracts';
import { asApiError, faultsOf, networkError } from '../api/errors.ts';
import { issuesOf } from '../api/schemas.ts';
import { FaultList, faultsOfIssues } from './faults.ts';
import { faultsInDraft } from './submit.ts';

const problem = (more: Partial<ProblemBody>): ProblemBody => ({
  type: '/problems/invalid_request',
  title: '请求内容有误',
  status: 422,
  code: 'invalid_request',
  retry: false,
  requestId: 'r1',
  ...more,
});

test("a problem's faults stand at the fields they name; the first of a field counts", () => {
  const found = faultsInDraft(
    problem({
      pointer: '/body/slug',
      detail: 'second',
      errors: [
        { pointer: '/body/slug', detail: 'first' },
        { pointer: '/body/texts/en/name', detail: 'too long' },
        { pointer: '/headers/if-match', detail: 'not a field' },
      ],
    }),
  );
  assert.deepEqual(Object.fromEntries(found), {
    '/slug': { kind: 'told', detail: 'first' },
    '/texts/en/name': { kind: 'told', detail: 'too long' },
  });
});

test('a problem that names a field and says no more tells its title there', () => {
  assert.deepEqual([...faultsOf(problem({ pointer: '/body/email' }))], [['/body/email', '请求内容有误']]);
  assert.equal(faultsOf(problem({})).size, 0);
});

test('faults are led to where the form has the field', () => {
  const found = faultsInDraft(problem({ pointer: '/body/addSkus/0/code', detail: 'taken' }), (pointer) =>
    pointer.replace('/addSkus/0', '/skus/4'),
  );
  assert.deepEqual([...found.keys()], ['/skus/4/code']);
});

test("the contract's own check speaks of the same fields, in kinds that have words in each language", () => {
  const issues = issuesOf('openStore', {
    texts: { en: { name: 'x'.repeat(61) } },
    slug: 'No Slug',
    freight: { amountMinor: -1 },
  });
  assert.deepEqual(Object.fromEntries(faultsOfIssues(issues)), {
    '/texts/en/name': { kind: 'textMax', limit: 60 },
    '/slug': { kind: 'form' },
    '/freight/amountMinor': { kind: 'numberMin', limit: 0 },
  });
  assert.deepEqual(
    Object.fromEntries(faultsOfIssues(issuesOf('signIn', { email: 'a@b.example', password: '' }))),
    {
      '/password': { kind: 'required' },
    },
  );
  assert.deepEqual(issuesOf('signIn', { email: 'a@b.example', password: 'x' }), []);
});

test('the first fault of a field is kept', () => {
  const list = new FaultList();
  list.add('/a', 'required');
  list.add('/a', { kind: 'numberMax', limit: 3 });
  assert.deepEqual([...list.faults], [['/a', { kind: 'required' }]]);
});

test('whether a request may have been carried out is told apart', () => {
  assert.equal(networkError(new TypeError('fetch failed')).isOutcomeUnknown, true);
  assert.equal(asApiError(networkError(null)).code, 'network');
  assert.equal(asApiError(new Error('x is undefined')).code, 'page');
  assert.equal(asApiError(new Error('x is undefined')).isOutcomeUnknown, false);
});
