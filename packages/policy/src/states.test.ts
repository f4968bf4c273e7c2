import assert from 'node:assert/strict';
import test from 'node:test';
import { LOCALES, text } from './fields/text.ts';
import { LICENCE_RIGHTS, licenceStates } from './licence-states.ts';
import { LISTING_RIGHTS, listingStates } from './listing-states.ts';
import { isOpenOrder, ORDER_CODES, orderStateOfCode, orderStates } from './order-states.ts';
import { type StateTable, stateTable } from './states.ts';
import { STORE_RIGHTS, storeStates } from './store-states.ts';

const tables: [name: string, table: StateTable<string>, start: string, finals: string[]][] = [
  ['order', orderStates, 'unpaid', ['stockOutCancelled', 'refunded', 'cancelled']],
  ['store', storeStates, 'applied', []],
  ['licence', licenceStates, 'draft', []],
  ['listing', listingStates, 'draft', ['removed']],
];

for (const [name, table, start, finals] of tables) {
  test(`${name}: every state is named in every language, differently`, () => {
    for (const locale of LOCALES) {
      const names = table.states.map((state) => table.names[state]?.[locale]);
      assert.ok(names.every((each) => each !== undefined && each.length > 0));
      assert.equal(new Set(names).size, table.states.length);
    }
  });

  test(`${name}: every state can be reached, and exactly the final ones are left by nothing`, () => {
    const reached = new Set([start]);
    for (const state of reached) for (const { to } of table.transitionsFrom(state)) reached.add(to);
    assert.deepEqual([...reached].sort(), [...table.states].sort());
    assert.deepEqual(table.states.filter(table.isFinal).sort(), [...finals].sort());
  });

  test(`${name}: what is not in the table is no transition`, () => {
    for (const from of table.states)
      for (const to of table.states) {
        const listed = table.transitions.find((each) => each.from === from && each.to === to) ?? null;
        assert.equal(table.transition(from, to), listed);
        assert.equal(table.canTransition(from, to), listed !== null);
        for (const party of ['buyer', 'merchant', 'platform'] as const)
          assert.equal(table.canTransition(from, to, party), listed?.by.includes(party) ?? false);
      }
  });
}

test('order: the codes are those of WeChat, and lead back to the state', () => {
  assert.deepEqual(Object.values(ORDER_CODES), [10, 20, 21, 30, 100, 190, 200, 250]);
  for (const state of orderStates.states) assert.equal(orderStateOfCode(ORDER_CODES[state]), state);
  assert.equal(orderStateOfCode(11), null);
});

test('order: the whole table, as the rules have it', () => {
  const reachable = Object.fromEntries(
    orderStates.states.map((state) => [
      state,
      orderStates
        .transitionsFrom(state)
        .map(({ to }) => to)
        .sort(),
    ]),
  );
  assert.deepEqual(reachable, {
    unpaid: ['cancelled', 'paid'],
    paid: ['cancelled', 'partShipped', 'refunded', 'shipped', 'stockOutCancelled'],
    partShipped: ['refunded', 'shipped'],
    shipped: ['complete', 'refunded'],
    complete: ['refunded'],
    stockOutCancelled: [],
    refunded: [],
    cancelled: [],
  });
  assert.deepEqual(orderStates.states.filter(isOpenOrder), ['unpaid', 'paid', 'partShipped', 'shipped']);
});

test('order: a buyer neither ships nor declares an order out of stock, and only the platform takes payment', () => {
  assert.equal(orderStates.canTransition('paid', 'shipped', 'buyer'), false);
  assert.equal(orderStates.canTransition('paid', 'stockOutCancelled', 'buyer'), false);
  assert.equal(orderStates.canTransition('unpaid', 'paid', 'buyer'), false);
  assert.equal(orderStates.canTransition('shipped', 'complete', 'buyer'), true);
});

test('store: only the platform opens, restricts, bans and lifts; a ban is never lifted into an open store', () => {
  for (const { to, by } of storeStates.transitions)
    if (to === 'banned' || to === 'restricted') assert.deepEqual(by, ['platform']);
  assert.equal(storeStates.canTransition('banned', 'open'), false);
  assert.equal(storeStates.canTransition('applied', 'open', 'merchant'), false);
});

test('store: what sells is visible and takes a slot; every store that was ever open answers for its orders', () => {
  for (const state of storeStates.states) {
    const rights = STORE_RIGHTS[state];
    if (rights.sells) assert.ok(rights.isVisible && rights.takesSlot && rights.fulfils, state);
    if (rights.lists) assert.ok(rights.edits, state);
    assert.equal(rights.fulfils, state !== 'applied', state);
    assert.equal(rights.takesSlot, state !== 'closed', state);
  }
  assert.deepEqual(
    storeStates.states.filter((state) => STORE_RIGHTS[state].sells),
    ['open', 'restricted'],
  );
});

test('licence and goods: only what is verified opens and sells, only what is listed is on sale', () => {
  for (const state of licenceStates.states) {
    assert.equal(LICENCE_RIGHTS[state].opensStores, state === 'verified');
    assert.equal(LICENCE_RIGHTS[state].sells, state === 'verified');
  }
  for (const state of listingStates.states) assert.equal(LISTING_RIGHTS[state].isOnSale, state === 'listed');
  assert.equal(LISTING_RIGHTS.removed.edits || LISTING_RIGHTS.removed.counts, false);
});

test('two transitions between the same states are refused when the table is made', () => {
  const names = { a: text('甲', '甲', 'A'), b: text('乙', '乙', 'B') };
  const twice = { from: 'a', to: 'b', on: 'moved', by: ['platform'] } as const;
  assert.throws(() => stateTable(names, [twice, { ...twice, on: 'pushed' }]), /two transitions a b/);
});
