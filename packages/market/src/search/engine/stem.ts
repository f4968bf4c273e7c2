/**
 * Endings of English words: plurals, -ed and -ing (steps 1a to 1c of Porter's algorithm of 1980, without the later steps, which
 * join words that a shop keeps apart: `generator` and `general`). Other languages pass through.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let left = word;
  if (left.endsWith('sses')) left = left.slice(0, -2);
  else if (left.endsWith('ies')) left = left.length > 4 ? `${left.slice(0, -3)}y` : left.slice(0, -1);
  else if (/(?:x|z|ch|sh)es$/.test(left)) left = left.slice(0, -2);
  else if (left.endsWith('s') && !/(?:us|ss|is)$/.test(left)) left = left.slice(0, -1);
  if (left.endsWith('eed')) return left;
  const root = /^(.*[aeiouy].*)(?:ed|ing)$/.exec(left)?.[1];
  if (root !== undefined && root.length >= 3) {
    left = root;
    if (/([^aeiouylsz])\1$/.test(left)) left = left.slice(0, -1);
  }
  if (left.length > 4 && left.endsWith('e')) left = left.slice(0, -1);
  if (left.length > 4 && left.endsWith('y')) left = `${left.slice(0, -1)}i`;
  return left;
}
