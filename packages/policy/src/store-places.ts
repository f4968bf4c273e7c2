/** Rule: how many stores a licence may hold, and how many of them may be young. */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';

export type StorePlaceDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'storesPerLicence' | 'youngStores';
      readonly limit: number;
      /** JSON Pointer of the policy field that decided. */
      readonly field: string;
    };

/**
 * Whether a licence may open one more store.
 *
 * @param held stores that take a place (`STORE_RIGHTS`), as they are under the lock in which the store is opened.
 * @param young those of them younger than `stores.youngStoreDays`.
 */
export function storePlace(
  held: number,
  young: number,
  { stores }: Pick<PolicyDocument, 'stores'>,
): StorePlaceDecision {
  if (held >= stores.storesPerLicence)
    return {
      allowed: false,
      reason: 'storesPerLicence',
      limit: stores.storesPerLicence,
      field: fieldPath('stores', 'storesPerLicence'),
    };
  if (young >= stores.youngStoresPerLicence)
    return {
      allowed: false,
      reason: 'youngStores',
      limit: stores.youngStoresPerLicence,
      field: fieldPath('stores', 'youngStoresPerLicence'),
    };
  return { allowed: true };
}
