/**
 * JSON with money: an amount is a bigint in here and an integer in JSON. Fields whose names end in `Minor`
 * are money, in the journal as in the API, so that one rule reads and writes both.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? safeInteger(field) : field,
  );
}

/** Throws a SyntaxError where the text is not JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (name, field: unknown) =>
    typeof field === 'number' && name.endsWith('Minor') ? BigInt(field) : field,
  );
}

function safeInteger(amount: bigint): number {
  const integer = Number(amount);
  if (!Number.isSafeInteger(integer)) throw new RangeError(`${amount} does not fit an integer of JSON`);
  return integer;
}
