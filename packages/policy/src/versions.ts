/**
 * Versions of the policy document. A version is never changed: a change makes a new one with author, reason and start,
 * and a rollback is a change like any other. Which version is in force follows from the versions and the instant alone.
 */
import { digest } from './canonical-json.ts';
import { withoutRetired } from './document/retired.ts';
import { defaultDocument, type PolicyDocument, parseDocument } from './document.ts';
import type { Fault } from './fields/faults.ts';
import { type Text, text } from './fields/text.ts';

export interface PolicyVersion {
  /** 1, 2, 3, ... without gaps. */
  readonly number: number;
  readonly document: PolicyDocument;
  /** SHA-256 of the canonical JSON of the document as it was stored. */
  readonly digest: string;
  readonly author: string;
  readonly reason: string;
  readonly createdAt: Date;
  /** From this instant on; until then the version is scheduled. */
  readonly startsAt: Date;
  /** The number of the version whose document this one brings back. */
  readonly rollbackOf?: number;
}

/** Who changes the policy, why, when, and from when on. */
export interface Change {
  readonly author: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly startsAt: Date;
}

export type VersionResult =
  | {
      readonly ok: true;
      readonly version: PolicyVersion;
      /** JSON Pointers of fields that the given document lacked and that took their defaults. */
      readonly filled: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * The version in force at an instant: the one that started last, and of several with the same start the highest number.
 * So a scheduled change is withdrawn by a newer version with the same start.
 *
 * @returns null before the first version starts.
 */
export function currentAt(versions: Iterable<PolicyVersion>, instant: Date): PolicyVersion | null {
  let current: PolicyVersion | null = null;
  for (const version of versions)
    if (version.startsAt <= instant && (current === null || startsLater(version, current))) current = version;
  return current;
}

/** The versions that will come into force after an instant, the next one first; withdrawn ones will not. */
export function scheduledAfter(versions: Iterable<PolicyVersion>, instant: Date): PolicyVersion[] {
  const all = [...versions];
  return all
    .filter((version) => version.startsAt > instant && currentAt(all, version.startsAt) === version)
    .sort((a, b) => (startsLater(a, b) ? 1 : -1));
}

/** Version 1: the default document. */
export function firstVersion(change: Change): VersionResult {
  return nextVersion([], defaultDocument, change);
}

/**
 * The version that follows `versions` with this document; its faults when the document or the change is not sound.
 * Two people who do this at once get the same number: whoever stores versions keeps the number unique, and the second
 * one tries again from what is stored then.
 */
export function nextVersion(
  versions: Iterable<PolicyVersion>,
  document: unknown,
  change: Change,
): VersionResult {
  const parsed = parseDocument(document);
  const faults = [...changeFaults(change), ...(parsed.ok ? [] : parsed.faults)];
  if (!parsed.ok || faults.length > 0) return { ok: false, faults };
  const number = 1 + Math.max(0, ...[...versions].map((version) => version.number));
  return {
    ok: true,
    version: { number, document: parsed.document, digest: digest(parsed.document), ...picked(change) },
    filled: parsed.filled,
  };
}

/** A new version with the document of version `to`. The versions between stay what they were. */
export function rollback(versions: Iterable<PolicyVersion>, to: number, change: Change): VersionResult {
  const all = [...versions];
  const target = all.find(({ number }) => number === to);
  if (target === undefined) return { ok: false, faults: [{ path: '/rollbackOf', reason: NO_SUCH_VERSION }] };
  const next = nextVersion(all, target.document, change);
  return next.ok ? { ...next, version: { ...next.version, rollbackOf: to } } : next;
}

/** A version as it lies in a store: the document is whatever JSON was written, perhaps years ago. */
export type StoredVersion = Omit<PolicyVersion, 'document'> & { readonly document: unknown };

/**
 * Reads a stored version: refuses a document that is not the one its digest names, and fills in fields that are newer
 * than the document; fields that were retired since are passed over. The digest stays that of the document as stored.
 */
export function loadVersion(stored: StoredVersion): VersionResult {
  if (digest(stored.document) !== stored.digest)
    return { ok: false, faults: [{ path: '', reason: WRONG_DIGEST }] };
  const parsed = parseDocument(withoutRetired(stored.document));
  return parsed.ok
    ? { ok: true, version: { ...stored, document: parsed.document }, filled: parsed.filled }
    : parsed;
}

const NO_SUCH_VERSION = text('没有这个版本。', 'この版はありません。', 'There is no such version.');
const WRONG_DIGEST = text(
  '文档与其摘要不符，可能已被改动。',
  '文書がダイジェストと一致しません。改変された可能性があります。',
  'The document does not match its digest; it may have been altered.',
);
const EMPTY = text('不能为空。', '空にはできません。', 'Must not be empty.');
const NO_INSTANT = text('不是有效的时间。', '有効な日時ではありません。', 'Is not a valid time.');
const STARTS_IN_THE_PAST = text(
  '生效时间不能早于创建时间。',
  '開始日時は作成日時より前にできません。',
  'The start must not lie before the creation.',
);

function changeFaults({ author, reason, createdAt, startsAt }: Change): Fault[] {
  const faults: [string, boolean, Text][] = [
    ['/author', author.trim() === '', EMPTY],
    ['/reason', reason.trim() === '', EMPTY],
    ['/createdAt', Number.isNaN(createdAt.getTime()), NO_INSTANT],
    ['/startsAt', Number.isNaN(startsAt.getTime()), NO_INSTANT],
    ['/startsAt', startsAt < createdAt, STARTS_IN_THE_PAST],
  ];
  return faults.flatMap(([path, applies, why]) => (applies ? [{ path, reason: why }] : []));
}

function picked({ author, reason, createdAt, startsAt }: Change): Change {
  return { author, reason, createdAt, startsAt };
}

function startsLater(a: PolicyVersion, b: PolicyVersion): boolean {
  return a.startsAt > b.startsAt || (a.startsAt.getTime() === b.startsAt.getTime() && a.number > b.number);
}
