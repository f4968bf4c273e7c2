import { type PolicyDocument, type PublicPrices, parseDocument } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { AllotmentInputs } from './allotment.inputs.ts';

/** The newest day that was allotted, up to a day. */
export async function newestDay(db: Db, until: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`
    select day::text from allotment_day where day <= ${until} order by day desc limit 1`.execute(db);
  return rows[0]?.day;
}

/** Whether there is anybody to give anything to. */
export async function isAnyStoreOpen(db: Db): Promise<boolean> {
  const { rows } = await sql`select from store where open_for_sale limit 1`.execute(db);
  return rows.length > 0;
}

export interface StoredDay {
  day: string;
  policyVersion: number;
  inputs: AllotmentInputs;
  /** the policy that the day was allotted by, as it was published */
  document: PolicyDocument;
  hash: string;
}

export async function readDay(db: Db, day: string): Promise<StoredDay | undefined> {
  const { rows } = await sql<{
    day: string;
    policy_version: number;
    inputs: string;
    policy: unknown;
    hash: string;
  }>`
    select day::text, policy_version, inputs, prices::json -> 'policy' as policy, hash from allotment_day where day = ${day}`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const policy = parseDocument(row.policy);
  if (!policy.ok) throw new Error(`the policy of the allotment of ${day} cannot be read`);
  return {
    day: row.day,
    policyVersion: row.policy_version,
    inputs: JSON.parse(row.inputs) as AllotmentInputs,
    document: policy.document,
    hash: row.hash,
  };
}

/** The public prices as they were published, to the byte. */
export async function readPrices(db: Db, day: string): Promise<string | undefined> {
  const { rows } = await sql<{
    prices: string;
  }>`select prices from allotment_day where day = ${day}`.execute(db);
  return rows[0]?.prices;
}

/** Days are written one after the other: each names the hash of the one before. */
export async function lockDays(tx: Tx): Promise<{ day: string; hash: string } | undefined> {
  await sql`lock table allotment_day in share row exclusive mode`.execute(tx);
  const { rows } = await sql<{ day: string; hash: string }>`
    select day::text, hash from allotment_day order by day desc limit 1`.execute(tx);
  return rows[0];
}

export interface StoreOfDay {
  store_id: string;
  principal_id: string;
  standing: 'hidden' | 'shown' | 'newcomer';
  quality: number;
  merit_minor: number;
  principal_merit_minor: number;
  dither_draw: number;
  organic: number;
  merit: number;
  newcomer: number;
  exploration: number;
  dither: number;
}

export interface RowOfDay {
  store_id: string;
  keyword: string;
  relevance: number;
  reason: 'hidden' | 'notRelevant' | 'siblingsHoldSeats' | null;
  organic: number;
  merit: number;
  newcomer: number;
  exploration: number;
  dither: number;
  evidence: object | null;
}

export async function insertDay(
  tx: Tx,
  inputs: AllotmentInputs,
  prices: PublicPrices,
  builtAt: Date,
): Promise<void> {
  const supply = prices.keywords.reduce((sum, keyword) => sum + BigInt(keyword.supply), 0n);
  await sql`
    insert into allotment_day (day, policy_version, built_at, keywords, stores, supply_micro, inputs, prices, policy_digest, hash,
      previous_hash)
    values (${inputs.day}, ${inputs.policyVersion}, ${builtAt}, ${inputs.keywords.length}, ${inputs.stores.length}, ${supply},
      ${JSON.stringify(inputs)}, ${JSON.stringify(prices)}, ${prices.policyDigest}, ${prices.hash}, ${prices.previousHash})`.execute(
    tx,
  );
  await sql`
    insert into allotment_keyword (day, keyword, supply_micro)
    select ${inputs.day}, keyword, supply from jsonb_to_recordset(${JSON.stringify(prices.keywords)}::jsonb)
      as k (keyword text, supply bigint)`.execute(tx);
}

/** Rows that are written by one statement. */
const batch = 5_000;

export async function insertStores(tx: Tx, day: string, stores: readonly StoreOfDay[]): Promise<void> {
  for (let at = 0; at < stores.length; at += batch)
    await sql`
      insert into allotment_store (store_id, day, principal_id, standing, quality, merit_minor, principal_merit_minor, dither_draw,
        organic, merit, newcomer, exploration, dither)
      select store_id, ${day}, principal_id, standing, quality, merit_minor, principal_merit_minor, dither_draw,
        organic, merit, newcomer, exploration, dither
      from jsonb_to_recordset(${JSON.stringify(stores.slice(at, at + batch))}::jsonb) as s (store_id uuid, principal_id uuid,
        standing text, quality float8, merit_minor float8, principal_merit_minor float8, dither_draw float8,
        organic bigint, merit bigint, newcomer bigint, exploration bigint, dither bigint)`.execute(tx);
}

export async function insertRows(tx: Tx, day: string, rows: readonly RowOfDay[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batch)
    await sql`
      insert into allotment_row (store_id, day, keyword, relevance, reason, organic, merit, newcomer, exploration, dither, evidence)
      select store_id, ${day}, keyword, relevance, reason, organic, merit, newcomer, exploration, dither, nullif(evidence, 'null')
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + batch))}::jsonb) as r (store_id uuid, keyword text,
        relevance float8, reason text, organic bigint, merit bigint, newcomer bigint, exploration bigint, dither bigint,
        evidence jsonb)`.execute(tx);
}

/** Searches that few made, and pages by category, are no longer needed once no forecast looks back on them. */
export async function forgetSearches(tx: Tx, before: string): Promise<void> {
  await sql`delete from search_day where day < ${before}`.execute(tx);
  await sql`delete from category_page_day where day < ${before}`.execute(tx);
}
