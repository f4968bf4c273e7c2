/**
 * An inverted index of short texts, in memory. Documents are only ever added; a change of one is a removal and a new one, so that a
 * reader never meets half a document. `terms` of a document keep their order, which phrases and ranking look at.
 *
 * Memory: some 4 bytes an occurrence here and 4 in the postings: about 120 bytes for a title.
 */
export class InvertedIndex {
  /** terms by number */
  readonly terms: string[] = [];
  /** in how many documents a term is, by number; removed documents count until the next rebuild */
  readonly documentsWith: number[] = [];
  /** number of documents, the removed among them */
  size = 0;
  removedCount = 0;
  /** counts documents that came or went */
  changes = 0;
  /** by number of term: at which change a document came that has it, or went that had it in its title */
  readonly changedAt: number[] = [];

  readonly #numbers = new Map<string, number>();
  #postings: Uint32Array[] = [];
  #sequence = new Uint32Array(1 << 16);
  #starts = new Uint32Array(1 << 12);
  #removed = new Uint8Array(1 << 12);
  #used = 0;
  #leadTotal = 0;

  /** terms a title, on average */
  get averageLength(): number {
    return this.size === 0 ? 1 : this.#leadTotal / this.size;
  }

  /** The number of a term, or undefined where no document ever had it. */
  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /**
   * Adds a document and returns its number.
   * @param lead terms of the title; ranking looks at these
   * @param rest terms of all else that is searched; they find, and weigh little
   */
  add(lead: readonly string[], rest: readonly string[] = []): number {
    const document = this.size;
    this.changes += 1;
    this.#makeRoom(document, lead.length);
    this.#starts[document] = this.#used;
    for (const term of lead) {
      const number = this.#number(term);
      this.#sequence[this.#used] = number;
      this.#used += 1;
      this.#post(number, document, 0);
    }
    for (const term of rest) this.#post(this.#number(term), document, 1);
    this.#leadTotal += lead.length;
    this.size += 1;
    this.#starts[this.size] = this.#used;
    return document;
  }

  remove(document: number): void {
    if (document >= this.size || this.isRemoved(document)) return;
    this.#removed[document] = 1;
    this.removedCount += 1;
    this.changes += 1;
    for (let at = this.start(document); at < this.leadEnd(document); at += 1)
      this.changedAt[this.#sequence[at] as number] = this.changes;
  }

  isRemoved(document: number): boolean {
    return this.#removed[document] === 1;
  }

  /**
   * Documents that have the term, rising, the removed among them: each as twice its number, plus one where the term is only outside
   * of the title. The first `documentsWith[term]` entries count.
   */
  postings(term: number): Uint32Array {
    return this.#postings[term] as Uint32Array;
  }

  /** Where the terms of a document's title begin and end in `sequence`. */
  start(document: number): number {
    return this.#starts[document] as number;
  }
  leadEnd(document: number): number {
    return this.#starts[document + 1] as number;
  }
  get sequence(): Uint32Array {
    return this.#sequence;
  }

  /** Terms that begin so. Reads all of them: for what is seldom asked. */
  beginningWith(prefix: string): number[] {
    const found: number[] = [];
    this.terms.forEach((term, number) => {
      if (term.startsWith(prefix)) found.push(number);
    });
    return found;
  }

  /** Whether these terms stand one behind the other in the title of some document; looks at no more than `most` documents. */
  areNeighbours(terms: readonly number[], most = 2_000): boolean {
    const rarest = this.rarest(terms);
    const postings = this.postings(rarest);
    const count = Math.min(most, this.documentsWith[rarest] ?? 0);
    for (let at = 0; at < count; at += 1) {
      if (this.phraseAt((postings[at] as number) >>> 1, terms) >= 0) return true;
    }
    return false;
  }

  /** The term that the fewest documents have. */
  rarest(terms: readonly number[]): number {
    return terms.reduce((least, term) =>
      (this.documentsWith[term] ?? 0) < (this.documentsWith[least] ?? 0) ? term : least,
    );
  }

  /** Where in the title these terms stand one behind the other, from its start; -1: nowhere. */
  phraseAt(document: number, terms: readonly number[]): number {
    const begin = this.start(document);
    const last = this.leadEnd(document) - terms.length;
    for (let at = begin; at <= last; at += 1) {
      let same = 0;
      while (same < terms.length && this.#sequence[at + same] === terms[same]) same += 1;
      if (same === terms.length) return at - begin;
    }
    return -1;
  }

  #number(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.terms.length;
    this.#numbers.set(term, number);
    this.terms.push(term);
    this.documentsWith.push(0);
    this.changedAt.push(0);
    this.#postings.push(new Uint32Array(2));
    return number;
  }

  #post(term: number, document: number, isRest: 0 | 1): void {
    this.changedAt[term] = this.changes;
    const count = this.documentsWith[term] as number;
    let postings = this.#postings[term] as Uint32Array;
    if (count > 0 && (postings[count - 1] as number) >>> 1 === document) return;
    if (count === postings.length) {
      const larger = new Uint32Array(Math.ceil(count * 1.6));
      larger.set(postings);
      this.#postings[term] = larger;
      postings = larger;
    }
    postings[count] = document * 2 + isRest;
    this.documentsWith[term] = count + 1;
  }

  #makeRoom(document: number, terms: number): void {
    if (document + 1 >= this.#starts.length) {
      const length = this.#starts.length * 2;
      this.#starts = grown(this.#starts, new Uint32Array(length));
      this.#removed = grown(this.#removed, new Uint8Array(length));
    }
    while (this.#used + terms > this.#sequence.length)
      this.#sequence = grown(this.#sequence, new Uint32Array(this.#sequence.length * 2));
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
