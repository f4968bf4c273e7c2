/** JSON Pointers (RFC 6901): how a fault, a diff row and an explanation name a place in the document. */

/** ['fees', 'byCategoryPpm', 'books'] -> '/fees/byCategoryPpm/books'. The whole document is ''. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The inverse of `toPointer`; null for a text that is no pointer. */
export function fromPointer(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
