/** How far a long piece of work has come. */
export type Progress = { stage: string; done: number; total: number };

/** Where progress is shown: a terminal, or a file or pipe that keeps every line. */
export type ProgressOutput = { isTTY?: boolean; write(text: string): unknown };

/**
 * Shows the progress of one stage after another: on a terminal as one line that is written over, elsewhere as a line
 * for each tenth. Call it as often as you like.
 */
export function progressPrinter(output: ProgressOutput): (progress: Progress) => void {
  let shown = '';
  return ({ stage, done, total }) => {
    const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
    const isEnd = done >= total;
    const step = output.isTTY ? percent : percent - (percent % 10);
    const line = `${stage}: ${done} of ${total}`;
    const key = `${stage} ${isEnd ? 'end' : step}`;
    if (key === shown) return;
    shown = key;
    // "\x1b[2K" clears what a longer line left behind.
    output.write(output.isTTY ? `\r\x1b[2K${line}${isEnd ? '\n' : ''}` : `${line}\n`);
  };
}
