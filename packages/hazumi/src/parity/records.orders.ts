/** Decisions that were made as orders were placed. */
import type { CouponInput, TouchInput } from '@hazumi/twin';
import type { Day, Notes, Pool } from './records.ts';

/** Slugs of a category and those above it, the nearest first. */
const categoryPath = `(select array_agg(a.slug order by array_position(c.path, a.id) desc) from category a
  where a.id = any(c.path))`;

interface LineRow {
  id: string;
  policy_version: number;
  placed_at: Date;
  is_first_of_licence: boolean;
  opened_at: Date | null;
  first_paid_at: Date | null;
  turnover_minor: bigint;
  category: string[] | null;
  currency: string;
  country: string;
  fee_ppm: number;
  fee_reason: string;
  fee_minor: bigint;
  goods_minor: bigint;
  freight_minor: bigint;
  tax_minor: bigint;
}

/** The fee's rate and the totals of each line. What a first store had turned over before is summed from the ledger. */
export async function lineRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<LineRow>(
    `select l.order_id || ' line ' || l.line_no as id, o.policy_version, o.placed_at, s.is_first_of_licence, s.opened_at,
        s.first_paid_at, ${categoryPath} as category, o.currency, s.country, l.fee_ppm, l.fee_reason, l.fee_minor, l.goods_minor,
        l.freight_minor, l.goods_tax_minor + l.freight_tax_minor as tax_minor,
        case when s.is_first_of_licence then coalesce((select -sum(e.amount_minor) from ledger_entry e
          where e.account = 'merchantPayable' and e.owner = o.store_id::text and e.currency = s.currency and e.amount_minor < 0
            and e.at < o.placed_at), 0) else 0 end::bigint as turnover_minor
      from orders o join order_line l on l.store_id = o.store_id and l.order_id = o.id
      join store s on s.id = o.store_id join category c on c.id = l.category_id
      where o.placed_at >= $1 and o.placed_at < $2 order by o.id, l.line_no`,
    [day.from, day.until],
  );
  for (const row of rows) {
    const category = row.category ?? [];
    const common = { id: row.id, policyVersion: row.policy_version };
    const placedAt = row.placed_at.getTime();
    const isPaidBefore = row.first_paid_at !== null && row.first_paid_at <= row.placed_at;
    notes.add({
      ...common,
      kind: 'fee',
      inputs: {
        isFirstStore: row.is_first_of_licence,
        firstPaidAt: isPaidBefore ? (row.first_paid_at?.getTime() ?? null) : null,
        openedAt: (row.opened_at ?? row.placed_at).getTime(),
        placedAt,
        turnoverMinor: Number(row.turnover_minor),
        category,
        currency: row.currency,
      },
      decision: { feePpm: row.fee_ppm, isReduced: row.fee_reason === 'firstStore' },
    });
    notes.add({
      ...common,
      kind: 'lineTotals',
      inputs: {
        paidGoodsMinor: Number(row.goods_minor),
        freightMinor: Number(row.freight_minor),
        feePpm: row.fee_ppm,
        country: row.country,
        category,
      },
      decision: { taxMinor: Number(row.tax_minor), feeMinor: Number(row.fee_minor), isNear: true },
    });
  }
}

interface CouponRow {
  id: string;
  policy_version: number;
  lines: { id: string; productId: string; goodsMinor: number; pieces: number; discountMinor: number }[];
  claims: {
    id: string;
    shape: Record<string, unknown>;
    productIds: string[] | null;
    exclusiveGroup: string | null;
    discountMinor: number;
  }[];
}

