/** `npm run bench -- NAME [--seconds N] [--rounds N]`. Every benchmark ends with one line of JSON. */
import { benchAllotment } from './allotment.ts';
import { benchCheckout } from './checkout.ts';
import { benchLoop } from './loop.ts';
import { benchPages } from './pages.ts';
import { benchSearch } from './search.ts';
import { benchTouches } from './touches.ts';
import { benchTwin } from './twin.ts';

const benches: Record<string, (given: { seconds: number; rounds: number }) => Promise<boolean>> = {
  allotment: benchAllotment,
  checkout: benchCheckout,
  loop: benchLoop,
  pages: benchPages,
  search: benchSearch,
  touches: benchTouches,
  twin: benchTwin,
};

const [name = '', ...options] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join(' | ')} [--seconds N] [--rounds N]`);
  process.exit(1);
}
const option = (flag: string, fallback: number): number => {
  const at = options.indexOf(flag);
  return at < 0 ? fallback : Math.max(1, Number(options[at + 1]) || fallback);
};
process.exit((await bench({ seconds: option('--seconds', 5), rounds: option('--rounds', 3) })) ? 0 : 1);
