import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { densestBlock, type PurchaseEdge, suspiciousPart } from './peeling.ts';

const ring = (buyers: number, stores: number): PurchaseEdge[] =>
  Array.from({ length: buyers * stores }, (_, index) => ({
    buyer: `ring-${Math.floor(index / stores)}`,
    store: `fake-${index % stores}`,
  }));
/** Everybody buys somewhere, three times, spread out without chance. */
const shoppers = (count: number, stores: number): PurchaseEdge[] =>
  Array.from({ length: count * 3 }, (_, index) => ({
    buyer: `shopper-${Math.floor(index / 3)}`,
    store: `store-${(index * 7_919 + (index % 3) * 31) % stores}`,
  }));

test('a ring of accounts in a crowd of shoppers is found whole and alone', () => {
  const block = densestBlock([...shoppers(300, 80), ...ring(12, 6)]);
  assert.equal(block.buyers.length, 12);
  assert.equal(block.stores.length, 6);
  assert.ok(block.buyers.every((buyer) => buyer.startsWith('ring-')));
});

test('its camouflage, purchases in popular stores, does not hide it', () => {
  const popular = Array.from({ length: 400 }, (_, index) => ({
    buyer: `shopper-${index}`,
    store: 'popular',
  }));
  const camouflage = Array.from({ length: 12 }, (_, index) => ({ buyer: `ring-${index}`, store: 'popular' }));
  const block = densestBlock([...shoppers(300, 80), ...ring(12, 6), ...popular, ...camouflage]);
  assert.deepEqual(block.stores.filter((store) => store.startsWith('fake-')).length, 6);
  assert.equal(block.buyers.filter((buyer) => buyer.startsWith('ring-')).length, 12);
  assert.ok(block.buyers.length <= 13);
});

test('only the suspicious part is looked at: all purchases of who is suspected, and of where', () => {
  const purchase = (buyer: string, store: string, fraudProbability: number) => ({
    buyer,
    store,
    fraudProbability,
  });
  const list = [
    purchase('a', 's', 0.1),
    purchase('a', 't', 0.01),
    purchase('b', 's', 0.099),
    purchase('b', 't', 0.02),
  ];
  assert.deepEqual(suspiciousPart(list, policy), list.slice(0, 3));
});

test('no purchases, no block; one purchase, the block of two', () => {
  assert.deepEqual(densestBlock([]), { buyers: [], stores: [], density: 0 });
  const block = densestBlock([{ buyer: 'a', store: 's' }]);
  assert.deepEqual([block.buyers, block.stores], [['a'], ['s']]);
});

const graph = fc.array(
  fc.record({ buyer: fc.constantFrom(...'abcdef'), store: fc.constantFrom(...'vwxyz') }),
  { maxLength: 24 },
);

function density(edges: readonly PurchaseEdge[], all: readonly PurchaseEdge[], nodes: number): number {
  const degree = (store: string) =>
    new Set(all.filter((edge) => edge.store === store).map(({ buyer }) => buyer)).size;
  const seen = new Map(edges.map((edge) => [`${edge.buyer} ${edge.store}`, edge]));
  return [...seen.values()].reduce((sum, { store }) => sum + 1 / Math.log(degree(store) + 5), 0) / nodes;
}

test('the density is that of its block, at least half of the best there is, and at least that of the whole', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const { buyers, stores, density: claimed } = densestBlock(edges);
      const inside = edges.filter(({ buyer, store }) => buyers.includes(buyer) && stores.includes(store));
      const nodes = buyers.length + stores.length;
      if (nodes > 0) assert.ok(Math.abs(density(inside, edges, nodes) - claimed) < 1e-9);
      assert.ok(claimed >= bestOf(edges) / 2 - 1e-9);
    }),
    { numRuns: 60 },
  );
});

/** The best density over every set of nodes. */
function bestOf(edges: readonly PurchaseEdge[]): number {
  const names = [...new Set(edges.flatMap(({ buyer, store }) => [buyer, store]))];
  const pairs = [...new Map(edges.map((edge) => [`${edge.buyer} ${edge.store}`, edge])).values()].map(
    (edge) => ({
      mask: (1 << names.indexOf(edge.buyer)) | (1 << names.indexOf(edge.store)),
      weight: density([edge], edges, 1),
    }),
  );
  let best = 0;
  for (let set = 1; set < 1 << names.length; set += 1) {
    let total = 0;
    for (const { mask, weight } of pairs) if ((set & mask) === mask) total += weight;
    let size = 0;
    for (let rest = set; rest > 0; rest &= rest - 1) size += 1;
    best = Math.max(best, total / size);
  }
  return best;
}

test('neither the order of the input nor repeated purchases change the block', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const block = densestBlock(edges);
      assert.deepEqual(densestBlock([...edges].reverse()), block);
      assert.deepEqual(densestBlock([...edges, ...edges]), block);
    }),
  );
});
