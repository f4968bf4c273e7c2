/**
 * What public traffic is allotted by: searches that many make, all others of a category together, and pages that have places for stores.
 * Each has a name, which is the same in tables, in public prices and on pages.
 */
export type KeywordKind = 'search' | 'category' | 'page';

export interface KeywordName {
  kind: KeywordKind;
  /** the search, the slug of a topmost category, or the page */
  text: string;
}

/** Pages whose places are allotted: the home page, the list of stores, and categories by their slugs. */
export type AllottedPage = 'home' | 'stores' | `category/${string}`;

/** Places that a page gives by allotment: its first ones, as many as the first page of a search shows. Past them it follows relevance. */
export const places = 12;

export const nameOfSearch = (query: string): string => `search/${query}`;
export const nameOfCategory = (slug: string): string => `category/${slug}`;
export const nameOfPage = (page: AllottedPage): string => `page/${page}`;

export function readName(name: string): KeywordName {
  const slash = name.indexOf('/');
  return { kind: name.slice(0, slash) as KeywordKind, text: name.slice(slash + 1) };
}

/** Longest search that can be a keyword; public prices name none above 200 characters. */
const longest = 100;

/** Searches that differ but in width, case, spaces or ends are one. Empty for what cannot be a keyword. */
export function normalisedQuery(text: string): string {
  const query = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return query.length > longest || query.includes('\u0000') ? '' : query;
}

const dayMs = 86_400_000;

/** The UTC day of an instant: `2026-11-22`. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** So many days later, or earlier. */
export const dayPlus = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs));

/** Days from the first to the second. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
