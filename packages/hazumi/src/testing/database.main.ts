/** `npm run test:db`: a test PostgreSQL that stays, so that single test files can be run again and again. */
import { askedToStop } from '../signals.ts';
import { startTestCluster } from './cluster.ts';

const stop = askedToStop();
const cluster = await startTestCluster();
console.log('A PostgreSQL for tests runs until Ctrl-C. In another terminal:\n');
console.log(`export HAZUMI_TEST_DATABASE_URL='${cluster.adminUrl}'`);
await stop;
await cluster.close();
process.exit(0);