/** What coupons took off. An order that ended unpaid has given its coupons back, and no longer tells which they were. */
export async function couponRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<CouponRow>(
    `select o.id, o.policy_version,
        (select jsonb_agg(jsonb_build_object('id', (l.line_no - 1)::text, 'productId', l.product_id,
          'goodsMinor', l.goods_minor + l.discount_minor, 'pieces', l.quantity, 'discountMinor', l.discount_minor) order by l.line_no)
          from order_line l where l.store_id = o.store_id and l.order_id = o.id) as lines,
        coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'shape', c.shape, 'productIds', c.product_ids,
          'exclusiveGroup', c.exclusive_group, 'discountMinor', k.discount_minor) order by k.id)
          from coupon_claim k join coupon c on c.store_id = k.store_id and c.id = k.coupon_id
          where k.store_id = o.store_id and k.order_id = o.id), '[]') as claims
      from orders o where o.placed_at >= $1 and o.placed_at < $2 and o.discount_minor > 0 order by o.id`,
    [day.from, day.until],
  );
  for (const { id, policy_version, lines, claims } of rows) {
    const sum = (all: readonly { discountMinor: number }[]): number =>
      all.reduce((total, { discountMinor }) => total + discountMinor, 0);
    if (sum(lines) !== sum(claims)) {
      notes.leaveOut('the coupons of an order that ended unpaid were given back');
      continue;
    }
    const ofStore = claims.filter(({ productIds }) => productIds === null).length;
    if (ofStore > 1 || claims.length - ofStore > 1) {
      notes.leaveOut('coupons of one kind are applied as the buyer put them, and that order is not kept');
      continue;
    }
    const coupons = claims.map(
      ({ id: claim, shape, productIds, exclusiveGroup }): CouponInput => ({
        id: claim,
        level: productIds === null ? 'store' : 'product',
        shape,
        lineIds: lines
          .filter(({ productId }) => productIds === null || productIds.includes(productId))
          .map((line) => line.id),
        exclusiveGroup,
        bearers: { merchant: 1, platform: 0, creator: 0 },
      }),
    );
    notes.add({
      kind: 'couponPrice',
      id,
      policyVersion: policy_version,
      inputs: {
        lines: lines.map(({ id: line, goodsMinor, pieces }) => ({ id: line, goodsMinor, pieces })),
        coupons,
      },
      decision: { discountsMinor: lines.map(({ discountMinor }) => discountMinor) },
    });
  }
}

interface PathTouch {
  at: string;
  surface: string;
  source: string;
  isPaid: boolean;
}

/** Where orders came from. An order on which nobody had touched anything was not decided by any rule. */
export async function sourceRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<{
    id: string;
    policy_version: number;
    placed_at: Date;
    source_class: 'direct' | 'public' | 'external' | 'private';
    source: string;
    source_path: { touch: PathTouch | null; first: PathTouch | null; path: PathTouch[] };
  }>(
    `select id, policy_version, placed_at, source_class, source, source_path from orders
      where placed_at >= $1 and placed_at < $2 and source_path is not null order by id`,
    [day.from, day.until],
  );
  for (const row of rows) {
    const { touch, path } = row.source_path;
    const same = (one: PathTouch, other: PathTouch): boolean =>
      one.at === other.at && one.source === other.source && one.surface === other.surface;
    // A path is cut to its latest touches; the one that decided may have been before them.
    const all = touch === null || path.some((one) => same(one, touch)) ? path : [touch, ...path];
    notes.add({
      kind: 'attribution',
      id: row.id,
      policyVersion: row.policy_version,
      inputs: {
        placedAt: row.placed_at.getTime(),
        touches: all.map(
          ({ at, surface, source, isPaid }): TouchInput => ({ at: Date.parse(at), surface, source, isPaid }),
        ),
      },
      decision: { sourceClass: row.source_class, source: row.source },
    });
  }
}

/** When checkouts let go of their stock, where no slip was given out: a slip is waited for as long as it is valid. */
export async function timerRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<{
    id: string;
    policy_version: number;
    placed_at: Date;
    expires_at: Date;
    has_slip: boolean;
  }>(
    `select c.id, c.policy_version, c.placed_at, c.expires_at,
        exists (select 1 from payment p where p.checkout_id = c.id and p.method = 'slip') as has_slip
      from checkout c where c.placed_at >= $1 and c.placed_at < $2 order by c.id`,
    [day.from, day.until],
  );
  for (const { id, policy_version, placed_at, expires_at, has_slip } of rows) {
    if (has_slip) {
      notes.leaveOut('a slip moved the end of a checkout');
      continue;
    }
    notes.add({
      kind: 'unpaidTimer',
      id,
      policyVersion: policy_version,
      inputs: { placedAt: placed_at.getTime() },
      decision: { expiresAt: expires_at.getTime() },
    });
  }
}
