/** A server process of a test: shows the home page of a market's database again and again, and tells its parent of each page, until it is killed. */
import { pino } from 'pino';
import { manualClock } from '../kernel/clock.ts';
import { openDatabase } from '../kernel/database.ts';
import { defaultPolicy } from '../testing/doubles.ts';
import { liveAllotment } from './allotment.live.ts';
import { impressionCounter } from './impressions.counter.ts';

const [url = '', now = '', holdMs = ''] = process.argv.slice(2);
const { db, pool } = openDatabase(url, { connections: 2 });
const counter = impressionCounter(pool, Number(holdMs));
const search = { goods: undefined, find: () => undefined, ready: async () => {} };
const market = {
  db,
  clock: manualClock(new Date(now)),
  policy: defaultPolicy(),
  log: pino({ level: 'silent' }),
};
const live = liveAllotment(market, pool, search, counter);
await live.refresh();

let pages = 0;
setInterval(() => {
  const turn = live.takeHome();
  turn.shown(turn.first);
  pages += 1;
  process.send?.({ pages, place: counter.place });
}, 2);
for (;;) {
  const before = pages;
  await counter.flush();
  process.send?.({ written: before });
  await new Promise((done) => setTimeout(done, 100));
}
