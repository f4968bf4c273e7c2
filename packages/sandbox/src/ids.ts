/** Fills a buffer with random bytes; `crypto.getRandomValues`, or the same bytes again in a test. */
export type Fill = (bytes: Uint8Array) => void;

export interface Ids {
  /** A name nobody can guess, 128 random bits: whoever knows a payment's may open its page. */
  next(prefix: 'pay' | 'ref' | 'evt'): string;
  /** Digits as a payment slip carries them: 19 random ones and a check digit. */
  slipNumber(): string;
}

export function randomIds(fill: Fill): Ids {
  const random = (count: number): Uint8Array => {
    const bytes = new Uint8Array(count);
    fill(bytes);
    return bytes;
  };
  return {
    next: (prefix) => `${prefix}_${Buffer.from(random(16)).toString('hex')}`,
    slipNumber() {
      const digits = Array.from(random(19), (byte) => byte % 10);
      const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
      return [...digits, (10 - (sum % 10)) % 10].join('');
    },
  };
}
