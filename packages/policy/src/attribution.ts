/**
 * Rule: where an order counts as coming from: the last touch within the window that is not direct. Its source class
 * (private, public, external) decides about fee and incentive; to which creator a commission belongs is a separate
 * question with its own answer. A paid placement never counts as private.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { addMinutes, daysBetween } from './instants.ts';

type Policy = Pick<PolicyDocument, 'attribution'>;

/** In the order of `attributedClass`: at the same instant an earlier one goes first, so that private never wins a tie. */
export const SOURCE_CLASSES = ['direct', 'public', 'external', 'private'] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];

/** The source of a visit that came from nowhere in particular: a typed address, a bookmark. */
export const DIRECT_SOURCE = 'direct';

export interface AttributionRules {
  readonly windowDays: number;
}

export function attributionRules({ attribution }: Policy): AttributionRules {
  return { windowDays: attribution.windowDays };
}

/** Whether a touch so many days before an order may count for it; one after the order may not. */
export function touchCounts(daysBefore: number, rules: AttributionRules): boolean {
  return daysBefore >= 0 && daysBefore <= rules.windowDays;
}

/**
 * The source class of an order as its place in `SOURCE_CLASSES`: that of the most recent touch that counts, 0 (direct)
 * when none does.
 *
 * @param publicDays days from the last touch of that class to the order; Infinity when there was none. So the others.
 */
export function attributedClass(
  publicDays: number,
  externalDays: number,
  privateDays: number,
  rules: AttributionRules,
): number {
  let found = 0;
  let latest = Number.POSITIVE_INFINITY;
  if (touchCounts(publicDays, rules)) {
    found = 1;
    latest = publicDays;
  }
  if (touchCounts(externalDays, rules) && externalDays < latest) {
    found = 2;
    latest = externalDays;
  }
  if (touchCounts(privateDays, rules) && privateDays < latest) found = 3;
  return found;
}

/** One contact of a visitor with a store. */
export interface Touch {
  readonly id: string;
  readonly at: Date;
  readonly surface: string;
  /** A key of `attribution.sourceClasses`, or `DIRECT_SOURCE`. */
  readonly source: string;
  /** The placement was paid for. */
  readonly isPaid: boolean;
  readonly linkId?: string;
  readonly postId?: string;
  readonly creatorId?: string;
  readonly contactId?: string;
  readonly couponId?: string;
  readonly campaignId?: string;
}

/** A source that the policy does not list is external: nothing counts as private by being unknown. */
export function sourceClass(source: string, isPaid: boolean, { attribution }: Policy): SourceClass {
  if (source === DIRECT_SOURCE) return 'direct';
  const table = attribution.sourceClasses;
  const listed = Object.hasOwn(table, source) ? (table[source] ?? 'external') : 'external';
  return isPaid && listed === 'private' ? 'public' : listed;
}

export interface Attribution {
  readonly sourceClass: SourceClass;
  /** The touch that decided; null for a direct order. */
  readonly touch: Touch | null;
  /** The first touch within the window, direct or not. */
  readonly firstTouch: Touch | null;
  /** The last touch within the window that a creator brought, for the commission. */
  readonly creatorTouch: Touch | null;
  /** The latest touches within the window, oldest first, at most `attribution.pathTouches`. */
  readonly path: readonly Touch[];
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

/** @param touches of one visitor at one store, in any order. */
export function attribute(touches: readonly Touch[], orderedAt: Date, policy: Policy): Attribution {
  const rules = attributionRules(policy);
  const counting = touches
    .filter(({ at }) => touchCounts(daysBetween(at, orderedAt), rules))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const lastOf = (name: SourceClass) =>
    counting.findLast(({ source, isPaid }) => sourceClass(source, isPaid, policy) === name) ?? null;
  const days = (touch: Touch | null) =>
    touch === null ? Number.POSITIVE_INFINITY : daysBetween(touch.at, orderedAt);
  const last = { public: lastOf('public'), external: lastOf('external'), private: lastOf('private') };
  const found =
    SOURCE_CLASSES[attributedClass(days(last.public), days(last.external), days(last.private), rules)] ??
    'direct';
  const touch = found === 'direct' ? null : last[found];
  return {
    sourceClass: found,
    touch,
    firstTouch: counting[0] ?? null,
    creatorTouch: counting.findLast(({ creatorId }) => creatorId !== undefined) ?? null,
    path: counting.slice(-policy.attribution.pathTouches),
    fields: [
      fieldPath('attribution', 'windowDays'),
      ...(touch === null ? [] : [sourceField(touch.source, policy)]),
    ],
  };
}

/** Until when a merchant's pages show no rival's goods to a visitor whom it brought itself. */
export function privateSessionEndsAt(lastPrivateTouchAt: Date, { attribution }: Policy): Date {
  return addMinutes(lastPrivateTouchAt, attribution.privateSessionMinutes);
}

function sourceField(source: string, { attribution }: Policy): string {
  return Object.hasOwn(attribution.sourceClasses, source)
    ? toPointer(['attribution', 'sourceClasses', source])
    : fieldPath('attribution', 'sourceClasses');
}
