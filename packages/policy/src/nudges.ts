/**
 * Nudges: small random changes whose sum over all is nothing. The formula is the dither's of exposure: each amount moves by
 * A (s - m) / (1 + |m|), A the amplitude, s its draw in -1..1, m the mean draw weighted by amount. So what is paid out in all does not
 * depend on the draws, and nobody's amount moves by more than A.
 */
import { splitByLargestRemainder } from './money.ts';

/** Parts of a draw that are told apart; amounts are weighted in whole numbers, so that they sum exactly. */
const FINE = 1_000_000;

/**
 * The varied amounts; they sum to what the plain ones sum to, to the last minor unit.
 *
 * @param plain what each would get without the nudge, in minor units, none negative
 * @param draws each one's draw, -1 to 1; 0 for those that stay out
 * @param amplitudePpm the largest share by which an amount moves
 * @throws RangeError for a negative amount, a draw beyond its range or lists of unequal length
 */
export function neutralAmounts(
  plain: readonly bigint[],
  draws: readonly number[],
  amplitudePpm: number,
): bigint[] {
  if (plain.length !== draws.length) throw new RangeError('each amount has one draw');
  let total = 0n;
  let moved = 0;
  plain.forEach((amount, at) => {
    const draw = draws[at] as number;
    if (amount < 0n) throw new RangeError('an amount is negative');
    if (!(draw >= -1 && draw <= 1)) throw new RangeError('a draw lies beyond -1..1');
    total += amount;
    moved += Number(amount) * draw;
  });
  if (total === 0n) return plain.map(() => 0n);
  const mean = moved / Number(total);
  const scale = amplitudePpm / 1_000_000 / (1 + Math.abs(mean));
  const weights = plain.map(
    (amount, at) => amount * BigInt(Math.round(FINE * (1 + scale * ((draws[at] as number) - mean)))),
  );
  return splitByLargestRemainder(total, weights);
}
