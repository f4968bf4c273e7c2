/** A line on the terminal that is written over and over; where there is no terminal, a line each tenth of the way. */
export interface ProgressLine {
  show(text: string, done: number, of: number): void;
  /** Takes the line away, before something that stays is written. */
  clear(): void;
}

export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let isShown = false;
  let last = '';
  return {
    show(text, done, of) {
      const percent = of > 0 ? Math.floor((100 * done) / of) : 0;
      if (stream.isTTY) {
        stream.write(`\r\x1b[K${text} ${percent} %`);
        isShown = true;
        return;
      }
      const line = `${text} ${Math.floor(percent / 10) * 10} %`;
      if (line !== last) stream.write(`${line}\n`);
      last = line;
    },
    clear() {
      if (isShown) stream.write('\r\x1b[K');
      isShown = false;
    },
  };
}
