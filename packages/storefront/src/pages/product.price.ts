import type { View } from '../http/view.ts';
import type { Product } from './product.tsx';

export type Sku = Product['skus'][number];

/**
 * Freight of one piece bought alone, in minor units: the variant's own, else the store's for an order, which is free from a
 * certain value on. It is what the page promises before there is a cart; what an order really costs, the API says.
 */
export function freightOfOne(product: Product, sku: Sku): number {
  if (sku.freightMinor !== null) return sku.freightMinor;
  const { freightMinor, freightFreeFromMinor } = product.store;
  return freightFreeFromMinor !== null && sku.priceMinor >= freightFreeFromMinor ? 0 : freightMinor;
}

/** The terms of freight in a sentence. */
export function freightTerms(view: View, product: Product, sku: Sku): string {
  const { t } = view;
  const { freightMinor, freightFreeFromMinor } = product.store;
  const amount = (minor: number) => view.money(minor, product.currency);
  if (sku.freightMinor !== null) {
    return sku.freightMinor === 0
      ? t('freight.free')
      : t('freight.eachPiece', { amount: amount(sku.freightMinor) });
  }
  if (freightMinor === 0) return t('freight.free');
  return freightFreeFromMinor === null
    ? t('freight.eachOrder', { amount: amount(freightMinor) })
    : t('freight.freeFrom', { amount: amount(freightMinor), from: amount(freightFreeFromMinor) });
}
