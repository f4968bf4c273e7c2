import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PostingLists } from './engine/postings.ts';
import { Vocabulary } from './engine/vocabulary.ts';
import { IdColumn } from './search.columns.ts';

test('ids are what they were set to, and name the document that had them last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uuid(), { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(), { maxLength: 4_000 }),
      (ids, drawn) => {
        const column = new IdColumn();
        const last = new Map<string, number>();
        const given = [...drawn.map((at) => ids[at % ids.length] as string), ...ids];
        given.forEach((id, document) => {
          column.set(document, id);
          last.set(id, document);
        });
        given.forEach((id, document) => {
          assert.equal(column.at(document), id);
          assert.equal(column.documentOf(id), last.get(id));
        });
        assert.equal(column.documentOf('00000000-0000-7000-8000-00000000ffff'), undefined);
      },
    ),
    { numRuns: 50 },
  );
});

test('a vocabulary numbers terms as a Map would', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 3_000 }), (terms) => {
      const vocabulary = new Vocabulary();
      const numbers = new Map<string, number>();
      for (const term of terms) {
        assert.equal(vocabulary.numberOf(term), numbers.get(term));
        if (!numbers.has(term)) numbers.set(term, numbers.size);
        assert.equal(vocabulary.note(term), numbers.get(term));
      }
      assert.equal(vocabulary.size, numbers.size);
      for (const term of terms.slice(0, 20)) {
        const prefix = term.slice(0, 1);
        const expected = [...numbers]
          .filter(([known]) => known.startsWith(prefix))
          .map(([, number]) => number);
        assert.deepEqual(vocabulary.beginningWith(prefix), expected);
      }
    }),
    { numRuns: 50 },
  );
});

test('lists keep what was pushed, however they grow beside each other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 3_000 }), (pushes) => {
      const lists = new PostingLists();
      const expected: number[][] = [];
      for (let list = 0; list <= 12; list += 1) {
        lists.add();
        expected.push([]);
      }
      pushes.forEach((list, entry) => {
        lists.push(list, entry);
        expected[list]?.push(entry);
      });
      expected.forEach((entries, list) => {
        assert.deepEqual([...lists.view(list)], entries);
        assert.equal(lists.count(list), entries.length);
        assert.equal(lists.last(list), entries.at(-1));
      });
    }),
    { numRuns: 50 },
  );
});
