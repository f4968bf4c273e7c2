import type { Fault, PolicyDocument, Text } from '@hazumi/policy';

export interface DocumentChange {
  /** JSON pointer to a field, an entry of a table, or a place in a list ('-' is the place after the last) */
  path: string;
  /** absent: the entry is taken out */
  value?: unknown;
}

const noSuchPlace: Text = {
  'zh-CN': '规则文档中没有这个位置。',
  ja: 'ポリシー文書にこの場所はありません。',
  en: 'The policy document has no such place.',
};

/**
 * The document with these changes made in their order, not yet checked against its schema; or a fault for each change that has no
 * place to be made at.
 */
export function withChanges(
  document: PolicyDocument,
  changes: readonly DocumentChange[],
): { ok: true; document: unknown } | { ok: false; faults: Fault[] } {
  const copy: unknown = structuredClone(document);
  const faults = changes.flatMap((change) =>
    apply(copy, change) ? [] : [{ path: change.path, reason: noSuchPlace }],
  );
  return faults.length === 0 ? { ok: true, document: copy } : { ok: false, faults };
}

/** Whether `pointer` names the place of `path` or one inside it. */
export function isWithin(pointer: string, path: string): boolean {
  return pointer === path || pointer.startsWith(`${path}/`);
}

function apply(root: unknown, change: DocumentChange): boolean {
  const keys = keysOf(change.path);
  const last = keys?.pop();
  if (keys === undefined || last === undefined) return false;
  let parent: unknown = root;
  for (const key of keys) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return false;
    parent = (parent as Record<string, unknown>)[key];
  }
  if (Array.isArray(parent)) return applyToList(parent, last, change.value);
  if (typeof parent !== 'object' || parent === null || last === '__proto__') return false;
  const record = parent as Record<string, unknown>;
  if (change.value !== undefined) {
    record[last] = change.value;
    return true;
  }
  if (!Object.hasOwn(record, last)) return false;
  delete record[last];
  return true;
}

function applyToList(list: unknown[], key: string, value: unknown): boolean {
  if (key === '-' && value !== undefined) return list.push(value) > 0;
  if (!/^(?:0|[1-9]\d{0,5})$/.test(key) || Number(key) >= list.length) return false;
  if (value === undefined) list.splice(Number(key), 1);
  else list[Number(key)] = value;
  return true;
}

/** RFC 6901: '/a/b~1c' -> ['a', 'b/c']; undefined for a text that is no pointer. */
function keysOf(pointer: string): string[] | undefined {
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
