/** Days of the market's calendar: UTC, written `2026-11-16`. */

export const dayMs = 86_400_000;

/** The day in which an instant lies. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** The first instant of a day. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The first instant after a day. */
export const endOf = (day: string): Date => new Date(startOf(day).getTime() + dayMs);

/** The day so many days later; earlier, where it is negative. */
export const plusDays = (day: string, days: number): string =>
  dayOf(new Date(startOf(day).getTime() + days * dayMs));

/** The Monday of the week in which an instant lies. Weeks of the loop's panel and of the experiments begin on Mondays. */
export function mondayOf(instant: Date): string {
  const day = dayOf(instant);
  return plusDays(day, -((startOf(day).getUTCDay() + 6) % 7));
}

/** The days from `from` up to the instant `to`. */
export interface Span {
  from: Date;
  to: Date;
}

/** The window of so many days that ends with this day. */
export const windowOf = (day: string, days: number): Span => ({
  from: startOf(plusDays(day, 1 - days)),
  to: endOf(day),
});
