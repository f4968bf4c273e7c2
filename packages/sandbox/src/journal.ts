import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Where every change goes before anybody hears of it. */
export interface Journal {
  /** Resolves when the line, and all lines before it, are on the disk. */
  append(line: string): Promise<void>;
  /** Resolves when everything appended so far is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** For a sandbox that may forget. */
export const memoryJournal: Journal = {
  append: () => Promise.resolve(),
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const newline = 0x0a;

/**
 * Opens `journal.jsonl` in a folder (made if missing) and gives each whole line to `replay`, in order. What a
 * killed process left after the last newline was never acknowledged and is cut off. One process at a time may
 * have a folder. `onBroken` hears of a disk that no longer takes lines: what is in memory is then ahead of
 * the disk, and the process must end.
 */
export async function openJournal(
  folder: string,
  replay: (line: string) => void,
  onBroken: (error: Error) => void,
): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const flags = constants.O_RDWR | constants.O_CREAT;
  const handle = await open(join(folder, 'journal.jsonl'), flags, 0o600);
  try {
    const end = await replayLines(handle, replay);
    await handle.truncate(end);
    return appender(handle, end, onBroken);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Returns the offset after the last whole line. */
async function replayLines(handle: FileHandle, replay: (line: string) => void): Promise<number> {
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset);
    if (bytesRead === 0) return offset - rest.length;
    offset += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (let at = rest.indexOf(newline); at !== -1; at = rest.indexOf(newline, start)) {
      replay(rest.toString('utf8', start, at));
      start = at + 1;
    }
    rest = rest.subarray(start);
  }
}

/** Lines that arrive while the disk is busy wait together and share the next write and flush. */
function appender(handle: FileHandle, end: number, onBroken: (error: Error) => void): Journal {
  let waiting: string[] = [];
  let nextRound: PromiseWithResolvers<void> | null = null;
  let writing: Promise<void> = Promise.resolve();
  let busy = false;
  let offset = end;

  async function writeRounds(): Promise<void> {
    busy = true;
    while (nextRound !== null) {
      const round = nextRound;
      const bytes = Buffer.from(waiting.join(''), 'utf8');
      nextRound = null;
      waiting = [];
      try {
        await writeAll(handle, bytes, offset);
        await handle.datasync();
        offset += bytes.length;
        round.resolve();
      } catch (error) {
        // Nobody waiting gets an answer: to the caller it is a broken connection, which is true.
        onBroken(error as Error);
        return;
      }
    }
    busy = false;
  }

  return {
    append(line) {
      waiting.push(`${line}\n`);
      nextRound ??= Promise.withResolvers<void>();
      const done = nextRound.promise;
      if (!busy) writing = writeRounds();
      return done;
    },
    settled: () => nextRound?.promise ?? writing,
    async close() {
      await writing;
      await handle.close();
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}
