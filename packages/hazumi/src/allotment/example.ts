import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AllotmentMarket,
  type AllotmentRules,
  allotmentRules,
  buildAllotment,
  buildGraph,
  createFacts,
  createResult,
  createWork,
  defaultDocument,
  drawExplorers,
  MICRO,
  type PublicPrices,
  placeNewcomers,
  publicPrices,
  statementOf,
  sumMerit,
} from '@hazumi/policy';
import { chanceOf } from '../seed/chance.ts';
import { pricesName } from './verify.ts';

const KEYWORDS = ['tea bowl', 'green tea', 'bamboo whisk', 'gift set', 'teapot', 'matcha'];
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'];
const STORES = 24;
const PRINCIPALS = 14;

/**
 * Writes three days of prices and each merchant's statements of a made-up market into a folder; answers what the command
 * prints. The same seed writes the same bytes.
 */
export async function writeExample(folder: string, seed: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const rules = allotmentRules(defaultDocument);
  const stores = Array.from({ length: STORES }, (_, store) => `store-${store + 1}`);
  let previous: PublicPrices | null = null;
  let files = 0;
  let example = '';
  for (const [day, name] of DAYS.entries()) {
    const market = marketOf(seed, day, rules);
    buildAllotment(market, rules);
    const prices: PublicPrices = publicPrices(market, rules, {
      day: name,
      policy: defaultDocument,
      names: KEYWORDS,
      previousHash: previous?.hash ?? null,
    });
    await writeFile(join(folder, pricesName(name)), JSON.stringify(prices));
    files++;
    for (let principal = 0; principal < PRINCIPALS; principal++) {
      const names = { principal: `merchant-${principal + 1}`, stores };
      const statement = statementOf(market, rules, prices, principal, names);
      if (statement.rows.length === 0) continue;
      const path = join(folder, `statement-${names.principal}-${name}.json`);
      await writeFile(path, JSON.stringify(statement, null, 2));
      files++;
      example = path;
    }
    previous = prices;
  }
  return [
    `${files} files in ${folder}: the prices of ${DAYS.length} days and what each merchant was told.`,
    `Try: npm run allotment -- verify ${example}`,
    'Then change a figure in that file and try again.',
    JSON.stringify({ files, days: DAYS.length, example }),
  ].join('\n');
}

/** A day of the market: who is who stays the same, demand and merit move. */
function marketOf(seed: number, day: number, rules: AllotmentRules): AllotmentMarket {
  const who = chanceOf(seed, 'allotment example');
  const chance = chanceOf(seed, `allotment example, day ${day}`);
  const storePrincipal = Array.from({ length: STORES }, (_, store) =>
    store < PRINCIPALS ? store : who.whole(0, PRINCIPALS - 1),
  );
  const storeCluster = storePrincipal.map(() => who.whole(0, 15));
  const edges = KEYWORDS.flatMap((_, keyword) =>
    storePrincipal.flatMap((_, store) =>
      who.of(0.7) ? [{ keyword, store, relevance: who.between(0.2, 1) }] : [],
    ),
  );
  const graph = buildGraph({
    keywords: KEYWORDS.length,
    principals: PRINCIPALS,
    storePrincipal,
    storeCluster,
    edgeKeyword: edges.map(({ keyword }) => keyword),
    edgeStore: edges.map(({ store }) => store),
    edgeRelevance: edges.map(({ relevance }) => relevance),
  });
  const facts = createFacts(graph, 4);
  const ageDays = storePrincipal.map(() => day + who.whole(5, 400));
  for (const keyword of KEYWORDS.keys()) {
    facts.supply[keyword] = Math.floor(chance.between(500, 8_000) * MICRO);
    facts.impressionValue[keyword] = chance.between(2, 30);
  }
  for (const store of storePrincipal.keys()) {
    facts.quality[store] = who.between(3, 5);
    if (who.of(0.6)) facts.storeMerit[store] = chance.between(50, 20_000);
  }
  for (let principal = 0; principal < PRINCIPALS; principal++)
    facts.dither[principal] = chance.between(-1, 1);
  const shown = storePrincipal.map(() => who.whole(0, 900));
  placeNewcomers(
    graph,
    facts,
    {
      ageDays,
      impressions: shown,
      orders: shown.map((count) => Math.floor(count / 90)),
      categoryRate: shown.map(() => 0.01),
    },
    rules,
  );
  const market = { graph, facts, result: createResult(graph) };
  const known = {
    impressions: edges.map(() => who.whole(0, 2_000)),
    clicks: edges.map(() => who.whole(0, 60)),
    clickRate: KEYWORDS.map(() => 0.03),
  };
  const uniformsOf = (keyword: number, draw: number) => {
    const draws = chanceOf(seed, `explorers ${day} ${keyword} ${draw}`);
    return () => draws.next() || Number.EPSILON;
  };
  drawExplorers(market, rules, known, uniformsOf, 0, graph.keywords, createWork(graph, facts));
  sumMerit(graph, facts);
  return market;
}
