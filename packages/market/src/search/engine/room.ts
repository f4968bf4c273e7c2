type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The same column, or a copy of at least twice its length, so that it has room for `length` entries. */
export function withRoom<T extends Column>(column: T, length: number): T {
  if (column.length >= length) return column;
  const Kind = column.constructor as new (length: number) => T;
  const larger = new Kind(Math.max(length, column.length * 2));
  larger.set(column);
  return larger;
}
