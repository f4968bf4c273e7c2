/**
 * The part of an address behind the question mark, as names and texts. The router's own way would write texts that look like numbers in
 * quotation marks, and nobody could type an order's number into the address.
 */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const named = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(named).toString();
  return text === '' ? '' : `?${text}`;
}
