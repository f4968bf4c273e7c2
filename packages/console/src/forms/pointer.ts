/** JSON pointers (RFC 6901) into a form's document: they name a field in the page and in the request that comes of it. */

export type Document = { [name: string]: unknown };

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pathOfPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer; undefined where the way there is missing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let at: unknown = document;
  for (const part of pathOfPointer(pointer)) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Document)[part];
  }
  return at;
}

/** A copy of the document with the value put at the pointer. Lists stay lists; undefined takes the value away. */
export function withValueAt<T>(document: T, pointer: string, value: unknown): T {
  return put(document, pathOfPointer(pointer), value) as T;
}

function put(at: unknown, [part, ...rest]: readonly string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(at)) {
    const copy = [...at];
    copy[Number(part)] = put(copy[Number(part)], rest, value);
    return copy;
  }
  const copy: Document = { ...(at as Document | undefined) };
  const put1 = put(copy[part], rest, value);
  if (put1 === undefined) delete copy[part];
  else copy[part] = put1;
  return copy;
}

/** The id of the input of a field, which labels and the list of faults lead to. */
export function fieldId(form: string, pointer: string): string {
  return `${form}${pointer.replaceAll(/[^\w-]/g, '-')}`;
}
