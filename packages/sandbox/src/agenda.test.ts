import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { Agenda } from './agenda.ts';

it('gives tasks out in the order in which they are due, and none before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), fc.nat({ max: 50 }), (times, now) => {
      const agenda = new Agenda();
      times.forEach((dueAt, index) => {
        agenda.add(dueAt, { kind: 'deliver', eventId: `${index}` });
      });
      const taken: number[] = [];
      for (let due = agenda.takeDue(now); due !== null; due = agenda.takeDue(now)) taken.push(due.dueAt);
      const sorted = times.toSorted((a, b) => a - b);
      assert.deepEqual(
        taken,
        sorted.filter((dueAt) => dueAt <= now),
      );
      assert.equal(agenda.nextDueAt(), sorted[taken.length] ?? null);
    }),
  );
});
