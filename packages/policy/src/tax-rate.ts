/** Rule: the tax contained in a price, by the store's country and the category of the goods. */
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';

/**
 * The rate on the net amount, in ppm; `includedTax` (money.ts) takes it out of a gross amount.
 *
 * @param country two capital letters (ISO 3166-1).
 */
export function taxRatePpm(
  country: string,
  category: Category,
  { tax }: Pick<PolicyDocument, 'tax'>,
): number {
  const keys = (typeof category === 'string' ? [category] : category).map((slug) => `${country}/${slug}`);
  const own = byCategory(tax.includedByCountryAndCategoryPpm, keys);
  return own?.value ?? byCategory(tax.includedByCountryPpm, country)?.value ?? tax.includedPpm;
}
