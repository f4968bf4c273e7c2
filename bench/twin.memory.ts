/** One run of many stores for 30 days; prints the most memory that the process took, and its seconds. */
import { runScenario } from '../packages/twin/src/run.ts';
import { scenario } from '../packages/twin/src/scenario.ts';

const stores = Number(process.argv[2]);
const began = performance.now();
const { series } = await runScenario(
  scenario({ days: 30, size: { principals: stores, keywords: Math.ceil(stores / 10), creators: 1_000 } }),
);
if (!((series.publicOrders[29] as number) > 0)) throw new Error('Nothing was sold.');
console.log(
  JSON.stringify({
    peakBytes: process.resourceUsage().maxRSS * 1_024,
    seconds: (performance.now() - began) / 1_000,
  }),
);
