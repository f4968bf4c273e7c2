/**
 * JSON in one canonical form (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and texts as
 * ECMAScript writes them. Two documents that say the same have the same text, and so the same digest.
 */
import { sha256Hex } from './sha256.ts';

/** @throws TypeError for what JSON cannot carry: undefined, bigint, functions, NaN, infinities, lone surrogates. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('A text with a lone surrogate has no canonical form.');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON.`);
      return JSON.stringify(value);
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      const members = Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${canonicalJson(key)}:${canonicalJson(item)}`);
      return `{${members.join(',')}}`;
    }
    default:
      throw new TypeError(`A ${typeof value} has no form in JSON.`);
  }
}

/** The SHA-256 of a document's canonical JSON: 64 hexadecimal digits that name exactly this document. */
export function digest(document: unknown): string {
  return sha256Hex(canonicalJson(document));
}
