/** How a table by category is read: the category itself, else the nearest one above it that has an entry. */

/**
 * A category by its slug, or its path from the leaf to the root: `['novels', 'books']`. With the path, a category without
 * an entry of its own takes that of the nearest one above.
 */
export type Category = string | readonly string[];

/** The entry that counts for a category, with its key; null when neither it nor one above it has any. */
export function byCategory<T>(
  table: Readonly<Record<string, T>>,
  category: Category,
): { readonly slug: string; readonly value: T } | null {
  for (const slug of typeof category === 'string' ? [category] : category) {
    // A slug is data: 'constructor' must not find what every object inherits.
    const value = Object.hasOwn(table, slug) ? table[slug] : undefined;
    if (value !== undefined) return { slug, value };
  }
  return null;
}
