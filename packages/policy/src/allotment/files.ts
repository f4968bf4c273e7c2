/** The published prices and a merchant's statement as they come from files: nothing in them is taken on trust. */
import * as z from 'zod';
import { parseDocument } from '../document.ts';
import { MAX_SUPPLY } from './market.ts';
import type { PublicPrices } from './prices.ts';
import type { Statement } from './statement.ts';

const micro = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const signedMicro = z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const amount = z.number().min(0);
const name = z.string().min(1).max(200);
const hash = z.string().max(64);

const pools = z.strictObject({
  total: signedMicro,
  organic: signedMicro,
  merit: signedMicro,
  newcomer: signedMicro,
  exploration: signedMicro,
  dither: signedMicro,
});

const statement = z.strictObject({
  format: z.literal('hazumi-allotment-statement-1'),
  day: z.iso.date(),
  pricesHash: hash,
  principal: name,
  ditherDraw: z.number().min(-1).max(1),
  drawsPerKeyword: z.int().min(1).max(1_000),
  stores: z.array(
    z.strictObject({
      store: name,
      isShown: z.boolean(),
      quality: amount,
      merit: amount,
      newcomerNeed: micro.nullable(),
      got: pools,
    }),
  ),
  rows: z.array(
    z.strictObject({
      keyword: name,
      store: name,
      relevance: z.number().min(0).max(1),
      seat: z
        .strictObject({
          seat: z.int().min(0).max(65_535),
          weight: amount,
          merit: amount,
          best: amount,
          capFactor: amount,
        })
        .nullable(),
      reason: z.enum(['hidden', 'notRelevant', 'siblingsHoldSeats']).nullable(),
      draws: z.int().min(0).max(1_000),
      got: micro,
    }),
  ),
}) satisfies z.ZodType<Statement>;

const prices = z.strictObject({
  format: z.literal('hazumi-allotment-prices-1'),
  day: z.iso.date(),
  policy: z.unknown(),
  policyDigest: hash,
  keywords: z.array(
    z.strictObject({
      keyword: name,
      supply: micro.max(MAX_SUPPLY),
      impressionValue: amount,
      leastRelevance: amount,
      meritPrice: amount,
      organicPrice: amount,
      newcomerLevel: amount.nullable(),
      ditherMean: z.number().min(-1).max(1),
      remainderCut: z.number().min(0).max(1),
      unfilled: micro,
    }),
  ),
  previousHash: hash.nullable(),
  hash,
});

/** A file that is not what it should be: one sentence, with the place. */
export class AllotmentFileProblem extends Error {
  override name = 'AllotmentFileProblem';
}

/** @throws AllotmentFileProblem for anything but a statement whose stores and rows each stand once. */
export function parseStatement(value: unknown): Statement {
  const read = readAs(statement, value, 'a statement');
  refuseTwice(
    read.stores.map(({ store }) => store),
    'Store',
  );
  refuseTwice(
    read.rows.map(({ keyword, store }) => `${keyword}, ${store}`),
    'Row',
  );
  return read;
}

/** @throws AllotmentFileProblem for anything but a day's prices with a sound policy. */
export function parsePrices(value: unknown): PublicPrices {
  const read = readAs(prices, value, "a day's prices");
  const policy = parseDocument(read.policy);
  if (!policy.ok) {
    const [fault] = policy.faults;
    throw new AllotmentFileProblem(`The policy in the prices is not sound at ${fault?.path || '/'}.`);
  }
  // A default put in now would change the document, and with it the digest that was published.
  if (policy.filled.length > 0)
    throw new AllotmentFileProblem(
      `The policy in the prices lacks ${policy.filled.join(', ')}: verify it with the version of its day.`,
    );
  refuseTwice(
    read.keywords.map(({ keyword }) => keyword),
    'Keyword',
  );
  return { ...read, policy: policy.document };
}

function readAs<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AllotmentFileProblem(`This is not ${what}: /${issue?.path.join('/') ?? ''}: ${issue?.message}.`);
}

function refuseTwice(names: readonly string[], what: string): void {
  const known = new Set<string>();
  for (const one of names) {
    if (known.has(one)) throw new AllotmentFileProblem(`${what} ${one} stands twice.`);
    known.add(one);
  }
}
