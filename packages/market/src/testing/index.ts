/**
 * What tests and measurements outside of this package need: `@hazumi/market/testing`. The server never imports it.
 */

export { auditMarket } from '../audit.ts';
export { uuidv7Source } from '../kernel/ids.ts';
export { type SandboxProcess, startSandboxProcess } from '../payments/provider/sandbox.process.ts';
export { assertSound } from './audit.ts';
export { watchCards } from './cards.ts';
export { crowdId, givenCrowd } from './crowd.ts';
export { testDatabase } from './database.ts';
export { memoryStorage } from './doubles.ts';
export { type GivenSku, givenBalance, givenLicence, givenSku, givenStore, testAddress } from './goods.ts';
export { type GivenLine, type GivenOrder, givenOrder } from './orders.ts';
export { type PlanNode, planOf, type RecordedQuery, recordQueries } from './queries.ts';
