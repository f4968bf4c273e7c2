import type { Chance } from '../chance.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** Days of trade that the story tells. */
export const storyDays = 90;

/** When the story begins and ends. Day 0 begins at `start`; the last day ends now. */
export interface Span {
  start: number;
  end: number;
}

export const spanUntil = (now: Date): Span => {
  const end = Math.floor(now.getTime() / 60_000) * 60_000;
  return { start: end - storyDays * dayMs, end };
};

/** The day of the week in China, 0 Sunday to 6 Saturday. */
const weekday = (at: number): number => new Date(at + 8 * hourMs).getUTCDay();

/** How busy a day is beside others: growth, weekends, a festival of shopping with a lull before and after. */
export function busynessOf(day: number, span: Span): number {
  const growth = 0.3 + 0.9 * (day / storyDays) ** 1.15;
  const week = [1.18, 0.9, 0.92, 0.96, 1, 1.06, 1.24][weekday(span.start + (day + 0.5) * dayMs)] as number;
  const festival = ({ 58: 0.8, 59: 0.75, 60: 1.9, 61: 1.7, 62: 0.8 } as Record<number, number>)[day] ?? 1;
  return growth * week * festival;
}

/** Orders of each day: whole numbers that add up to `total`. */
export function ordersByDay(total: number, span: Span): number[] {
  const weights = Array.from({ length: storyDays }, (_, day) => busynessOf(day, span));
  const sum = weights.reduce((a, b) => a + b, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const until = Math.round((total * before) / sum);
    const today = until - given;
    given = until;
    return today;
  });
}

/** How much is bought in each hour of the shopper's own day: lunch, and a peak in the evening. */
const hours = [8, 4, 2, 1, 1, 2, 5, 11, 18, 24, 28, 30, 36, 31, 26, 25, 26, 28, 32, 44, 62, 70, 52, 24];

/** An instant of this day of the story at which somebody so many hours ahead of UTC shops. */
export function shoppingTime(chance: Chance, day: number, span: Span, hoursAhead: number): number {
  const hour = chance.weighted([...hours.keys()], (at) => hours[at] as number);
  const dayStart = span.start + day * dayMs;
  const localHour = (hour - hoursAhead + 24) * hourMs + chance.next() * hourMs;
  const offset = (((localHour - (dayStart % dayMs)) % dayMs) + dayMs) % dayMs;
  return Math.floor(dayStart + offset);
}

/** A working hour at or after an instant, where the maker works: a parcel packed at night leaves in the morning. */
export function workingTime(at: number, hoursAhead: number, chance: Chance): number {
  const local = at + hoursAhead * hourMs;
  const hour = Math.floor((local % dayMs) / hourMs);
  if (hour >= 9 && hour < 18) return Math.floor(at);
  const midnight = local - (local % dayMs) + (hour < 9 ? 0 : dayMs);
  return Math.floor(midnight + (9 + chance.next() * 2.5) * hourMs - hoursAhead * hourMs);
}

/** The Thursdays of the story at eight in the evening in China, when the private group opens its purchase. */
export function groupEvenings(span: Span, fromDay: number): number[] {
  const evenings: number[] = [];
  for (let day = fromDay; day < storyDays; day += 1) {
    const noon = span.start + (day + 0.5) * dayMs;
    const localMidnight = noon + 8 * hourMs - ((noon + 8 * hourMs) % dayMs) - 8 * hourMs;
    const evening = localMidnight + 20 * hourMs;
    if (weekday(evening) === 4 && evening < span.end - hourMs && evening > span.start) evenings.push(evening);
  }
  return [...new Set(evenings)];
}
