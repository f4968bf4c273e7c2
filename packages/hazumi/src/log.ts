import { existsSync, renameSync, statSync } from 'node:fs';
import { type Logger, multistream, pino } from 'pino';

const limitBytes = 64 * 1024 * 1024;

/**
 * Opens the market's log: everything to `file` as a line of JSON each, and errors also to the terminal.
 * A file that has grown past 64 MB is set aside as `<file>.1` (one is kept).
 */
export function openLog(file: string, terminal: NodeJS.WritableStream): Logger {
  if (existsSync(file) && statSync(file).size > limitBytes) renameSync(file, `${file}.1`);
  const toFile = pino.destination({ dest: file, sync: true });
  // A full disk must not end the market through its log.
  toFile.on('error', (error: Error) => terminal.write(`The log cannot be written: ${error.message}\n`));
  return pino(
    {},
    multistream([
      { level: 'info', stream: toFile },
      { level: 'error', stream: terminal },
    ]),
  );
}
