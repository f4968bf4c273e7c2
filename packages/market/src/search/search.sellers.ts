import type { LocalText } from '../catalogue/catalogue.tables.ts';
import { TextIndex } from './engine/text.index.ts';

/** A store, and the merchant that answers for it. */
export interface SellerRow {
  id: string;
  sells: boolean;
  names: LocalText;
  slug: string;
  licence_id: string;
  legal_name: string;
}

export interface FoundNames {
  /** best first */
  ids: string[];
  corrections: { from: string; to: string }[];
}

/** Names of things, each found by the words of its names in all languages, as titles are. */
export class NameIndex {
  readonly #texts = new TextIndex();
  readonly #ids: string[] = [];
  readonly #documents = new Map<string, number>();

  /** @param rest what else it is found by, at a lesser weight */
  put(id: string, names: readonly string[], rest: readonly string[] = []): void {
    this.drop(id);
    const document = this.#texts.add(names, rest);
    this.#ids[document] = id;
    this.#documents.set(id, document);
  }

  drop(id: string): void {
    const former = this.#documents.get(id);
    if (former !== undefined) this.#texts.remove(former);
    this.#documents.delete(id);
  }

  /** At most `most`; those that have all the words before those that have some. */
  find(text: string, most: number): FoundNames {
    const { hits, corrections } = this.#texts.search(text, { limit: most });
    return { ids: hits.map(({ document }) => this.#ids[document] as string), corrections };
  }
}

/** Stores that sell, by their names, and the merchants that have such, by theirs. */
export class SellerIndex {
  readonly stores = new NameIndex();
  readonly accounts = new NameIndex();
  readonly #known = new Map<string, SellerRow>();
  /** by merchant: its stores that sell */
  readonly #selling = new Map<string, Set<string>>();

  note(row: SellerRow): void {
    const former = this.#known.get(row.id);
    this.#known.set(row.id, row);
    if (row.sells) this.stores.put(row.id, Object.values(row.names), [row.slug]);
    else this.stores.drop(row.id);

    const selling = this.#selling.get(row.licence_id) ?? new Set();
    this.#selling.set(row.licence_id, selling);
    const wasSelling = selling.size > 0;
    if (row.sells) selling.add(row.id);
    else selling.delete(row.id);
    if (selling.size === 0) this.accounts.drop(row.licence_id);
    else if (!wasSelling || former?.legal_name !== row.legal_name)
      this.accounts.put(row.licence_id, [row.legal_name]);
  }
}
