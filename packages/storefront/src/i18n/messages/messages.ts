import type { en } from './en/index.ts';

export type Messages = typeof en;

/** The same keys with texts of another language. */
export type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> };
