/** Interleaved 2 of 5 (ISO/IEC 16390): n is a narrow element, w a wide one. */
const patterns = ['nnwwn', 'wnnnw', 'nwnnw', 'wwnnn', 'nnwnw', 'wnwnn', 'nwwnn', 'nnnww', 'wnnwn', 'nwnwn'];
const narrow = 2;
const wide = 5;

/** The bars of an even number of digits: where each begins and how wide it is, and the width of the whole. */
export function barcode(digits: string): { bars: { at: number; width: number }[]; width: number } {
  if (!/^(\d\d)+$/.test(digits)) throw new RangeError('an even number of digits is needed');
  const bars: { at: number; width: number }[] = [];
  let at = 0;
  const draw = (bar: number, space: number): void => {
    bars.push({ at, width: bar });
    at += bar + space;
  };
  const width = (element: string | undefined): number => (element === 'w' ? wide : narrow);
  draw(narrow, narrow);
  draw(narrow, narrow);
  for (let index = 0; index < digits.length; index += 2) {
    // Of each pair the first digit is in the bars, the second in the spaces between them.
    const inBars = patterns[Number(digits[index])];
    const inSpaces = patterns[Number(digits[index + 1])];
    for (let element = 0; element < 5; element += 1)
      draw(width(inBars?.[element]), width(inSpaces?.[element]));
  }
  draw(wide, narrow);
  draw(narrow, 0);
  return { bars, width: at };
}
