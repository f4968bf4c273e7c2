/** What somebody typed, as things to look for: each a set of ways in which goods may say it. */
import { queryTokens, type Token } from './analysis.ts';
import type { Reading } from './reading.ts';
import type { Dictionary } from './spelling.ts';
import { stem } from './stem.ts';
import { synonyms } from './synonyms.ts';

/** One way to say a thing: a term, or several one behind the other. */
export interface Variant {
  terms: readonly number[];
  /** 1: what was typed; less: what was likely meant */
  weight: number;
}

export interface Concept {
  surface: string;
  variants: Variant[];
  /** what the word was taken for, where no goods have it */
  correctedTo: string | undefined;
}

export interface QuerySettings {
  joinedWeight: number;
  synonymWeight: number;
  convertedWeight: number;
  correctedWeight: number;
  /** a word in at most this many titles may be a slip */
  rareAtMost: number;
  editCost: number;
  firstLetterWorth: number;
  neighbourWorth: number;
}

export const querySettings: QuerySettings = {
  joinedWeight: 0.95,
  synonymWeight: 0.6,
  convertedWeight: 0.8,
  correctedWeight: 0.6,
  rareAtMost: 4,
  editCost: 4,
  firstLetterWorth: 1.5,
  neighbourWorth: 2.5,
};

/** A text of hundreds of words is no search; its first ones say enough. */
const mostConcepts = 24;

export function conceptsOf(
  text: string,
  reading: Reading,
  dictionary: Dictionary,
  settings: QuerySettings = querySettings,
): Concept[] {
  const tokens = queryTokens(text).slice(0, mostConcepts);
  const concepts = tokens.map((token) => ({
    surface: token.surface,
    variants: isOneCharacter(token)
      ? reading.beginningWith(token.term).map((number) => ({ terms: [number], weight: 1 }))
      : variant(reading, [token.term], 1),
    correctedTo: undefined as string | undefined,
  }));
  addJoined(tokens, concepts, reading, settings);
  addParted(tokens, concepts, reading, settings);
  addLengths(tokens, concepts, reading, settings);
  correct(tokens, concepts, reading, dictionary, settings);
  addSynonyms(tokens, concepts, reading, settings);
  return concepts;
}

/** One character of a script without spaces is found by the pairs that it begins. */
const isOneCharacter = ({ term }: Token): boolean =>
  [...term].length === 1 && /[^\d\p{Script=Latin}]/u.test(term);

/** The variant of these terms; none where no goods have one of them. */
function variant(reading: Reading, terms: readonly string[], weight: number): Variant[] {
  const numbers = terms.map((term) => reading.numberOf(term));
  return numbers.every((number) => number !== undefined) ? [{ terms: numbers, weight }] : [];
}

/** `fire place` also finds `fireplace`: the one word says both. */
function addJoined(
  tokens: readonly Token[],
  concepts: Concept[],
  reading: Reading,
  settings: QuerySettings,
): void {
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const joined = `${tokens[at]?.surface}${tokens[at + 1]?.surface}`;
    if (!/[a-z]/.test(joined)) continue;
    const same = variant(reading, [stem(joined)], settings.joinedWeight);
    concepts[at]?.variants.push(...same);
    concepts[at + 1]?.variants.push(...same);
  }
}

/** `fireplace`, where hardly any goods write it so, also finds `fire place`. */
function addParted(
  tokens: readonly Token[],
  concepts: Concept[],
  reading: Reading,
  settings: QuerySettings,
): void {
  tokens.forEach(({ surface, term }, at) => {
    const known = reading.numberOf(term);
    if (surface.length < 5 || !/^[a-z]+$/.test(surface)) return;
    if (known !== undefined && reading.index.documentsWith(known) > settings.rareAtMost * 2) return;
    for (let cut = 2; cut <= surface.length - 2; cut += 1) {
      const parts = [stem(surface.slice(0, cut)), stem(surface.slice(cut))];
      for (const parted of variant(reading, parts, settings.joinedWeight)) {
        if (reading.index.areNeighbours(parted.terms)) concepts[at]?.variants.push(parted);
      }
    }
  });
}

