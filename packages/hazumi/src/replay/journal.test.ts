import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { temporaryFolder } from '../testing/program.ts';
import { openJournal } from './journal.ts';

it('remembers what was written, for its user only, and cuts off half a line', (t) => {
  const folder = temporaryFolder();
  t.after(folder.remove);
  const file = join(folder.path, 'replay.jsonl');
  const first = openJournal(file);
  assert.deepEqual(first.earlier, []);
  first.write({ kind: 'record', digest: 'abc' });
  first.write({ kind: 'done', step: 'o1-place-0' });
  first.close();
  assert.equal(statSync(file).mode & 0o777, 0o600);

  // As a program leaves it that was killed while it wrote.
  appendFileSync(file, '{"kind":"done","st');
  const second = openJournal(file);
  assert.deepEqual(second.earlier, [
    { kind: 'record', digest: 'abc' },
    { kind: 'done', step: 'o1-place-0' },
  ]);
  second.write({ kind: 'done', step: 'o1-ship-0' });
  second.close();
  assert.equal(readFileSync(file, 'utf8').split('\n').at(-2), '{"kind":"done","step":"o1-ship-0"}');
});
