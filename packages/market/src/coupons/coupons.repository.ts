import { type Selectable, sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Db, Tx } from '../kernel/database.ts';
import type { CouponTables } from './coupons.tables.ts';

export type CouponRow = Selectable<CouponTables['coupon']>;
export type ClaimRow = Selectable<CouponTables['coupon_claim']>;

/** A coupon with what is shown of its store. */
export type ShownCoupon = CouponRow & {
  slug: string;
  store_names: LocalText;
  currency: string;
};

const columns = sql`c.*, s.slug, s.names as store_names, s.currency`;
const isPublicStore = sql`s.opened_at is not null and s.state <> 'closed'`;

export async function insertCoupon(
  tx: Tx,
  row: Omit<CouponRow, 'claimed' | 'ended_at' | 'names' | 'shape' | 'validity'> & {
    names: string;
    shape: string;
    validity: string;
  },
): Promise<void> {
  await tx.insertInto('coupon').values(row).execute();
}

export async function findCoupon(
  db: Db | Tx,
  storeId: string,
  couponId: string,
): Promise<ShownCoupon | undefined> {
  const { rows } = await sql<ShownCoupon>`
    select ${columns} from coupon c join store s on s.id = c.store_id
    where c.store_id = ${storeId} and c.id = ${couponId}`.execute(db);
  return rows[0];
}

/** A public coupon by its id alone; a hidden one is not found so, by whoever asks. */
export async function findPublicCoupon(db: Db | Tx, couponId: string): Promise<ShownCoupon | undefined> {
  const { rows } = await sql<ShownCoupon>`
    select ${columns} from coupon c join store s on s.id = c.store_id
    where c.id = ${couponId} and c.visibility = 'public' and ${isPublicStore}`.execute(db);
  return rows[0];
}

/** What a store's page offers, newest first. What is used up or over is left out by whoever shows it. */
export async function listPublic(db: Db, storeId: string, limit: number): Promise<ShownCoupon[]> {
  const { rows } = await sql<ShownCoupon>`
    select ${columns} from coupon c join store s on s.id = c.store_id
    where c.store_id = ${storeId} and c.visibility = 'public' and c.ended_at is null and c.claimed < c.total
      and ${isPublicStore} order by c.id desc limit ${limit}`.execute(db);
  return rows;
}

export type CampaignRow = ShownCoupon & { used: number };

/** A store's coupons, newest first, or one of them. */
export async function listCampaigns(
  db: Db | Tx,
  asked: { storeId: string; before?: string | undefined; couponId?: string; limit: number },
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select ${columns}, (select count(*)::int from coupon_claim l
      where l.store_id = c.store_id and l.coupon_id = c.id and l.order_id is not null) as used
    from coupon c join store s on s.id = c.store_id where c.store_id = ${asked.storeId}
      ${asked.before === undefined ? sql`` : sql`and c.id < ${asked.before}`}
      ${asked.couponId === undefined ? sql`` : sql`and c.id = ${asked.couponId}`}
    order by c.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

/** Ends it, and says of which kind it is; undefined where that was done before. */
export async function markEnded(
  tx: Tx,
  storeId: string,
  couponId: string,
  now: Date,
): Promise<CouponRow['visibility'] | undefined> {
  const done = await tx
    .updateTable('coupon')
    .set({ ended_at: now })
    .where('store_id', '=', storeId)
    .where('id', '=', couponId)
    .where('ended_at', 'is', null)
    .returning('visibility')
    .executeTakeFirst();
  return done?.visibility;
}

/** The coupon's row, locked: claims of one coupon take turns here, and the counts that decide them stand still. */
export async function lockCoupon(tx: Tx, storeId: string, couponId: string): Promise<CouponRow | undefined> {
  return tx
    .selectFrom('coupon')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('id', '=', couponId)
    .forUpdate()
    .executeTakeFirst();
}

export async function countOfPerson(tx: Tx, coupon: CouponRow, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from coupon_claim
    where store_id = ${coupon.store_id} and coupon_id = ${coupon.id} and person_id = ${personId}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function insertClaim(
  tx: Tx,
  claim: Omit<ClaimRow, 'order_id' | 'used_at' | 'discount_minor'>,
): Promise<void> {
  await sql`update coupon set claimed = claimed + 1 where store_id = ${claim.store_id} and id = ${claim.coupon_id}`.execute(
    tx,
  );
  await tx.insertInto('coupon_claim').values(claim).execute();
}

export type ShownClaim = ShownCoupon &
  Pick<ClaimRow, 'valid_from' | 'valid_until' | 'claimed_at' | 'order_id'> & { claim_id: string };

/** A person's claims, newest first, or one of them. */
export async function listClaims(
  db: Db | Tx,
  asked: { personId: string; before?: string | undefined; claimId?: string; limit: number },
): Promise<ShownClaim[]> {
  const { rows } = await sql<ShownClaim>`
    select ${columns}, l.id as claim_id, l.valid_from, l.valid_until, l.claimed_at, l.order_id
    from coupon_claim l join coupon c on c.store_id = l.store_id and c.id = l.coupon_id join store s on s.id = c.store_id
    where l.person_id = ${asked.personId}
      ${asked.before === undefined ? sql`` : sql`and l.id < ${asked.before}`}
      ${asked.claimId === undefined ? sql`` : sql`and l.id = ${asked.claimId}`}
    order by l.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

/** Which of these products the store has. */
export async function ownProducts(tx: Tx, storeId: string, productIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from product where store_id = ${storeId} and id = any(${productIds}::uuid[])`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** What these coupons took off the orders that took them. */
export async function discountsOf(
  db: Db,
  storeId: string,
  couponIds: readonly string[],
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ coupon_id: string; discount: bigint }>`
    select l.coupon_id, sum(l.discount_minor)::bigint as discount from coupon_claim l
    where l.store_id = ${storeId} and l.coupon_id = any(${couponIds}::uuid[]) and l.order_id is not null
    group by l.coupon_id`.execute(db);
  return new Map(rows.map((row) => [row.coupon_id, row.discount]));
}
