/**
 * What a replay wants to remember from one run to the next, a line of JSON each. The market itself is the truth: what the journal
 * lost, because the program was killed between the market's answer and its line, is found again through the API.
 */
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

export type Entry =
  /** the files that are replayed here, by their digest */
  | { kind: 'record'; digest: string }
  | { kind: 'operatorSecret'; secret: string }
  | { kind: 'operatorKey'; key: string }
  /** a seller may sell: its licence is checked, its store is open */
  | { kind: 'seller'; sellerId: string; licenceId: string; storeId: string }
  | { kind: 'session'; sellerId: string; token: string }
  /** SKU ids, a variant each */
  | { kind: 'goods'; sellerId: string; productId: string; skuIds: string[] }
  /** a step is done, with all that belongs to it */
  | { kind: 'done'; step: string }
  /** the market's ids of an order of the record: its checkout, and an order a seller */
  | { kind: 'placed'; orderId: string; checkoutId: string; orders: Record<string, string> }
  | { kind: 'shipped'; step: string; shipmentId: string }
  /** the market refused a step: the rest of the order is left out */
  | { kind: 'refused'; orderId: string; line: number; reason: string };

export interface Journal {
  /** what earlier runs wrote, in order */
  readonly earlier: readonly Entry[];
  /** Written when it returns; a killed program loses nothing of it. */
  write(entry: Entry): void;
  close(): void;
}

/** Opens the journal, or makes it. Half a line at its end, of a program killed while it wrote, is cut off. */
export function openJournal(file: string): Journal {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(file, end);
  const earlier = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
  // It holds sessions: for its user only.
  const handle = openSync(file, 'a', 0o600);
  return {
    earlier,
    write: (entry) => void writeSync(handle, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(handle),
  };
}
