/**
 * Rule: what a coupon takes off. Four shapes (amount off, percent off, N items for a discount, threshold) are one
 * arithmetic: from so many pieces and so much value on, an amount plus a share, up to a cap. No stack of coupons brings
 * a price below its floor, and the discount is borne by merchant, platform and creator in the shares that the coupon
 * states, exactly.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { allocateWithin, applyPpm, shareOf, splitByLargestRemainder, sumMinor, wholeMinor } from './money.ts';

type Policy = Pick<PolicyDocument, 'coupons'>;

export interface CouponRules {
  /** Of the original price, the share below which no stack of coupons goes. */
  readonly priceFloor: number;
}

export function couponRules({ coupons }: Policy): CouponRules {
  return { priceFloor: shareOf(coupons.priceFloorPpm) };
}

/**
 * What a coupon takes off goods, before the floor. What a shape has no use for is 0, and the cap Infinity.
 *
 * @param goodsMinor value of the goods that it covers, after the coupons applied before it.
 * @param pieces how many pieces it covers.
 * @param fromMinor and `fromPieces`: what it takes to use it.
 * @param amountMinor and `share` (0 to 1): what it takes off.
 */
export function couponDiscount(
  goodsMinor: number,
  pieces: number,
  fromMinor: number,
  fromPieces: number,
  amountMinor: number,
  share: number,
  capMinor: number,
): number {
  if (goodsMinor < fromMinor || pieces < fromPieces) return 0;
  return Math.min(amountMinor + goodsMinor * share, capMinor, goodsMinor);
}

/** What of a discount the floor leaves. @param takenMinor what earlier coupons took off the same goods. */
export function flooredDiscount(
  discountMinor: number,
  originalMinor: number,
  takenMinor: number,
  rules: CouponRules,
): number {
  return Math.max(0, Math.min(discountMinor, originalMinor * (1 - rules.priceFloor) - takenMinor));
}

export type CouponShape =
  | { readonly kind: 'amountOff'; readonly amountMinor: bigint }
  | { readonly kind: 'percentOff'; readonly sharePpm: number; readonly capMinor: bigint | null }
  /** From so many pieces on, a share off all of them. */
  | { readonly kind: 'items'; readonly pieces: number; readonly sharePpm: number }
  /** From so much value on, an amount off. */
  | { readonly kind: 'threshold'; readonly fromMinor: bigint; readonly amountMinor: bigint };

export type CouponLevel = PolicyDocument['coupons']['applicationOrder'][number];
export const COUPON_BEARERS = ['merchant', 'platform', 'creator'] as const;
export type CouponBearer = (typeof COUPON_BEARERS)[number];

export interface Coupon {
  readonly id: string;
  readonly level: CouponLevel;
  readonly shape: CouponShape;
  /** Lines of the order that it covers. */
  readonly lineIds: readonly string[];
  /** Of the coupons of a group, an order takes one; null for a coupon that goes with any. */
  readonly exclusiveGroup: string | null;
  /** Who bears the discount, as relative weights; not all zero. */
  readonly bearers: Readonly<Record<CouponBearer, number>>;
}

export interface CouponLine {
  readonly id: string;
  /** Unit price x quantity, before any coupon. */
  readonly goodsMinor: bigint;
  readonly pieces: number;
}

export interface PricedLine {
  readonly id: string;
  readonly goodsMinor: bigint;
  readonly discountMinor: bigint;
  /** What the buyer pays for the goods. */
  readonly payableMinor: bigint;
}

export interface AppliedCoupon {
  readonly couponId: string;
  readonly discountMinor: bigint;
  readonly byLine: readonly { readonly lineId: string; readonly discountMinor: bigint }[];
  /** Sums exactly to the discount. */
  readonly borneMinor: Readonly<Record<CouponBearer, bigint>>;
  /** The floor left less than the coupon would have taken off. */
  readonly isFloored: boolean;
}

export interface RefusedCoupon {
  readonly couponId: string;
  readonly reason: 'nothingCovered' | 'exclusiveGroup' | 'stackLimit' | 'conditionNotMet' | 'floorReached';
  /** JSON Pointer of the policy field that decided; null where the coupon's own terms did. */
  readonly field: string | null;
}

export interface CouponPricing {
  readonly lines: readonly PricedLine[];
  readonly discountMinor: bigint;
  /** In the order in which they were applied. */
  readonly applied: readonly AppliedCoupon[];
  readonly refused: readonly RefusedCoupon[];
}

/**
 * The price of an order with these coupons. They are applied by level in the policy's order, and within a level in the
 * order in which the buyer put them; each sees what the ones before it left. A coupon that takes nothing off is refused
 * with its reason and used up for nobody.
 *
 * @throws RangeError for a negative value or one beyond the whole, a quantity below 1, a line or coupon twice, or a cost
 *   that nobody bears.
 */
