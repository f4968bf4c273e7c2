import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvertedIndex } from './inverted.ts';
import { type Concept, conceptsOf } from './query.ts';
import { rank, rankingSettings } from './ranking.ts';
import { Reading } from './reading.ts';
import { Dictionary } from './spelling.ts';
import { TextIndex } from './text.index.ts';

function indexOf(...titles: string[]) {
  const index = new TextIndex();
  for (const title of titles) index.add([title]);
  return (text: string) => index.search(text, { limit: 10 }).hits.map(({ document }) => titles[document]);
}

test('what says all of the query comes before what says a part of it', () => {
  const find = indexOf('Copper kettle', 'Kettle', 'Copper pot', 'Glass');
  assert.deepEqual(find('copper kettle')[0], 'Copper kettle');
  assert.deepEqual(find('copper kettle').slice(1).sort(), ['Copper pot', 'Kettle']);
});

test('words that stand together as in the query come first', () => {
  const find = indexOf('Garage key, door mat and opener', 'Garage door opener with key and mat');
  assert.equal(find('garage door opener')[0], 'Garage door opener with key and mat');
});

test('one word and two find each other', () => {
  const find = indexOf('Outdoor fireplace', 'Rare fire place', 'Fire place of stone', 'Kitchen place');
  assert.deepEqual(find('fire place').slice(0, 3).sort(), [
    'Fire place of stone',
    'Outdoor fireplace',
    'Rare fire place',
  ]);
  assert.deepEqual(find('fireplace').sort(), ['Fire place of stone', 'Outdoor fireplace', 'Rare fire place']);
});

test('feet find inches, synonyms find each other, in each language', () => {
  assert.deepEqual(indexOf('Shelf 72 in.', 'Shelf 71 in.')('6 ft shelf')[0], 'Shelf 72 in.');
  assert.deepEqual(indexOf('Gray rug', 'Red rug')('grey')[0], 'Gray rug');
  assert.deepEqual(indexOf('番茄酱', '苹果')('西红柿'), ['番茄酱']);
  assert.deepEqual(indexOf('スマートフォンケース', '木の箱')('スマホ'), ['スマートフォンケース']);
});

test('a slip is taken for what stands beside its neighbours in titles, and said', () => {
  const index = new TextIndex();
  for (let at = 0; at < 20; at += 1) index.add(['Bathroom sink']);
  for (let at = 0; at < 20; at += 1) index.add(['Ring of silver']);
  const { hits, corrections } = index.search('bathroom sinkk', { limit: 5 });
  assert.deepEqual(corrections, [{ from: 'sinkk', to: 'sink' }]);
  assert.equal(hits.length, 5);
  assert.deepEqual(index.search('bathroom sink', { limit: 5 }).corrections, []);
});

test('removed documents, and those that are not accepted, are never found', () => {
  const index = new TextIndex();
  const [first, second, third] = ['Red lamp', 'Blue lamp', 'Green lamp'].map((title) => index.add([title]));
  index.remove(first as number);
  index.remove(first as number);
  const hits = index.search('lamp', { limit: 10, accepts: (document) => document !== second }).hits;
  assert.deepEqual(
    hits.map(({ document }) => document),
    [third],
  );
  assert.equal(index.size, 2);
});

test('what is only said outside of the title finds, behind what the title says', () => {
  const index = new TextIndex();
  index.add(['Blue kettle'], ['Not red at all.']);
  index.add(['Red kettle'], ['Red indeed.']);
  assert.deepEqual(
    index.search('red kettle', { limit: 10 }).hits.map(({ document, isWhole }) => [document, isWhole]),
    [
      [1, true],
      [0, true],
    ],
  );
});

const word = fc.constantFrom('red', 'blue', 'pot', 'cup', 'oak', 'pine', 'lamp', 'desk');
const text: fc.Arbitrary<string[]> = fc.array(word, { minLength: 1, maxLength: 6 });

