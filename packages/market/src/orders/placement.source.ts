import { toPublicId } from '@hazumi/contracts';
import { attribute, type PolicyDocument, type SourceClass, type Touch } from '@hazumi/policy';
import type pg from 'pg';
import type { Queryable } from './placement.facts.ts';
import type { Placement, SkuFacts } from './placement.types.ts';

/** Where an order counts as coming from, as it is frozen on it. */
export interface OrderSource {
  sourceClass: SourceClass;
  /** a key of the policy's `attribution.sourceClasses`, or 'direct' */
  source: string;
  linkId: string | null;
  /** null where there was no touch within the window */
  path: SourcePath | null;
}

/** Touches as they are kept with an order: public ids, ISO instants, and no word of who the visitor was. */
export interface SourcePath {
  /** the touch that decided; null for a direct order */
  touch: PathTouch | null;
  first: PathTouch | null;
  /** oldest first */
  path: PathTouch[];
}

export interface PathTouch {
  at: string;
  surface: string;
  source: string;
  isPaid: boolean;
  linkId?: string;
  couponId?: string;
  creatorId?: string;
}

const direct: OrderSource = { sourceClass: 'direct', source: 'direct', linkId: null, path: null };

/** The touches of the visitors of a batch at the stores that they buy from, by 'visitor store'. */
export type TouchesByStore = ReadonlyMap<string, readonly Touch[]>;

/**
 * Where an order of this store counts as coming from. A merchant's own order never counts as anything but direct: nobody brings
 * private traffic to themselves.
 */
export function sourceOfOrder(
  placement: Pick<Placement, 'visitor' | 'staffOf'>,
  store: Pick<SkuFacts, 'storeId' | 'licenceId'>,
  touches: TouchesByStore,
  now: Date,
  policy: PolicyDocument,
): OrderSource {
  if (placement.visitor === null || placement.staffOf.includes(store.licenceId)) return direct;
  const seen = touches.get(`${placement.visitor} ${store.storeId}`);
  if (seen === undefined || seen.length === 0) return direct;
  const found = attribute(seen, now, policy);
  if (found.path.length === 0) return direct;
  return {
    sourceClass: found.sourceClass,
    source: found.touch?.source ?? 'direct',
    linkId: found.touch?.linkId ?? null,
    path: {
      touch: pathTouch(found.touch),
      first: pathTouch(found.firstTouch),
      path: found.path.flatMap((touch) => pathTouch(touch) ?? []),
    },
  };
}

function pathTouch(touch: Touch | null): PathTouch | null {
  if (touch === null) return null;
  const { at, surface, source, isPaid, linkId, couponId, creatorId } = touch;
  return {
    at: at.toISOString(),
    surface,
    source,
    isPaid,
    ...(linkId === undefined ? {} : { linkId: toPublicId('link', linkId) }),
    ...(couponId === undefined ? {} : { couponId: toPublicId('coupon', couponId) }),
    ...(creatorId === undefined ? {} : { creatorId: toPublicId('creator', creatorId) }),
  };
}

interface TouchRow {
  visitor: string;
  store_id: string;
  id: string;
  at: Date;
  surface: string;
  source: string;
  is_paid: boolean;
  link_id: string | null;
  coupon_id: string | null;
  creator_id: string | null;
}

/**
 * The touches that decide about the orders of these visitors: of each class the first and the latest within the window, and so the first
 * and the latest of all. Bounded whatever a visitor has left: each is a place in the key. `skuIds[n]` is what `visitors[n]` wants.
 */
export function findTouches(
  connection: Queryable,
  visitors: readonly string[],
  skuIds: readonly string[],
  since: Date,
  pathTouches: number,
): Promise<pg.QueryResult<TouchRow>> {
  const columns =
    't.visitor, t.store_id, t.id, t.at, t.surface, t.source, t.is_paid, t.link_id, t.coupon_id, t.creator_id';
  return connection.query<TouchRow>({
    name: 'placement_find_touches',
    text: `with wanted as (
        select distinct w.visitor, k.store_id, c.source_class
        from unnest($1::uuid[], $2::uuid[]) as w (visitor, sku_id) join sku k on k.id = w.sku_id
        cross join (values ('direct'), ('public'), ('external'), ('private')) as c (source_class)
      )
      select t.* from wanted w cross join lateral (
        (select ${columns} from touch t
          where t.visitor = w.visitor and t.store_id = w.store_id and t.source_class = w.source_class and t.at >= $3
          order by t.at desc, t.id desc limit $4)
        union
        (select ${columns} from touch t
          where t.visitor = w.visitor and t.store_id = w.store_id and t.source_class = w.source_class and t.at >= $3
          order by t.at, t.id limit 1)
      ) t`,
    values: [visitors, skuIds, since, pathTouches],
  });
}

export function touchesByStore(rows: readonly TouchRow[]): TouchesByStore {
  const found = new Map<string, Touch[]>();
  for (const row of rows) {
    const key = `${row.visitor} ${row.store_id}`;
    const touch: Touch = {
      id: row.id,
      at: row.at,
      surface: row.surface,
      source: row.source,
      isPaid: row.is_paid,
      ...(row.link_id === null ? {} : { linkId: row.link_id }),
      ...(row.coupon_id === null ? {} : { couponId: row.coupon_id }),
      ...(row.creator_id === null ? {} : { creatorId: row.creator_id }),
    };
    const touches = found.get(key);
    if (touches === undefined) found.set(key, [touch]);
    else touches.push(touch);
  }
  return found;
}
