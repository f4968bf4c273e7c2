/** Instants moved by spans of the policy. A day is 24 hours: deadlines do not depend on anybody's time zone. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const addMinutes = (instant: Date, minutes: number): Date =>
  new Date(instant.getTime() + minutes * MINUTE);
export const addHours = (instant: Date, hours: number): Date => new Date(instant.getTime() + hours * HOUR);
export const addDays = (instant: Date, days: number): Date => new Date(instant.getTime() + days * DAY);

/** Days from one instant to another, with fractions; negative when `to` comes first. */
export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY;