test('the ranking is that of its formula, computed the long way', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 25 }), text, (titles, asked) => {
      const index = new InvertedIndex();
      for (const terms of titles) index.add(terms);
      const settings = { ...rankingSettings, nearness: 0 };
      const concepts: Concept[] = [...new Set(asked)].map((surface) => {
        const number = index.numberOf(surface);
        return {
          surface,
          correctedTo: undefined,
          variants: number === undefined ? [] : [{ terms: [number], weight: 1 }],
        };
      });
      const first = rank(index, concepts, { limit: 100 }, settings);
      const average = titles.reduce((sum, terms) => sum + terms.length, 0) / titles.length;
      const known = concepts
        .map(({ surface }) => ({ surface, count: titles.filter((terms) => terms.includes(surface)).length }))
        .filter(({ count }) => count > 0)
        .map(({ surface, count }) => ({
          surface,
          idf: Math.log(1 + (titles.length - count + 0.5) / (count + 0.5)) ** settings.idfPower,
        }));
      const all = known.reduce((sum, { idf }) => sum + idf, 0);
      const expected = titles
        .map((terms, document) => {
          const said = known
            .filter(({ surface }) => terms.includes(surface))
            .reduce((sum, { idf }) => sum + idf, 0);
          const norm =
            settings.saturation * (1 - settings.lengthNorm + (settings.lengthNorm * terms.length) / average);
          const score = (said * (1 + settings.saturation)) / (1 + norm);
          return { document, said, score: score * (1 + settings.coverage * (said / all) ** 2) };
        })
        .filter(({ said }) => said > 0);
      assert.equal(first.length, expected.length);
      for (const { document, score } of expected) {
        const got = first.find((hit) => hit.document === document);
        assert.ok(got && Math.abs(got.score - score) < 1e-4 * score, `${got?.score} is not ${score}`);
      }
      for (let at = 1; at < first.length; at += 1)
        assert.ok(
          (first[at]?.score ?? 0) <= (first[at - 1]?.score ?? 0) ||
            (first[at - 1]?.isWhole && !first[at]?.isWhole),
        );
      // Nothing stays behind of one query for the next.
      assert.deepEqual(rank(index, concepts, { limit: 100 }, settings), first);
      const best = rank(index, concepts, { limit: 3 }, { ...settings, pool: 3 });
      assert.deepEqual(best, first.slice(0, 3));
    }),
  );
});

test('a text without a word in it, or of unknown words alone, finds nothing', () => {
  const index = new InvertedIndex();
  index.add(['lamp']);
  assert.deepEqual(conceptsOf('???', new Reading(index), new Dictionary()), []);
  assert.deepEqual(indexOf('Lamp')('unicorn'), []);
  assert.deepEqual(indexOf()('lamp'), []);
});

test('what a search found stands until a document comes or goes that has one of its words', () => {
  const word = fc.constantFrom(
    'red',
    'tea',
    'pot',
    'teapot',
    'cup',
    'sofa',
    'couch',
    '红',
    '红茶',
    '茶杯',
    '6 ft',
    '72 in',
  );
  const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const step = fc.oneof(fc.record({ add: title }), fc.record({ remove: fc.nat({ max: 20 }) }));
  fc.assert(
    fc.property(
      fc.array(title, { maxLength: 8 }),
      title,
      fc.array(step, { minLength: 1, maxLength: 3 }),
      (before, query, steps) => {
        const texts = new TextIndex();
        for (const one of before) texts.add([one], ['pot']);
        const found = () => new Set(texts.search(query, { limit: 100 }).hits.map((hit) => hit.document));
        const first = found();
        const { standing } = texts.search(query, { limit: 100 });
        assert.ok(texts.stands(standing));
        for (const one of steps) {
          if ('add' in one) texts.add([one.add]);
          else texts.remove(one.remove);
        }
        const removed = [...first].filter((document) => texts.isRemoved(document));
        const now = found();
        if (texts.stands(standing))
          assert.deepEqual(now, new Set([...first].filter((document) => !removed.includes(document))));
      },
    ),
  );
  const texts = new TextIndex();
  texts.add(['red kettle']);
  const { standing } = texts.search('red kettle', { limit: 9 });
  texts.add(['blue lamp']);
  assert.ok(texts.stands(standing));
  texts.add(['blue kettle']);
  assert.ok(!texts.stands(standing));
});