/** 6 ft are 72 in, and the other way round. */
function addLengths(
  tokens: readonly Token[],
  concepts: Concept[],
  reading: Reading,
  settings: QuerySettings,
): void {
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const length = Number(tokens[at]?.term);
    const unit = tokens[at + 1]?.term;
    if (!Number.isInteger(length) || length < 1 || length > 1_000) continue;
    let same: Variant[] = [];
    if (unit === 'foot') same = variant(reading, [String(length * 12), 'inch'], settings.convertedWeight);
    else if (unit === 'inch' && length % 12 === 0)
      same = variant(reading, [String(length / 12), 'foot'], settings.convertedWeight);
    concepts[at]?.variants.push(...same);
    concepts[at + 1]?.variants.push(...same);
  }
}

/** A word that hardly any goods have is taken for the one that is frequent, close, and stands beside its neighbours in titles. */
function correct(
  tokens: readonly Token[],
  concepts: Concept[],
  reading: Reading,
  dictionary: Dictionary,
  settings: QuerySettings,
): void {
  concepts.forEach((concept, at) => {
    const word = tokens[at]?.surface ?? '';
    const hasMany = concept.variants.some(
      ({ terms }) =>
        terms.length > 1 || reading.index.documentsWith(terms[0] as number) > settings.rareAtMost,
    );
    if (hasMany) return;
    let best: { word: string; number: number; score: number } | undefined;
    const candidates = dictionary
      .corrections(word)
      .map((candidate) => ({
        ...candidate,
        score:
          Math.log(candidate.count + 1) -
          settings.editCost * candidate.distance +
          (candidate.word[0] === word[0] ? settings.firstLetterWorth : 0),
      }))
      .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
      .slice(0, 12);
    for (const candidate of candidates) {
      const number = reading.numberOf(stem(candidate.word));
      if (number === undefined) continue;
      let { score } = candidate;
      const before = reading.numberOf(tokens[at - 1]?.term ?? '');
      const behind = reading.numberOf(tokens[at + 1]?.term ?? '');
      if (before !== undefined && reading.index.areNeighbours([before, number]))
        score += settings.neighbourWorth;
      if (behind !== undefined && reading.index.areNeighbours([number, behind]))
        score += settings.neighbourWorth;
      if (best === undefined || score > best.score) best = { word: candidate.word, number, score };
    }
    if (best === undefined) return;
    if (concept.variants.length === 0) concept.correctedTo = best.word;
    concept.variants.push({ terms: [best.number], weight: settings.correctedWeight });
  });
}

function addSynonyms(
  tokens: readonly Token[],
  concepts: Concept[],
  reading: Reading,
  settings: QuerySettings,
): void {
  for (let at = 0; at < tokens.length; at += 1) {
    for (const length of [1, 2, 3]) {
      const said = tokens.slice(at, at + length);
      if (said.length < length) continue;
      const fellows = sameAs.get(said.map(({ term }) => term).join(' '));
      for (const terms of fellows ?? []) {
        const same = variant(reading, terms, settings.synonymWeight);
        for (let part = at; part < at + length; part += 1) concepts[part]?.variants.push(...same);
      }
    }
  }
}

/** The table of synonyms in terms; a member of more than three terms is only ever found, not looked for. */
const sameAs: ReadonlyMap<string, readonly string[][]> = (() => {
  const terms = (text: string): string[] => queryTokens(text).map(({ term }) => term);
  const map = new Map<string, string[][]>();
  for (const [member, fellows] of synonyms) {
    const key = terms(member).join(' ');
    map.set(
      key,
      fellows.map(terms).filter((fellow) => fellow.join(' ') !== key),
    );
  }
  return map;
})();