export function priceWithCoupons(
  lines: readonly CouponLine[],
  coupons: readonly Coupon[],
  policy: Policy,
): CouponPricing {
  refuseMalformed(lines, coupons);
  const left = new Map(lines.map((line) => [line.id, line.goodsMinor]));
  const floors = new Map(lines.map((line) => [line.id, floorOf(line.goodsMinor, policy)]));
  const groups = new Set<string>();
  const applied: AppliedCoupon[] = [];
  const refused: RefusedCoupon[] = [];

  for (const coupon of inOrder(coupons, policy)) {
    const refuse = (reason: RefusedCoupon['reason'], field: string | null = null) =>
      refused.push({ couponId: coupon.id, reason, field });
    const covered = lines.filter((line) => coupon.lineIds.includes(line.id));
    if (covered.length === 0) refuse('nothingCovered');
    else if (coupon.exclusiveGroup !== null && groups.has(coupon.exclusiveGroup)) refuse('exclusiveGroup');
    else if (applied.length >= policy.coupons.stackedPerOrder)
      refuse('stackLimit', fieldPath('coupons', 'stackedPerOrder'));
    else {
      const values = covered.map((line) => left.get(line.id) ?? 0n);
      const rooms = covered.map((line, index) => (values[index] ?? 0n) - (floors.get(line.id) ?? 0n));
      const pieces = covered.reduce((sum, line) => sum + line.pieces, 0);
      const wanted = discountOf(coupon.shape, sumMinor(values), pieces);
      const room = sumMinor(rooms);
      const discount = wanted < room ? wanted : room;
      if (wanted === 0n) refuse('conditionNotMet');
      else if (discount === 0n) refuse('floorReached', fieldPath('coupons', 'priceFloorPpm'));
      else {
        const parts = allocateWithin(discount, rooms);
        for (const [index, line] of covered.entries())
          left.set(line.id, (values[index] ?? 0n) - (parts[index] ?? 0n));
        if (coupon.exclusiveGroup !== null) groups.add(coupon.exclusiveGroup);
        applied.push({
          couponId: coupon.id,
          discountMinor: discount,
          byLine: covered.map((line, index) => ({ lineId: line.id, discountMinor: parts[index] ?? 0n })),
          borneMinor: borne(discount, coupon.bearers),
          isFloored: discount < wanted,
        });
      }
    }
  }

  const priced = lines.map((line): PricedLine => {
    const payableMinor = left.get(line.id) ?? 0n;
    return {
      id: line.id,
      goodsMinor: line.goodsMinor,
      discountMinor: line.goodsMinor - payableMinor,
      payableMinor,
    };
  });
  return {
    lines: priced,
    discountMinor: sumMinor(priced.map((line) => line.discountMinor)),
    applied,
    refused,
  };
}

/** What a coupon takes off goods of this value, in whole minor units and before the floor. */
export function discountOf(shape: CouponShape, goodsMinor: bigint, pieces: number): bigint {
  const goods = Number(goodsMinor);
  const whole = (
    fromMinor: bigint,
    fromPieces: number,
    amountMinor: bigint,
    sharePpm: number,
    capMinor: number,
  ): bigint =>
    wholeMinor(
      couponDiscount(
        goods,
        pieces,
        Number(fromMinor),
        fromPieces,
        Number(amountMinor),
        shareOf(sharePpm),
        capMinor,
      ),
    );
  const noCap = Number.POSITIVE_INFINITY;
  switch (shape.kind) {
    case 'amountOff':
      return whole(0n, 0, shape.amountMinor, 0, noCap);
    case 'percentOff':
      return whole(0n, 0, 0n, shape.sharePpm, shape.capMinor === null ? noCap : Number(shape.capMinor));
    case 'items':
      return whole(0n, shape.pieces, 0n, shape.sharePpm, noCap);
    case 'threshold':
      return whole(shape.fromMinor, 0, shape.amountMinor, 0, noCap);
  }
}

/** The least that a line of this value may cost, rounded up: the floor holds to the unit. */
function floorOf(goodsMinor: bigint, { coupons }: Policy): bigint {
  return -applyPpm(-goodsMinor, coupons.priceFloorPpm, 'floor');
}

function borne(discount: bigint, bearers: Coupon['bearers']): Record<CouponBearer, bigint> {
  const [merchant = 0n, platform = 0n, creator = 0n] = splitByLargestRemainder(
    discount,
    COUPON_BEARERS.map((bearer) => BigInt(bearers[bearer])),
  );
  return { merchant, platform, creator };
}

function inOrder(coupons: readonly Coupon[], policy: Policy): Coupon[] {
  const rank = (coupon: Coupon) => policy.coupons.applicationOrder.indexOf(coupon.level);
  return [...coupons].sort((a, b) => rank(a) - rank(b));
}

function refuseMalformed(lines: readonly CouponLine[], coupons: readonly Coupon[]): void {
  if (new Set(lines.map(({ id }) => id)).size < lines.length) throw new RangeError('A line comes twice.');
  if (new Set(coupons.map(({ id }) => id)).size < coupons.length)
    throw new RangeError('A coupon comes twice.');
  for (const { goodsMinor, pieces } of lines) {
    if (goodsMinor < 0n) throw new RangeError(`Goods must not be worth ${goodsMinor}.`);
    if (!Number.isSafeInteger(pieces) || pieces < 1)
      throw new RangeError(`A quantity must be a positive integer, not ${pieces}.`);
  }
  for (const { shape, bearers } of coupons) {
    refuseShape(shape);
    const weights = COUPON_BEARERS.map((bearer) => bearers[bearer]);
    if (
      weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0) ||
      weights.every((weight) => weight === 0)
    )
      throw new RangeError('The cost of a coupon is shared by whole weights, not all of them zero.');
  }
}

function refuseShape(shape: CouponShape): void {
  if ('amountMinor' in shape && shape.amountMinor < 0n)
    throw new RangeError(`A coupon cannot take off ${shape.amountMinor}.`);
  if ('sharePpm' in shape && !(shape.sharePpm >= 0 && shape.sharePpm <= 1_000_000))
    throw new RangeError(`A coupon cannot take off ${shape.sharePpm} ppm.`);
  if (shape.kind === 'percentOff' && shape.capMinor !== null && shape.capMinor < 0n)
    throw new RangeError(`A cap cannot be ${shape.capMinor}.`);
}
