import type { View } from '../http/view.ts';
import type { Product } from './product.tsx';

type Sku = Product['skus'][number];

/** One value of one option, and the variant that choosing it leads to. */
export interface Choice {
  text: string;
  lang: string | undefined;
  sku: Sku;
  isChosen: boolean;
}

/** The variant a page shows unless told: the first that can be had. */
export function defaultSku(skus: readonly Sku[]): Sku | undefined {
  return skus.find((sku) => sku.availability.inStock) ?? skus[0];
}

const keyOf = (option: Sku['options'][number] | undefined): string => JSON.stringify(option ?? null);

/**
 * For each option (colour, size, ...) its values in the order of the variants, each with the variant that has it and is otherwise
 * most like the chosen one; among equals, one that is in stock.
 */
export function choicesOf(view: View, product: Product, chosen: Sku): { name: string; choices: Choice[] }[] {
  return product.optionNames.map((name, option) => {
    const best = new Map<string, Sku>();
    for (const sku of product.skus) {
      const key = keyOf(sku.options[option]);
      const before = best.get(key);
      if (before === undefined || likeness(sku, chosen) > likeness(before, chosen)) best.set(key, sku);
    }
    const choices = [...best].map(([key, sku]) => {
      const texts = sku.options[option] ?? {};
      return {
        text: view.text(texts),
        lang: view.langOf(texts),
        sku,
        isChosen: key === keyOf(chosen.options[option]),
      };
    });
    return { name: view.text(name), choices };
  });
}

function likeness(sku: Sku, chosen: Sku): number {
  let same = sku.availability.inStock ? 0.5 : 0;
  for (const [index, option] of sku.options.entries()) {
    if (keyOf(option) === keyOf(chosen.options[index])) same += 1;
  }
  return same;
}
