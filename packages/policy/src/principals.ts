/**
 * Rule: who is one and the same. Parties (licences, buyers) that share a strong link are one principal, through any chain
 * of such links (union-find); a weak link merges nobody and only counts in the scorecard.
 */
import type { PolicyDocument } from './document.ts';

export type LinkKind = PolicyDocument['fraud']['strongLinks'][number];

export interface LinkedParty {
  readonly id: string;
  /** What the party is known by; values are compared as they are, so the caller normalises and hashes them. */
  readonly links: readonly { readonly kind: LinkKind; readonly value: string }[];
}

/** A value that several parties share. */
export interface SharedLink {
  readonly kind: LinkKind;
  readonly value: string;
  /** Sorted. */
  readonly parties: readonly string[];
}

export interface Principals {
  /** The principal of each party: the smallest id among those merged with it. */
  readonly principalOf: ReadonlyMap<string, string>;
  /** The strong links that merged, as evidence; sorted by kind and value. */
  readonly merges: readonly SharedLink[];
  /** Weak links between different principals; sorted by kind and value. */
  readonly weakLinks: readonly SharedLink[];
}

/** The result does not depend on the order of the parties or of their links. @throws RangeError for a party twice. */
export function principals(
  parties: readonly LinkedParty[],
  { fraud }: Pick<PolicyDocument, 'fraud'>,
): Principals {
  const sets = new DisjointSets(parties.map(({ id }) => id));
  const shared = sharedLinks(parties);
  const merges = shared.filter(({ kind }) => fraud.strongLinks.includes(kind));
  for (const { parties: ids } of merges) for (const id of ids.slice(1)) sets.merge(ids[0] ?? id, id);
  const principalOf = sets.smallestOfEach();
  return {
    principalOf,
    merges,
    weakLinks: shared.filter(
      ({ kind, parties: ids }) =>
        fraud.weakLinks.includes(kind) &&
        ids.some((id) => principalOf.get(id) !== principalOf.get(ids[0] ?? id)),
    ),
  };
}

/** Every value that at least two parties have, in a fixed order. */
function sharedLinks(parties: readonly LinkedParty[]): SharedLink[] {
  const byLink = new Map<string, { kind: LinkKind; value: string; parties: Set<string> }>();
  for (const { id, links } of parties)
    for (const { kind, value } of links) {
      const key = `${kind} ${value}`;
      const link = byLink.get(key) ?? { kind, value, parties: new Set<string>() };
      link.parties.add(id);
      byLink.set(key, link);
    }
  return [...byLink]
    .filter(([, link]) => link.parties.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, value, parties: ids }]) => ({ kind, value, parties: [...ids].sort() }));
}

/** Disjoint sets with path halving, merged by size: almost constant time a step. */
class DisjointSets {
  readonly #ids: readonly string[];
  readonly #index: ReadonlyMap<string, number>;
  readonly #parent: Uint32Array;
  readonly #size: Uint32Array;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.#index = new Map(ids.map((id, index) => [id, index]));
    if (this.#index.size < ids.length) throw new RangeError('A party comes twice.');
    this.#parent = Uint32Array.from(ids, (_, index) => index);
    this.#size = new Uint32Array(ids.length).fill(1);
  }

  merge(a: string, b: string): void {
    let small = this.#root(this.#index.get(a) ?? 0);
    let large = this.#root(this.#index.get(b) ?? 0);
    if (small === large) return;
    if (this.#sizeOf(small) > this.#sizeOf(large)) [small, large] = [large, small];
    this.#parent[small] = large;
    this.#size[large] = this.#sizeOf(large) + this.#sizeOf(small);
  }

  smallestOfEach(): Map<string, string> {
    const smallest = new Map<number, string>();
    for (const [index, id] of this.#ids.entries()) {
      const root = this.#root(index);
      const known = smallest.get(root);
      if (known === undefined || id < known) smallest.set(root, id);
    }
    return new Map(this.#ids.map((id, index) => [id, smallest.get(this.#root(index)) ?? id]));
  }

  #root(index: number): number {
    let at = index;
    let parent = this.#parent[at] ?? at;
    while (parent !== at) {
      const above = this.#parent[parent] ?? parent;
      this.#parent[at] = above;
      at = above;
      parent = this.#parent[at] ?? at;
    }
    return at;
  }

  #sizeOf(root: number): number {
    return this.#size[root] ?? 0;
  }
}
