import assert from 'node:assert/strict';
import test from 'node:test';
import { homeFor } from '../app/home.ts';
import { navigationFor } from '../shell/navigation.ts';
import { licenceId, people, type TestMe } from '../testing/facts.people.ts';
import { testId } from '../testing/ids.ts';
import { can, canSomewhere, type Me, mayOperate, operatorStanding } from './permissions.ts';

const person = (name: string): Me => people[name] as TestMe as Me;
const here = { licenceId, storeId: testId('store', 1) };
const other = { licenceId, storeId: testId('store', 2) };

test('staff of one store has its permissions there and nowhere else', () => {
  const clerk = person('clerk');
  assert.equal(can(clerk, 'catalogue.edit', here), true);
  assert.equal(can(clerk, 'catalogue.edit', other), false);
  assert.equal(can(clerk, 'catalogue.edit', { licenceId }), false, 'one store is not the licence');
  assert.equal(canSomewhere(clerk, 'orders.read', licenceId), true);
  assert.equal(canSomewhere(clerk, 'money.read', licenceId), false);
  assert.equal(can(person('owner'), 'catalogue.edit', other), true);
  assert.equal(can(person('owner'), 'catalogue.edit', { licenceId: testId('licence', 9) }), false);
});

test('an operator is one only in a session with a second factor', () => {
  assert.equal(operatorStanding(person('owner')), 'none');
  assert.equal(operatorStanding(person('operator')), 'active');
  assert.equal(operatorStanding(person('newOperator')), 'needsSecondFactor');
  assert.equal(operatorStanding({ ...person('newOperator'), hasSecondFactor: true }), 'needsSignIn');
  assert.equal(mayOperate(person('operator')), true);
  assert.equal(mayOperate({ operator: { role: 'auditor', isActive: true, code: null } }), false);
});

test('the way leads only to what the roles allow, in the scope of the address', () => {
  const labels = (me: Me, place: Parameters<typeof navigationFor>[1]) =>
    navigationFor(me, place).map(({ kind, items }) => [kind, items.map(({ label }) => label)]);
  assert.deepEqual(labels(person('owner'), here), [
    ['licence', ['stores', 'orders', 'licence', 'staff']],
    [
      'store',
      [
        'goods',
        'imports',
        'storeOrders',
        'traffic',
        'links',
        'coupons',
        'incentive',
        'experiments',
        'money',
        'settings',
      ],
    ],
  ]);
  assert.deepEqual(labels(person('clerk'), here), [
    ['licence', ['stores', 'orders']],
    ['store', ['goods', 'imports', 'storeOrders', 'traffic', 'links', 'coupons', 'experiments', 'settings']],
  ]);
  assert.deepEqual(labels(person('clerk'), other)[1], ['store', []]);
  assert.deepEqual(labels(person('newcomer'), {}), [['account', ['account', 'security', 'apiKeys']]]);
  assert.equal(labels(person('operator'), {})[0]?.[0], 'operator');
});

test('everybody begins where their work is', () => {
  assert.deepEqual(homeFor(person('owner'), testId('licence', 7)), {
    to: '/licences/$licenceId/stores',
    params: { licenceId },
  });
  assert.deepEqual(homeFor(person('operator'), null), { to: '/operator/licences' });
  assert.deepEqual(homeFor(person('newcomer'), null), { to: '/licences/new' });
});
