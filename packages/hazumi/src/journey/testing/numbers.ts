/** Numbers as pages write them: `¥1,234.50`, `+12.3`, `−4`. */

/** The numbers in a text, in order. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/[-−–]?[^\d\s]{0,4}?\d[\d,]*(?:\.\d+)?/g)].map(([found]) => {
    const value = Number(found.replaceAll(/[^\d.]/g, ''));
    return /^[-−–]/.test(found) ? -value : value;
  });
}

/** The one number of a text. @throws TypeError where there is none */
export function numberIn(text: string | undefined): number {
  const [found] = numbersIn(text ?? '');
  if (found === undefined) throw new TypeError(`there is no number in “${text}”`);
  return found;
}

/** Minor units of an amount with two decimals. */
export const minorIn = (text: string | undefined): number => Math.round(numberIn(text) * 100);
