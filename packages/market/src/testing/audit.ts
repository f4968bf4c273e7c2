import assert from 'node:assert/strict';
import { auditMarket } from '../audit.ts';
import type { Db } from '../kernel/database.ts';

/** Fails with every fault that the market has. */
export async function assertSound(db: Db): Promise<void> {
  assert.deepEqual(await auditMarket(db), []);
}
