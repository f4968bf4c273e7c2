import { PostingLists } from './postings.ts';
import { withRoom } from './room.ts';
import { Vocabulary } from './vocabulary.ts';

/** Titles of more terms count as being of so many. */
const longest = 254;

/**
 * An inverted index of short texts, in memory. Documents are only ever added; a change of one is a removal and a new one, so that a
 * reader never meets half a document. `terms` of a document keep their order, which phrases and ranking look at.
 *
 * All of it lies in a few large arrays: some 4 bytes an occurrence in a title here, and about 6 a posting.
 */
export class InvertedIndex {
  /** number of documents, the removed among them */
  size = 0;
  removedCount = 0;
  /** counts documents that came or went */
  changes = 0;

  readonly #vocabulary = new Vocabulary();
  readonly #postings = new PostingLists();
  #changedAt = new Uint32Array(1 << 10);
  #sequence = new Uint32Array(1 << 16);
  #starts = new Uint32Array(1 << 10);
  /** terms of each title, plus one; 0: the document may not be found */
  #lengths = new Uint8Array(1 << 10);
  #removed = new Uint8Array(1 << 10);
  #used = 0;
  #leadTotal = 0;

  /** terms a title, on average */
  get averageLength(): number {
    return this.size === 0 ? 1 : this.#leadTotal / this.size;
  }
  /** how many terms there are: their numbers are below it */
  get vocabularySize(): number {
    return this.#vocabulary.size;
  }

  /** The number of a term, or undefined where no document ever had it. */
  numberOf(term: string): number | undefined {
    return this.#vocabulary.numberOf(term);
  }

  /** Terms that begin so. Reads all of them: for what is seldom asked. */
  beginningWith(prefix: string): number[] {
    return this.#vocabulary.beginningWith(prefix);
  }

  /**
   * Adds a document and returns its number.
   * @param lead terms of the title; ranking looks at these
   * @param rest terms of all else that is searched; they find, and weigh little
   */
  add(lead: readonly string[], rest: readonly string[] = []): number {
    const document = this.size;
    this.changes += 1;
    this.#starts = withRoom(this.#starts, document + 2);
    this.#lengths = withRoom(this.#lengths, document + 1);
    this.#removed = withRoom(this.#removed, document + 1);
    this.#sequence = withRoom(this.#sequence, this.#used + lead.length);
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
    this.show(document);
    return document;
  }

  remove(document: number): void {
    if (document >= this.size || this.isRemoved(document)) return;
    this.#removed[document] = 1;
    this.#lengths[document] = 0;
    this.removedCount += 1;
    this.changes += 1;
    for (let at = this.start(document); at < this.leadEnd(document); at += 1)
      this.#changedAt[this.#sequence[at] as number] = this.changes;
  }

  isRemoved(document: number): boolean {
    return this.#removed[document] === 1;
  }

  /** Keeps a document from being found until it is shown again. */
  hide(document: number): void {
    this.#lengths[document] = 0;
  }
  show(document: number): void {
    if (this.isRemoved(document)) return;
    this.#lengths[document] = 1 + Math.min(longest, this.leadEnd(document) - this.start(document));
  }

  /** By document: terms of its title plus one; 0 where it may not be found. */
  get lengths(): Uint8Array {
    return this.#lengths;
  }

  /** In how many documents a term is; the removed count until the next rebuild. */
  documentsWith(term: number): number {
    return this.#postings.count(term);
  }

  /** At which change a document came that has the term, or went that had it in its title. */
  changedAt(term: number): number {
    return this.#changedAt[term] as number;
  }

  /**
   * Documents that have the term, rising, the removed among them: each as twice its number, plus one where the term is only outside
   * of the title. Good until the next document is added.
   */
  postings(term: number): Uint32Array {
    return this.#postings.view(term);
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

  /** Whether these terms stand one behind the other in the title of some document; looks at no more than `most` documents. */
  areNeighbours(terms: readonly number[], most = 2_000): boolean {
    const postings = this.postings(this.rarest(terms));
    const count = Math.min(most, postings.length);
    for (let at = 0; at < count; at += 1) {
      if (this.phraseAt((postings[at] as number) >>> 1, terms) >= 0) return true;
    }
    return false;
  }

  /** The term that the fewest documents have. */
  rarest(terms: readonly number[]): number {
    return terms.reduce((least, term) =>
      this.documentsWith(term) < this.documentsWith(least) ? term : least,
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
    const known = this.#vocabulary.size;
    const number = this.#vocabulary.note(term);
    if (number === known) {
      this.#postings.add();
      this.#changedAt = withRoom(this.#changedAt, number + 1);
    }
    return number;
  }

  #post(term: number, document: number, isRest: 0 | 1): void {
    this.#changedAt[term] = this.changes;
    const last = this.#postings.last(term);
    if (last !== undefined && last >>> 1 === document) return;
    this.#postings.push(term, document * 2 + isRest);
  }
}
