import { randomFillSync } from 'node:crypto';

/** Makes ids. Passed in, so that a test can make the same ids again. */
export interface IdSource {
  /** A UUIDv7 (RFC 9562) of this instant; ids of one source grow strictly. */
  next(at: Date): string;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * UUIDv7 by RFC 9562 section 6.2, method 2: 48 bits of time, then 74 random bits that are raised by a random step while the
 * millisecond stays the same, so that ids made by one process sort as they were made.
 */
export function uuidv7Source(
  fill: (bytes: Uint8Array) => void = (bytes) => void randomFillSync(bytes),
): IdSource {
  let lastMillisecond = -1;
  const pool = new Uint8Array(4096);
  let used = pool.length;
  let high = 0; // 12 bits beside the version
  let middle = 0; // 30 bits beside the variant
  const take = (count: number): number => {
    if (used + count > pool.length) {
      fill(pool);
      used = 0;
    }
    let value = 0;
    for (let at = 0; at < count; at += 1) value = value * 256 + (pool[used + at] as number);
    used += count;
    return value;
  };
  return {
    next(at: Date): string {
      const asked = at.getTime();
      if (asked > lastMillisecond || asked < lastMillisecond - 10_000) {
        lastMillisecond = asked;
        high = take(2) & 0x7ff; // the top bit stays free, so that a busy millisecond does not overflow
        middle = take(4) & 0x3fffffff;
      } else {
        middle += 1 + (take(2) & 0xffff);
        if (middle > 0x3fffffff) {
          middle &= 0x3fffffff;
          high += 1;
          if (high > 0xfff) {
            high &= 0x7ff;
            lastMillisecond += 1;
          }
        }
      }
      const low = take(4);
      const ms = lastMillisecond;
      const top = Math.floor(ms / 0x10000);
      const bottom = ms % 0x10000;
      const variant = 0x80000000 | middle;
      return (
        `${hex[(top >>> 24) & 255]}${hex[(top >>> 16) & 255]}${hex[(top >>> 8) & 255]}${hex[top & 255]}-` +
        `${hex[bottom >>> 8]}${hex[bottom & 255]}-` +
        `${hex[0x70 | (high >>> 8)]}${hex[high & 255]}-` +
        `${hex[(variant >>> 24) & 255]}${hex[(variant >>> 16) & 255]}-` +
        `${hex[(variant >>> 8) & 255]}${hex[variant & 255]}` +
        `${hex[(low >>> 24) & 255]}${hex[(low >>> 16) & 255]}${hex[(low >>> 8) & 255]}${hex[low & 255]}`
      );
    },
  };
}

/** The UUID without bits; `store_id` of what belongs to no store. */
export const nilUuid = '00000000-0000-0000-0000-000000000000';
